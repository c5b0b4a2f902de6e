"""Topics to begin with: our own list of what colleagues ask each other about, in the four areas."""

from models import Area


def _topics(text: str) -> tuple[str, ...]:
    return tuple(" ".join(topic.split()) for topic in text.split("·"))


STARTER_TOPICS: dict[Area, tuple[str, ...]] = {
    Area.CRAFT: _topics(
        """
        Python · JavaScript · TypeScript · Java · Go · Rust · Ruby · PHP · C# · C++ · Swift · Kotlin · .NET · R ·
        React · Vue · Angular · Node.js · HTML · CSS · iOS · Android · GraphQL · API design · System design ·
        Code review · Refactoring · Debugging · Regular expressions · Test automation · Performance tuning ·
        Software architecture · Technical writing · Legacy code · Git · Command line ·
        SQL · Postgres · MySQL · MongoDB · Redis · Data modelling · Data pipelines · Data analysis ·
        Data visualisation · dbt · Snowflake · BigQuery · Tableau · Power BI · Excel · Google Sheets · Statistics ·
        A/B testing · Machine learning · Prompt writing · Forecasting ·
        AWS · Azure · Google Cloud · Kubernetes · Docker · Terraform · Linux · Networking · CI/CD · GitHub Actions ·
        Monitoring · On-call · Incident response · Postmortems · Security · Threat modelling · Privacy · Cost control ·
        User interviews · Usability testing · Survey design · User experience · Interface design · Design systems ·
        Figma · Prototyping · Accessibility · Illustration · Photography · Video editing · Animation · Typography ·
        Branding · Copywriting · Editing · Proofreading · Storytelling · Translation · Internationalisation ·
        Product pitches · Product discovery · Roadmaps · Prioritisation · User stories · Release planning ·
        Customer support · Difficult customers · Help articles · Onboarding customers · Customer success ·
        Cold calls · Discovery calls · Demos · Negotiation · Tenders · Account planning · Pricing · Salesforce ·
        HubSpot · SEO · Paid search · Email marketing · Social media · Content planning · Event planning · Press work ·
        Market research · Web analytics ·
        Budgeting · Bookkeeping · Invoicing · Expenses · Payroll · Tax · Financial modelling · Procurement · Contracts ·
        Employment law · Data protection · Compliance · Supply chain · Inventory · Logistics · Quality control ·
        Health and safety · First aid · Process mapping · Automation · Jira · Notion · Slides · Taking minutes ·
        English · Spanish · French · German · Portuguese · Italian · Chinese · Japanese · Arabic · Sign language
        """
    ),
    Area.LEADERSHIP: _topics(
        """
        Running meetings · Retrospectives · Facilitation · Workshops · Presenting · One-to-ones · Giving feedback ·
        Receiving feedback · Difficult conversations · Delegating · Coaching · Mentoring · Hiring · Job interviews ·
        Onboarding newcomers · Setting goals · Project management · Estimation · Scrum · Kanban ·
        Stakeholder management · Making decisions · Saying no · Remote teams · Hybrid meetings · Team agreements ·
        Team building · Change management · Conflict resolution · Inclusion · Leading without authority ·
        Managing up · First-time managers · Shift planning · Handovers · Strategy · Crisis communication ·
        Performance reviews · Celebrating success · Writing proposals
        """
    ),
    Area.CONFIDE: _topics(
        """
        Being new here · Feeling like an impostor · Too much work · Stress · Burnout · Coming back after leave ·
        Working parents · Caring for family · Illness and work · Grief · Trouble with a colleague ·
        Trouble with my lead · Being the only one · Coming out at work · Neurodiversity · Moving to a new country ·
        Menopause at work · Loneliness in remote work
        """
    ),
    Area.CAREER: _topics(
        """
        Career planning · Changing roles · Changing careers · Becoming a manager · Staying an expert ·
        Getting promoted · Talking about pay · Finding a mentor · Networking with people · Personal branding ·
        CV writing · Learning plans · Studying while working · Certifications · Writing for a blog · Open source ·
        Time management · Staying focused · Working part-time · Building confidence · Career breaks · Working abroad ·
        Your first 90 days · Getting noticed · Side projects
        """
    ),
}
"""About 200 topics, in the words people are likely to type."""

AREAS: dict[str, Area] = {topic: area for area, topics in STARTER_TOPICS.items() for topic in topics}
"""The area of each starter topic."""
