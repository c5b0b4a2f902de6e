"""Commands that an installation calls otherwise: which new names there can be, and what is said of them."""

from collections.abc import Iterator

import pytest

from bot import commands
from bot.settings import Settings
from handlers import routes


@pytest.fixture(autouse=True)
def _afterwards_as_before() -> Iterator[None]:
    yield
    commands.rename({})


def test_ours_are_those_of_the_routes() -> None:
    """A command that is answered can be renamed."""
    assert set(commands.OURS) == set(routes.COMMANDS)


def test_a_renamed_command_is_typed_by_its_new_name() -> None:
    """The words behind it stay; other commands stay."""
    commands.rename(commands.renamings("kudos=thanks, /skills=/can"))
    assert commands.here("/kudos @sarah for it") == "/thanks @sarah for it"
    assert commands.here("/skills") == "/can"
    assert commands.here("/whoknows team") == "/whoknows team"
    assert commands.ours("/thanks") == "/kudos"
    assert commands.ours("/whoknows") == "/whoknows"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("kudo=thanks", "renames no command of ours"),
        ("kudos", "renames no command of ours"),
        ("kudos=Thanks", "lower-case"),
        ("kudos=", "cannot be a command"),
        ("kudos=say thanks", "cannot be a command"),
        ("kudos=" + "t" * 32, "at most 32"),
        ("kudos=t,skills=t", "Two commands would be called /t"),
        ("kudos=skills", "Two commands would be called /skills"),
        ("kudos=a,kudos=b", "renamed twice"),
    ],
)
def test_a_name_that_cannot_be_is_refused_in_a_sentence(written: str, told: str) -> None:
    """Which, and why."""
    with pytest.raises(ValueError, match=told):
        commands.renamings(written)


def test_the_longest_name_and_two_that_change_places_can_be() -> None:
    """32 signs with the slash."""
    longest = "t" * 31
    assert commands.renamings(f"kudos={longest}") == {"/kudos": f"/{longest}"}
    assert commands.renamings("kudos=skills,skills=kudos") == {"/kudos": "/skills", "/skills": "/kudos"}


def test_the_setting_is_read_as_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the manifest's option prints it."""
    monkeypatch.setenv("RENAMED_COMMANDS", "kudos=thanks,skills=can")
    assert Settings().renamed_commands == {"/kudos": "/thanks", "/skills": "/can"}
