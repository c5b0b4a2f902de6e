"""Topics that lie near each other: whoever asks for one is often well served by another; our own collection.

Each line begins with what people type; the rest may serve them, best first. Words need not be topics themselves.
"""

_NEAR = """
Retrospectives, Running meetings, Facilitation
stand-ups, Scrum, Running meetings
meetings, Running meetings, Facilitation, Hybrid meetings
Facilitation, Workshops, Running meetings, Retrospectives
agile, Scrum, Kanban, Retrospectives
Scrum, Kanban, Estimation
Presenting, Slides, Storytelling, Product pitches, Demos
talks, Presenting, Storytelling
stage fright, Presenting, Building confidence
decks, Slides, Presenting, PowerPoint
Giving feedback, Receiving feedback, Difficult conversations, Performance reviews
appraisals, Performance reviews, Giving feedback
hard conversations, Difficult conversations, Giving feedback
conflict, Conflict resolution, Difficult conversations
Coaching, Mentoring, One-to-ones
leadership, First-time managers, Leading without authority, Coaching
management, First-time managers, Project management, Delegating
people management, First-time managers, One-to-ones, Delegating
Hiring, Job interviews, Onboarding newcomers
recruiting, Hiring, Job interviews
User interviews, Usability testing, Survey design, Product discovery
User research, User interviews, Usability testing, Survey design
questionnaires, Survey design
prototypes, Prototyping, Figma
design, Interface design, User experience, Design systems, Figma
wireframes, Prototyping, Interface design, Figma
containers, Docker, Kubernetes
container orchestration, Kubernetes, Docker
Docker, Kubernetes
helm, Kubernetes
cloud, AWS, Azure, Google Cloud
devops, CI/CD, Kubernetes, Terraform, Monitoring
Infrastructure as code, Terraform
pipelines, CI/CD, Data pipelines
etl, Data pipelines, dbt
databases, SQL, Postgres, MySQL, MongoDB
query tuning, SQL, Performance tuning
spreadsheets, Excel, Google Sheets
pivot tables, Excel, Google Sheets
dashboards, Data visualisation, Tableau, Power BI
charts, Data visualisation, Excel
Business intelligence, Power BI, Tableau, Data analysis
Data science, Machine learning, Statistics, Data analysis
Artificial intelligence, Machine learning, Prompt writing
Large language models, Prompt writing, Machine learning
frontend, JavaScript, React, CSS, HTML
backend, API design, Python, Node.js, Java
mobile apps, iOS, Android, Swift, Kotlin
testing, Test automation, Usability testing, A/B testing
pull requests, Code review, Git
merge conflicts, Git
clean code, Refactoring, Code review
documentation, Technical writing, Help articles
pager duty, On-call, Incident response
outages, Incident response, Postmortems, On-call
alerts, Monitoring, On-call
logging, Monitoring
passwords, Security
phishing, Security
GDPR, Data protection, Privacy
localisation, Internationalisation, Translation
Translation, Internationalisation
adverts, Paid search, Social media
newsletters, Email marketing, Copywriting
blogging, Writing for a blog, Copywriting
press releases, Press work, Copywriting
angry customers, Difficult customers, Customer support
complaints, Difficult customers, Customer support
churn, Customer success
sales, Discovery calls, Cold calls, Negotiation, Demos
prospecting, Cold calls, Discovery calls
pay, Talking about pay, Payroll
salary negotiation, Talking about pay, Negotiation
budgets, Budgeting, Financial modelling
accounting, Bookkeeping, Invoicing, Tax
vat, Tax, Invoicing
legal, Contracts, Compliance, Employment law
suppliers, Procurement, Supply chain
warehouse, Inventory, Logistics
shifts, Shift planning, Handovers
rota, Shift planning
promotion, Getting promoted, Career planning
job search, CV writing, Changing roles, Networking with people
work-life balance, Too much work, Working part-time, Time management
overload, Too much work, Saying no, Time management
productivity, Time management, Staying focused
procrastination, Staying focused, Time management
impostor syndrome, Feeling like an impostor, Building confidence
parental leave, Coming back after leave, Working parents
okr, Setting goals, Strategy
planning, Roadmaps, Project management, Release planning
priorities, Prioritisation, Saying no
estimates, Estimation
kick-offs, Running meetings, Project management
brainstorming, Workshops, Facilitation
video calls, Hybrid meetings, Remote teams
culture, Inclusion, Team building, Team agreements
"""

NEAR_TOPICS: dict[str, tuple[str, ...]] = {
    first.strip(): tuple(word.strip() for word in rest)
    for first, *rest in (line.split(",") for line in _NEAR.strip().splitlines())
}
"""What may serve whoever types the first."""
