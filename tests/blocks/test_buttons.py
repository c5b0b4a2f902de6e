"""Buttons and forms have names of their own, and each one that can be pressed or sent is heard."""

from handlers import routes
from handlers.blocks import (
    asking,
    calendar_feed,
    holidays,
    kind_words,
    kudos,
    leads,
    lunch_wishes,
    lunches,
    milestones,
    nominations,
    own_data,
    passing_on,
    personal_note,
    preferences,
    preparation,
    roundup,
    skills,
    teams,
    tour,
    trust,
    year_of_help,
)
from tests.blocks.facts import BELIEVABLE
from tests.blocks.reading import buttons_in, pressed_in
from tests.blocks.surfaces import BUILD, surface

MENUS = {"TOPICS", "LISTED_TOPICS", "ZONES", "COUNTRIES"}
EVERY_SURFACE = [surface(name, BELIEVABLE) for name in BUILD]
NAMED = [
    (name, value)
    for module in (
        asking,
        calendar_feed,
        holidays,
        kind_words,
        kudos,
        leads,
        lunch_wishes,
        lunches,
        milestones,
        nominations,
        own_data,
        passing_on,
        personal_note,
        preferences,
        preparation,
        roundup,
        skills,
        teams,
        tour,
        trust,
        year_of_help,
    )
    for name, value in vars(module).items()
    if name.isupper() and not name.startswith("_") and isinstance(value, str)
]
OF_FORMS = {value for name, value in NAMED if name == "PREVIEW" or name.endswith("FORM")}
OF_MENUS = {value for name, value in NAMED if name in MENUS}
OF_BUTTONS = {value for _, value in NAMED} - OF_FORMS - OF_MENUS


def test_no_two_have_the_same_name() -> None:
    assert len(OF_FORMS) + len(OF_MENUS) + len(OF_BUTTONS) == len(NAMED)


def test_every_button_stands_somewhere_and_is_heard() -> None:
    assert {action_id for built in EVERY_SURFACE for action_id in pressed_in(built)} == OF_BUTTONS
    assert set(routes.ACTIONS) == OF_BUTTONS


def test_every_form_is_shown_and_heard() -> None:
    assert {built["callback_id"] for built in EVERY_SURFACE if "callback_id" in built} == OF_FORMS
    assert set(routes.SUBMISSIONS) == OF_FORMS


def test_every_menu_that_fills_while_typing_is_shown_and_heard() -> None:
    typed = [block["element"] for built in EVERY_SURFACE for block in built["blocks"] if block["type"] == "input"]
    assert {one["action_id"] for one in typed if "external" in one["type"]} == OF_MENUS
    assert set(routes.SUGGESTIONS) == OF_MENUS


def test_every_button_brings_what_it_concerns() -> None:
    assert all(button["value"] for built in EVERY_SURFACE for button in buttons_in(built))


def test_a_field_and_its_block_have_one_name_so_that_errors_land_there() -> None:
    fields = [block for built in EVERY_SURFACE for block in built["blocks"] if block["type"] == "input"]
    assert {block["block_id"] for block in fields} >= {"text", "names", "receivers", "reason"}
    # A menu that fills while somebody types is answered by its action, whatever form it stands in.
    typed_into = [block for block in fields if "external" in block["element"]["type"]]
    assert all(block["block_id"] == block["element"]["action_id"] for block in fields if block not in typed_into)
    assert all(block["block_id"] for block in typed_into)


def test_a_form_with_fields_can_be_sent() -> None:
    for built in EVERY_SURFACE:
        if any(block["type"] == "input" for block in built["blocks"]):
            assert built["submit"]["text"]
            assert built["callback_id"] in OF_FORMS
