"""Other words that people use for common topics, taken without asking, since each means that one topic only.

Facts, looked up in the aliases of GitHub's public topics (github.com/github/explore, `aliases` of each topic) and the
tag synonyms of Stack Overflow (stackoverflow.com/tags/synonyms, as of 2021); what belongs to leadership, design, sales,
finance and people work is our own collection. An abbreviation that could mean two topics is no alias: "tf", "pm" and
"cs" stand in `AMBIGUOUS`, where they are proposed and never taken.
"""

_OTHER_WORDS = """
Python = py · python3 · python 3 · python lang
JavaScript = js · ecmascript · es6 · vanilla js
TypeScript = ts
Java = jdk · java se
Go = golang · go lang · go language
Rust = rust lang
Ruby = ruby lang
Ruby on Rails = rails · ror
C# = csharp · c sharp
C++ = cpp · cplusplus · c plus plus
C = c language · c lang
F# = fsharp · f sharp
.NET = dotnet · dot net · dotnet core · .net core
ASP.NET = asp net
R = rstats · r language · r lang
Objective-C = objc
Visual Basic = visual basic .net · vb.net
React = reactjs · react.js
React Native =
Vue = vuejs · vue.js
Angular = angular 2+
AngularJS = angular.js · angular 1
Node.js = node · nodejs
Next.js =
Django =
PHP =
HTML = html5
CSS = css3 · cascading style sheets
iOS = ios development
Android = android development
GraphQL = graph ql
REST APIs = rest · restful · rest api
API design = apis
Regular expressions = regex · regexp · regexes
Test automation = automated testing · automated tests
Unit testing = unit tests
Refactoring = refactor
Version control = source control · vcs
Git = git version control
Command line = cli · shell
Bash = bash scripting
PowerShell = windows powershell
SQL = structured query language
Postgres = postgresql · psql · pgsql · pg · postgre
MySQL =
SQL Server = mssql · ms sql server
MongoDB = mongo
Redis =
Elasticsearch = elastic search
Kafka = apache kafka
Spark = apache spark
Airflow = apache airflow
Data modelling = data modeling
Data visualisation = data visualization · dataviz · data viz
Data engineering =
Data science =
Power BI = microsoft power bi
Excel = ms excel · microsoft excel
Word = ms word · microsoft word
PowerPoint = ms powerpoint · microsoft powerpoint · ppt
Microsoft Teams = ms teams
Google Sheets = gsheets
Machine learning = ml
Artificial intelligence = ai
Large language models = llm · llms
Prompt writing = prompt engineering
Statistics = stats
A/B testing = split testing · a/b tests
AWS = amazon web services
Azure = microsoft azure · windows azure
Google Cloud = gcp · google cloud platform
Kubernetes = k8s · kube
Docker =
Terraform =
Infrastructure as code = iac
Linux = gnu/linux
macOS = mac os · os x · mac os x
CI/CD = ci · continuous integration · continuous delivery
GitHub Actions = gh actions
Observability = o11y
On-call = on call duty · on call rotation
Incident response = incident management
Postmortems = post-mortem · incident reviews
Security = infosec · information security · appsec
Privacy =
Data protection = gdpr
User experience = ux · ux design
Interface design = ui · ui design · user interface design
User interviews = user interviewing · customer interviews
Usability testing = user testing · usability tests
User research = ux research
Accessibility = a11y
Internationalisation = i18n · internationalization
Localisation = l10n · localization
Design systems = design system
Illustration = illustrator work
Copywriting = copy writing
Product pitches = pitching
Product management =
Roadmaps = road mapping
Prioritisation = prioritization · prioritizing
User stories = user story mapping
Customer support = customer service · customer care
Help articles = knowledge base articles
Cold calls = cold calling
Discovery calls = discovery call
Demos = product demos
Negotiation = negotiating
Tenders = rfp · rfps · requests for proposal
Account planning = account plans
Salesforce = sfdc · salesforce crm
SEO = search engine optimization · search engine optimisation
Paid search = ppc · sem · google ads
Email marketing = newsletters
Social media = social media marketing · smm
Press work = public relations · media relations
Web analytics = google analytics
Invoicing = invoices · billing
Expenses = expense reports
Procurement = purchasing
Employment law = labour law · labor law
Health and safety = occupational safety · hse
Quality control = qc
Supply chain = supply chain management
Sign language =
Running meetings = meeting facilitation · leading meetings
Retrospectives = retros · retro
Facilitation = facilitating
Presenting = public speaking · presentations · giving presentations · presentation skills
One-to-ones = 1:1s · 1:1 · one on ones · 1 on 1s · 1 on 1 · one-on-one meetings
Giving feedback = feedback giving
Delegating = delegation
Hiring = recruiting · recruitment
Job interviews = interviewing candidates
Onboarding newcomers = onboarding new hires · employee onboarding
Setting goals = goal setting · okrs · okr
Project management = managing projects
Making decisions = decision making
Stakeholder management = managing stakeholders
Remote teams = remote work
Inclusion = dei · diversity and inclusion · edi
Change management = managing change
Conflict resolution = resolving conflicts
CV writing = cvs · resume writing · résumé writing
Time management = managing time
Career planning = career development
Open source = oss · foss
Quality assurance = qa
Human resources = hr
Business intelligence = bi
Site reliability engineering = sre
Object-oriented programming = oop
Test-driven development = tdd
Domain-driven design = ddd
Natural language processing = nlp
"""

OTHER_WORDS: dict[str, tuple[str, ...]] = {
    name.strip(): tuple(word.strip() for word in words.split("·") if word.strip())
    for name, _, words in (line.partition("=") for line in _OTHER_WORDS.strip().splitlines())
}
"""For each common topic the other words for it; topics without any are here to be known as topics of their own."""

STARTING_ALIASES: dict[str, str] = {word: name for name, words in OTHER_WORDS.items() for word in words}
"""The topic meant by each other word."""

AMBIGUOUS: dict[str, tuple[str, ...]] = {
    "bd": ("Business development", "Big data"),
    "cs": ("Customer success", "Customer support", "Computer science"),
    "ds": ("Data science", "Design systems"),
    "da": ("Data analysis",),
    "pm": ("Project management", "Product management"),
    "po": ("Product management", "Procurement"),
    "pr": ("Press work", "Code review"),
    "prs": ("Code review",),
    "scm": ("Version control", "Supply chain"),
    "tf": ("Terraform", "TensorFlow"),
}
"""Abbreviations with several meanings: proposed in this order, never taken."""
