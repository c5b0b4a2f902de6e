"""What people at the invented workplace of the sample ask about; every word was made up for it."""

# Each topic and the things that people meet in it; questions often name only the thing.
TOPICS: dict[str, tuple[str, ...]] = {
    "kafka": ("consumer lag", "a rebalancing group", "message ordering", "dead letters", "partition keys"),
    "postgresql": ("a slow query", "vacuum settings", "deadlocks", "a partial index", "streaming replicas"),
    "kubernetes": ("a crashing pod", "memory limits", "an ingress rule", "rolling back a deployment", "node draining"),
    "terraform": ("state locking", "importing old resources", "module versions", "plan drift", "remote state"),
    "react": ("needless renders", "form state", "a flickering list", "suspense boundaries", "stale closures"),
    "accessibility": ("screen readers", "keyboard traps", "colour contrast", "focus order", "alternative texts"),
    "data-modelling": ("slowly changing facts", "a star layout", "surrogate keys", "late records", "history tables"),
    "spreadsheets": ("pivot reports", "lookup formulas", "circular references", "shared macros", "locale formats"),
    "incident-response": ("the pager rota", "a blameless review", "status updates", "escalation paths", "runbooks"),
    "hiring": ("structured interviews", "scorecards", "candidate feedback", "job adverts", "panel bias"),
    "onboarding": ("the first week", "a buddy plan", "access requests", "welcome notes", "remote starters"),
    "public-speaking": ("stage fright", "slide rehearsal", "hard audience questions", "opening lines", "pacing"),
    "budgeting": ("quarterly forecasts", "cost centres", "accruals", "cloud bills", "travel allowances"),
    "contracts": ("liability clauses", "renewal dates", "supplier terms", "signature rights", "service credits"),
    "privacy": ("deletion requests", "consent banners", "retention periods", "an impact assessment", "data exports"),
    "machine-learning": ("overfitting", "feature drift", "label noise", "a confusion matrix", "training cost"),
    "observability": ("noisy alerts", "trace sampling", "log volume", "error budgets", "dashboard clutter"),
    "git": ("a broken rebase", "large files", "lost commits", "merge conflicts", "signed tags"),
    "python": ("packaging", "type hints", "an async deadlock", "circular imports", "memory growth"),
    "facilitation": ("quiet participants", "a stuck retrospective", "decision logs", "long meetings", "dot voting"),
    "user-research": ("interview guides", "recruiting participants", "a diary study", "survey wording", "synthesis"),
    "typography": ("line height", "variable fonts", "numeral alignment", "font licences", "fallback fonts"),
    "translation": ("plural forms", "right-to-left layout", "glossary upkeep", "truncated labels", "date formats"),
    "negotiation": ("price increases", "walking away", "first offers", "difficult suppliers", "package deals"),
    "mentoring": ("a first mentee", "career talks", "giving hard feedback", "goal setting", "ending a pairing"),
}

# Those with {topic} name it; the others leave it to the thing to tell.
TITLES = (
    "How do I deal with {thing}?",
    "What is the usual way to handle {thing} here?",
    "Trouble with {thing} since this morning",
    "Could somebody explain {thing} to me?",
    "{thing}: what did you learn the hard way?",
    "First steps with {topic}",
    "Is {thing} normal in {topic}?",
    "Looking for advice on {topic} and {thing}",
    "Who has sorted out {thing} before?",
    "Any checklist for {thing}?",
)
BODIES = (
    "We have to show something by Thursday and I would rather not guess.",
    "I read the handbook page about {topic} and am still unsure where to begin.",
    "It worked until {thing} and {other} came together; now nobody in the team can say why.",
    "A short call would be enough, I mostly want to know whether {other} matters too.",
    "Our team is new to {topic}. Pointers to an earlier case would help a lot.",
)
