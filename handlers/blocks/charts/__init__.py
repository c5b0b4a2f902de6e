"""Charts: Slack's own block, the same as a picture where Slack does not take it, and what both find in words."""

from handlers.blocks.charts.bars import Bars, block, svg, without_charts
from handlers.blocks.charts.png import drawn
from handlers.blocks.charts.questions_by_week import bars_of, finding, in_words, picture

__all__ = ["Bars", "bars_of", "block", "drawn", "finding", "in_words", "picture", "svg", "without_charts"]
