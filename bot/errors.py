"""Refusals: each carries the sentence that the person will read."""


class WhoKnowsError(Exception):
    """A refusal. `sentence` is plain words for the person; `field` names the form field it belongs to, if any."""

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class NotYours(WhoKnowsError):
    """The acting member has no part in this; the same answer whether it exists or not."""

    def __init__(self) -> None:
        super().__init__("This one isn't yours to decide, so nothing was changed.")


class Settled(WhoKnowsError):
    """The press came too late: the sentence says what is true now."""


class CannotStart(Exception):
    """Why WhoKnows cannot start, and what to do about it, in words for whoever runs it."""
