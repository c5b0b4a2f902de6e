"""Every number of the ranking, what it means and where it comes from.

The weights of the five signals were learned from the training periods of two public collections of questions (a site
about travelling, a chat about a programming language) at eight cut-off dates, so that the chance of a person is
proportional to exp(sum of weight × signal); without the few people who answered most, since here nobody is asked more
than a few times a week. README.md, "How the right person is found", has the figures.
"""

# Signals, each in [0, 1].
RECENT_VOTE = 1.59  # Past questions like this one vote for their helpers, help counting half after 60 days.
LASTING_VOTE = 1.08  # The same with half after a year: who knew it once still knows it.
LABEL = 0.66  # What somebody listed, and the question names.
OWN_WORDS = 1.26  # How likely the question's words are among all the words of questions that somebody helped with.
ACTIVE = 4.2  # Whether somebody helps at all these days; it saturates, so that the busiest gain nothing more.

RECENT_DAYS = 60.0
LASTING_DAYS = 365.0
# Half-life of evidence in routing, decided by the product.
ACTIVE_DAYS = 120.0
# So much (decayed) help makes somebody half as active as can be.
HALF_ACTIVE = 3.0

# BM25, as measured best on titles and short questions.
SATURATION = 1.2
LENGTH_SHARE = 0.6
# As many past questions vote.
NEAREST = 300
# A vote's part of the most votes is taken to this power: the second best is closer than its number of votes.
VOTE_POWER = 0.5
# So many helps as if by anybody are added to a word's, before it is judged how much it tells people apart.
SMOOTHING_HELPS = 5.0
# So many words as anybody's are added to a person's own.
SMOOTHING_WORDS = 1000.0
# Own words count over so many nats: whoever's are less likely than that counts as if they were that unlikely.
OWN_WORDS_RANGE = 30.0

# The share of a label's words that a text must have to name it.
LEAST_COVERAGE = 0.6
COVERAGE_POWER = 1.0
# A label at the level *can help* beside *can teach*.
CAN_HELP = 0.9

# Help that was thanked for, or accepted as the answer, beside help that just was given.
THANKED = 1.25

# A past question is told as "like this one" from this likeness on, with at least so many shared words.
LEAST_LIKENESS = 0.15
LEAST_SHARED_WORDS = 2

# To keep a ranking fast, the rarest words of a text are looked up first, until so many mentions were seen.
MENTIONS_READ = 80_000
WORDS_READ = 40
