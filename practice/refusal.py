"""A refusal as Slack's Web API words it."""

from practice.records import Json


class Refused(Exception):
    """Slack's `{"ok": false, "error": …}`; anything given by name stands beside the error."""

    def __init__(self, error: str, **beside: object) -> None:
        super().__init__(error)
        self.error = error
        self.beside: Json = beside

    def body(self) -> Json:
        """Return the answer's body."""
        return {"ok": False, "error": self.error, **self.beside}
