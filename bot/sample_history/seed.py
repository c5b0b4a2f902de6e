"""The 90 made-up days themselves: what people listed, asked, answered and thanked each other for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Listed:
    """Topics somebody listed, so many days before the end; separated by commas."""

    days_ago: int
    who: str
    can_teach: str = ""
    can_help: str = ""


@dataclass(frozen=True)
class Asked:
    """A question that `helper` answered; `thanks` is what the asker wrote to them afterwards, if anything.

    `stepped_back` said yes first and let go again. Without a helper it is a topic nobody lists, and stays a draft;
    cancelled, the asker found the answer before the helper said yes.
    """

    days_ago: int
    asker: str
    helper: str | None
    text: str
    thanks: str = ""
    in_public: bool = False
    helper_said_so: bool = False
    stepped_back: str | None = None
    cancelled: bool = False


@dataclass(frozen=True)
class Thanked:
    """Kind words that no question led to; `receivers` are separated by spaces."""

    days_ago: int
    giver: str
    receivers: str
    reason: str
    in_public: bool = False


# Who asks whom, and when, reads best in one line.
# fmt: off

# Ines works part-time: Monday to Wednesday. Lena prefers kind words in private.
WORKS_ON = {"ines": "012"}
PREFERS_PRIVATE_THANKS = {"lena"}

LISTED = [
    Listed(90, "chi", can_teach="Data modelling, Python", can_help="One-to-ones, Presenting"),
    Listed(90, "bo", can_teach="Terraform, Kubernetes", can_help="Continuous integration, On-call"),
    Listed(89, "dev", can_teach="Figma, Accessibility", can_help="User interviews"),
    Listed(89, "lena", can_teach="Writing for customers, Zendesk", can_help="Running meetings, User interviews"),
    Listed(88, "mina", can_teach="React, TypeScript", can_help="Testing"),
    Listed(76, "bo", can_help="AWS"),
    Listed(66, "mina", can_help="GraphQL"),
    Listed(59, "ines", can_teach="Postgres, SQL", can_help="Dashboards, Excel"),
    Listed(54, "chi", can_help="Terraform"),
    Listed(9, "ana", can_teach="CSS", can_help="React"),
]

ASKED = [
    Asked(
        88, "mina", "bo",
        "How do I get a shell in a Kubernetes pod that restarts before I can connect to it?",
        "You showed me how to debug a pod instead of guessing. I found the missing variable five minutes later.",
        in_public=True,
    ),
    Asked(
        86, "lena", "dev",
        "Our help pages fail an accessibility check on colour contrast. Which of the two blues is right for links?",
        "You tried both blues with me and explained what the ratio means, so the next one I can decide myself.",
        in_public=True,
    ),
    Asked(
        85, "chi", "mina",
        "I touch a React table once a year. How do I add a column without breaking the sorting?",
        "You sat with me for twenty minutes and let me type.",
        in_public=True,
    ),
    Asked(
        83, "sam", "chi",
        "What is a kind way to begin one-to-ones with somebody who was my peer last week?",
        "You told me how your own first ones went. That took the fear out of it.",
    ),
    Asked(
        81, "dev", "bo",
        "Is there a Terraform module for static sites? I would like a preview address for the design pages.",
        "Every design page has its own address now, and I did half of it myself.",
        in_public=True,
    ),
    Asked(
        79, "mina", "chi",
        "A Python script that reads 2 GB of logs runs out of memory. How do I read it line by line and still group "
        "by account?",
        "Your ten lines replaced my hundred, and you explained each of them.",
        in_public=True,
    ),
    Asked(
        77, "chi", "lena",
        "Somebody sent three angry mails about an invoice, and they are right. How do you begin when you are writing "
        "to customers like that?",
        "You gave me the first sentence and the rest wrote itself. They thanked us in the end.",
    ),
    Asked(
        76, "bo", "dev",
        "Can somebody look over a Figma file with me? I want the status page to look like one of ours.",
        helper_said_so=True,
    ),
    Asked(
        72, "sam", "bo",
        "How do I bring a DNS record under Terraform that somebody clicked together by hand?",
        "You drew on the board what import really does. Now I am not afraid of the other forty.",
        in_public=True,
    ),
    Asked(
        69, "mina", "dev",
        "Keyboard focus jumps to the top of the page after our dialog closes. What does good accessibility ask for?",
        "You showed me with the screen off. I understood it at once.",
        in_public=True,
    ),
    Asked(
        66, "chi", "bo",
        "On-call question: an alert about disk space comes at night and clears by itself. Wake somebody, or write it "
        "down?",
    ),
    Asked(
        65, "bo", "mina",
        "TypeScript says 'possibly undefined' where I checked it one line above. What am I missing?",
        "You found it in a minute and stayed for ten, so that I find the next one.",
        in_public=True,
    ),
    Asked(
        63, "lena", "chi",
        "I will be presenting our support numbers to everyone. How do I keep twelve slides from becoming forty?",
        "You crossed out thirty slides with me, and you were kind about each.",
        in_public=True,
    ),
    Asked(
        58, "bo", "ines",
        "A Postgres query got slow after the upgrade. It scans the whole table although there is an index. Where do I "
        "look first?",
        "You read the query plan with me line by line in your second week here.",
        in_public=True,
    ),
    Asked(
        56, "mina", "bo",
        "Continuous integration takes 18 minutes for one changed line. Can it run only what the line touches?",
        "Four minutes. I can wait four minutes.",
        in_public=True,
    ),
    Asked(
        55, "ines", "bo",
        "Terraform wants to replace the warehouse account because I renamed it. Can I move it in the state instead?",
        "You stopped me one keypress before I would have deleted it, and you laughed with me, not at me.",
        in_public=True,
    ),
    Asked(
        51, "lena", "ines",
        "Excel: two lists of names, one full of typos. How do I find who is missing?",
        "A whole afternoon saved, every month.",
    ),
    Asked(
        50, "chi", "dev",
        "Which five line colours can colour-blind people tell apart? Accessibility matters for the board report.",
        "You also told me to label the lines and drop the legend. So obvious now.",
        in_public=True,
    ),
    Asked(
        46, "sam", "ines",
        "My dashboards add up to 103 percent. What did I join twice?",
        "You asked two questions and I found it myself. That is teaching.",
        in_public=True,
    ),
    Asked(
        44, "bo", "chi",
        "Data modelling: one table of events, or one per product? We change our mind every year.",
        "You asked who reads it before you answered. Now it is written down why.",
        in_public=True,
    ),
    Asked(
        43, "ines", "mina",
        "A React form loses what I typed when fresh data comes in. How do you keep it?",
        helper_said_so=True,
    ),
    Asked(
        41, "lena", "bo",
        "What happens to the chat widget while the Kubernetes cluster moves on Sunday?",
        "You wrote me three sentences I could send on to customers as they were.",
    ),
    Asked(
        40, "sam", None,
        "Kafka: our consumers rebalance all night. Has anyone here tamed that before?",
    ),
    Asked(
        36, "dev", "mina",
        "Is there a pattern for testing a component that waits for the network? Mine fail every third time.",
        "Ten runs, ten green. And I know why.",
        in_public=True,
    ),
    Asked(
        37, "sam", "bo",
        "A Terraform plan shows 40 changes and I changed one line. How do I find out why?",
        "You read the plan aloud like a story. I will never skim one again.",
    ),
    Asked(
        36, "mina", "lena",
        "Running meetings across Toronto and Singapore: somebody is always half asleep. What worked for you?",
        "We take turns being tired now. It was that simple, and nobody had said it.",
    ),
    Asked(
        34, "chi", "ines",
        "The nightly Postgres backup grew threefold. Which tables are to blame, and is there a query for it?",
        "You had the query ready, and the better question with it: who still needs that table?",
        in_public=True,
    ),
    Asked(
        33, "mina", "dev",
        "Figma warns about a missing font in the brand file. Where is the licence kept?",
        cancelled=True,
    ),
    Asked(
        30, "lena", "dev",
        "Somebody who uses a screen reader cannot find our search. Is it the label, or the accessibility of the whole "
        "form?",
        "We fixed it while they were still on the phone. They said nobody ever did that.",
        in_public=True,
    ),
    Asked(
        29, "bo", "mina",
        "GraphQL or plain JSON for a status page that shows twelve numbers?",
    ),
    Asked(
        27, "dev", "bo",
        "Why does my AWS upload work from home but not from the office?",
        "Two offices, one rule. Thank you for looking at both.",
    ),
    Asked(
        25, "mina", "ines",
        "SQL: how do I keep only the newest row of each account?",
        "One line, and you told me when it is slow.",
        in_public=True,
    ),
    Asked(
        23, "chi", "bo",
        "Kubernetes kills the nightly job at 4 GB. Do I give it more, or make it use less?",
        "You measured first. I would have bought more.",
        in_public=True,
    ),
    Asked(
        22, "sam", "lena",
        "Zendesk sends every reply twice since Monday. Where do its triggers live?",
        "It was my own trigger from a year ago, and you never said so aloud.",
    ),
    Asked(
        20, "lena", "mina",
        "I want to change one word on a React page myself, without asking anybody twice. Where do I begin?",
        "My first change is live. It is one word, and it is mine.",
        in_public=True,
    ),
    Asked(
        18, "ines", "dev",
        "I never sat in on user interviews. May I listen to one, and what should I not do?",
        "You let me ask the last question. I learned more than from a year of charts.",
        in_public=True,
        stepped_back="lena",
    ),
    Asked(
        16, "bo", "ines",
        "Postgres locks: a migration waits forever behind one report. How do I see who blocks whom?",
        "You left the query in our notes, so the next person on call has it too.",
        in_public=True,
    ),
    Asked(
        15, "mina", "bo",
        "Terraform cannot take the state lock since the accounts moved. Is it safe to force it?",
        "You said 'let us look who holds it' before anything else. It was me.",
        in_public=True,
    ),
    Asked(
        13, "chi", "mina",
        "How strict should TypeScript be in a repository where half the files are older than the rule?",
        "Strict for the new, kind to the old. We kept your sentence.",
    ),
    Asked(
        10, "ana", "mina",
        "Where do shared React components live here, and how do I know that one is finished?",
        "A whole hour in my first week, and you never looked at the clock.",
        in_public=True,
    ),
    Asked(
        8, "dev", "chi",
        "How do I bring up pay in one-to-ones without making it odd?",
        "You practised it with me. It was not odd at all.",
    ),
    Asked(
        7, "ana", "dev",
        "Which accessibility checks do you expect from me before I send a page to review?",
        "Your list hangs next to my screen.",
        in_public=True,
    ),
    Asked(
        6, "mina", "ana",
        "CSS grid: one card is taller than its neighbours, and only in Safari. Why?",
        "Your second week, and you knew it at once. We are lucky to have you.",
        in_public=True,
    ),
]

THANKED = [
    Thanked(
        87, "chi", "bo",
        "You stayed on the line until the last alert was quiet, and wrote down what happened without blaming anybody.",
        in_public=True,
    ),
    Thanked(80, "bo", "lena", "You sort the bug reports before they reach us. Half of them answer themselves now."),
    Thanked(
        73, "dev", "mina",
        "You said in the review that you did not understand it either. Three people breathed out.",
        in_public=True,
    ),
    Thanked(
        66, "mina", "sam",
        "You released at your midnight so that our morning was calm.",
        in_public=True,
    ),
    Thanked(60, "lena", "dev mina", "The help pages work without a mouse now. I use them, so I know.", in_public=True),
    Thanked(52, "chi", "ines", "You asked why we count that at all. Nobody had asked for years.", in_public=True),
    Thanked(45, "ines", "chi", "You moved the Monday meeting so that part-time people can be there."),
    Thanked(
        38, "sam", "bo", "You leave a note behind whenever you fix something. I read them like a book.", in_public=True
    ),
    Thanked(
        31, "bo", "sam", "You cleaned up the alerts that nobody owned. I slept through a whole night.", in_public=True
    ),
    Thanked(26, "dev", "lena", "You let me sit with support for a day. I changed three screens because of it."),
    Thanked(
        17, "mina", "bo ines", "Saturday, and you both answered. The shop was back before breakfast.", in_public=True
    ),
    Thanked(9, "chi", "dev", "You were patient in the review, with all of us.", in_public=True),
    Thanked(5, "ana", "lena", "You showed me what people really write to us. I think of them when I write code."),
]
