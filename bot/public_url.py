"""The address under which this WhoKnows is reached from outside, if whoever runs it gave it one."""

_published: list[str] = []


def publish(url: str | None) -> None:
    """Be reached at this address from now on, or at none; done once, when WhoKnows starts."""
    _published[:] = [url.rstrip("/")] if url else []


def public_url(path: str) -> str | None:
    """The whole address of a page of ours, such as "/calendar/x.ics"; None where we have none."""
    return f"{_published[0]}{path}" if _published else None
