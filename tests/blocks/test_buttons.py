"""Buttons and forms have names of their own, and each one that can be pressed or sent is heard."""

from handlers import routes
from handlers.blocks import asking, kudos, nominations, preferences, skills
from tests.blocks.facts import BELIEVABLE
from tests.blocks.reading import buttons_in, pressed_in
from tests.blocks.surfaces import BUILD, surface

FORMS = {"FORM", "PREVIEW", "REMOVE_FORM", "THANKS_FORM"}
EVERY_SURFACE = [surface(name, BELIEVABLE) for name in BUILD]
NAMED = [
    (name, value)
    for module in (asking, skills, kudos, nominations, preferences)
    for name, value in vars(module).items()
    if name.isupper() and not name.startswith("_") and isinstance(value, str)
]
OF_FORMS = {value for name, value in NAMED if name in FORMS}
OF_BUTTONS = {value for name, value in NAMED if name not in FORMS}


def test_no_two_have_the_same_name() -> None:
    assert len(OF_FORMS) + len(OF_BUTTONS) == len(NAMED)


def test_every_button_stands_somewhere_and_is_heard() -> None:
    assert {action_id for built in EVERY_SURFACE for action_id in pressed_in(built)} == OF_BUTTONS
    assert set(routes.ACTIONS) == OF_BUTTONS


def test_every_form_is_shown_and_heard() -> None:
    assert {built["callback_id"] for built in EVERY_SURFACE if "callback_id" in built} == OF_FORMS
    assert set(routes.SUBMISSIONS) == OF_FORMS


def test_every_button_brings_what_it_concerns() -> None:
    assert all(button["value"] for built in EVERY_SURFACE for button in buttons_in(built))


def test_a_field_and_its_block_have_one_name_so_that_errors_land_there() -> None:
    fields = [block for built in EVERY_SURFACE for block in built["blocks"] if block["type"] == "input"]
    assert {block["block_id"] for block in fields} >= {"text", "names", "receivers", "reason"}
    assert all(block["block_id"] == block["element"]["action_id"] for block in fields)


def test_a_form_with_fields_can_be_sent() -> None:
    for built in EVERY_SURFACE:
        if any(block["type"] == "input" for block in built["blocks"]):
            assert built["submit"]["text"]
            assert built["callback_id"] in OF_FORMS
