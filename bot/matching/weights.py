"""Every number of the ranking, what it means and where it comes from.

The weights of the first five signals were learned from the training periods of two public collections of questions (a
site about travelling, a chat about a programming language) at eight cut-off dates, so that the chance of a person is
proportional to exp(sum of weight × signal); without the few people who answered most, since here nobody is asked more
than a few times a week. `ACTIVE` was learned as 4.2 and lowered, since later periods trust the busiest less; `BREADTH`,
`UNTRIED` and `FRESH` were chosen for first days and newcomers. README.md, "How the right person is found", has the
figures.
"""

# Signals, each in [0, 1].
RECENT_VOTE = 1.03  # Past questions like this one vote for their helpers, with their closeness; half after 60 days.
LASTING_VOTE = 1.68  # The same with the closeness squared and half after 120 days: the closest say the most.
LABEL = 0.71  # What somebody listed, and the question names.
ACTIVE = 3.0  # Whether somebody helps at all these days; it saturates, so that the busiest gain little more.
BREADTH = 0.4  # Whoever lists more topics is a little likelier to be right; from `BROAD` on it makes no difference.
UNTRIED = 3.5  # The benefit of the doubt: the labels of whoever helped with fewer than `TRIED` questions.
FRESH = 8.0  # The same for a label that is new, that few others list, and that the question names.
OF_SIGNALS = (RECENT_VOTE, LASTING_VOTE, LABEL, ACTIVE, BREADTH, UNTRIED, FRESH)

RECENT_DAYS = 60.0
# The half-life of evidence, decided by the product.
LASTING_DAYS = 120.0
ACTIVE_DAYS = 120.0
# What a word tells about people changes slowly.
TELLING_DAYS = 365.0
# So much (decayed) help makes somebody half as active as can be.
HALF_ACTIVE = 3.0
BROAD = 8
# With so many helps the past speaks for somebody, and the benefit of the doubt is over.
TRIED = 3.0
# How much listing many topics counts beside listing this one, where labels are all that is known.
BREADTH_BESIDE_LABEL = 0.7
# A new label counts in full while so many list it, for half as much after so many days: then help has to speak.
FEW = 3.0
FRESH_DAYS = 30.0
# With so many answered questions past help outweighs labels half as much as it will, and a new one needs help.
MUCH_PAST = 200.0

# BM25, as measured best on titles and short questions.
SATURATION = 1.2
LENGTH_SHARE = 0.6
# As many past questions vote.
NEAREST = 300
# A vote's part of the most votes is taken to this power: the second best is closer than its number of votes.
VOTE_POWER = 0.5
# So many helps as if by anybody are added to a word's, before it is judged how much it tells people apart.
SMOOTHING_HELPS = 5.0
# Where few people help yet, no word tells them apart; each still counts for something.
LEAST_TELLING = 0.1

# The share of a label's words that a text must have to name it.
LEAST_COVERAGE = 0.6
# A rare label says more than a common one, but not in proportion.
RARITY_POWER = 0.5
# A word of a label is met in part by one that begins alike over this share of the longer: topology, topological.
LEAST_ALIKE = 0.6
# A label at the level *can help* beside *can teach*.
CAN_HELP = 0.9

# Only with the extra `semantic`, chosen at the same cut-off dates: the nearness (cosine) from which on a label counts,
# how many of the nearest do, and how much beside those whose words the text has. Nearness is never a reason to tell.
LEAST_NEARNESS = 0.1
NEAREST_LABELS = 50
MEANING = 2.0

# Help that was thanked for, or accepted as the answer, beside help that just was given.
THANKED = 1.25

# A past question is told as "like this one" from this likeness on, with at least so many shared words.
LEAST_LIKENESS = 0.15
LEAST_SHARED_WORDS = 2

# To keep a ranking fast, the rarest words of a text are looked up first, until so many mentions were seen.
MENTIONS_READ = 20_000
WORDS_READ = 40
# Each costs a look through all words of all topics.
WORDS_MENDED = 12
