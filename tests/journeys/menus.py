"""Menus of forms that fill while somebody types."""

from typing import Any

from practice import interact, surfaces
from tests.journeys.town import Somebody


async def typed_into(somebody: Somebody, block: str, letters: str) -> dict[str, Any]:
    """What the menu they type into offers: words to options."""
    form = somebody.form
    assert form is not None
    [placed] = [place for place in surfaces.elements_in(form.blocks) if place.block_id == block]
    found = await interact.suggest(somebody.town.practice, somebody.id, form, block, placed.action_id, letters)
    return {option["text"]["text"]: option for option in found}
