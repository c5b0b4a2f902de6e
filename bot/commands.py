"""The names of our slash commands, which an installation may have changed because another app had them already."""

import re
from collections.abc import Mapping

OURS = ("/askexpert", "/skills", "/kudos", "/lunchandlearn", "/whoknows")
LONGEST = 32
_NAME = re.compile(r"/[a-z0-9][a-z0-9_-]*")
_renamed: dict[str, str] = {}


def renamings(written: str) -> dict[str, str]:
    """New names by ours, from words such as "kudos=thanks, skills=topics"; raises ValueError with a sentence."""
    found: dict[str, str] = {}
    for part in (part.strip() for part in written.split(",")):
        if not part:
            continue
        ours, sign, new = (word.strip() for word in part.partition("="))
        ours, new = f"/{ours.removeprefix('/')}", f"/{new.removeprefix('/')}"
        if not sign or ours not in OURS:
            known = ", ".join(name.removeprefix("/") for name in OURS)
            raise ValueError(f"{part!r} renames no command of ours. Write kudos=thanks; ours are {known}.")
        if ours in found:
            raise ValueError(f"{ours} is renamed twice. Choose one name for it.")
        if not _NAME.fullmatch(new) or len(new) > LONGEST:
            raise ValueError(
                f"{new} cannot be a command in Slack: lower-case letters, digits, - and _ only, "
                f"and at most {LONGEST} signs with its slash."
            )
        found[ours] = new
    names = [found.get(name, name) for name in OURS]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise ValueError(f"Two commands would be called {twice}. Give each a name of its own.")
    return found


def rename(renamed: Mapping[str, str]) -> None:
    """Call our commands by these new names from now on; done once, when WhoKnows starts."""
    _renamed.clear()
    _renamed.update(renamed)


def here(typed: str) -> str:
    """What people type here for a command of ours: "/kudos @sarah" becomes "/thanks @sarah" where it was renamed."""
    name, space, rest = typed.partition(" ")
    return f"{_renamed.get(name, name)}{space}{rest}"


def ours(typed: str) -> str:
    """Our name of a command that people typed by the name it has here."""
    return next((name for name, new in _renamed.items() if new == typed), typed)
