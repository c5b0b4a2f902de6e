"""What stands on a surface keeps its ids when it is edited, so that a press in that moment is not lost."""

from typing import Any

from practice.surfaces import elements_in, find_element, with_ids


def _card(*labels: str, note: str = "") -> list[dict[str, Any]]:
    buttons: list[Any] = [
        {"type": "button", "action_id": label, "text": {"type": "plain_text", "text": label}} for label in labels
    ]
    said: dict[str, Any] = {"type": "section", "text": {"type": "plain_text", "text": "Who knows what?"}}
    notes = [{"type": "section", "text": {"type": "plain_text", "text": note}}] if note else []
    return [said, *notes, {"type": "actions", "elements": buttons}, {"type": "actions", "elements": buttons}]


def test_a_button_is_found_again_in_an_edited_message() -> None:
    before, after = with_ids(_card("join", "leave")), with_ids(_card("join", "leave", note="Two people, one topic"))
    for placed in elements_in(before):
        assert find_element(after, placed.block_id, placed.action_id)["text"] == placed.element["text"]


def test_no_two_blocks_share_an_id() -> None:
    blocks = with_ids(_card("join", note="Two people"))
    assert len({block["block_id"] for block in blocks}) == len(blocks)
