"""What admins do with topics: merge, rename, and take that back."""

from datetime import timedelta

from tests.journeys.menus import typed_into
from tests.journeys.town import Somebody, Town


async def test_an_admin_merges_two_names_and_takes_it_back(
    town: Town, ana: Somebody, bo: Somebody, chi: Somebody
) -> None:
    """Seen and pressed by admins only; the old words find the topic, and Undo brings both back."""
    told = await bo.types("/skills add runing meetings")
    await bo.presses("No, add runing meetings", told)
    await ana.types("/skills add running meetings")
    assert "Merge into another" not in str((await ana.types("/skills running meetings")).blocks)

    await chi.presses("Merge into another", await chi.types("/skills runing meetings"))
    offered = await typed_into(chi, "into", "running")
    assert "Running meetings" in offered
    assert "“running” as a new topic" not in offered
    await chi.sends(into=offered["Running meetings"])
    assert "*Runing meetings* is part of *Running meetings* now." in str(chi.form.blocks if chi.form else "")
    both = (await ana.types("/skills runing meetings")).text
    assert "Who can be asked about Running meetings" in both
    assert "Ana" in both
    assert "Bo" in both

    await chi.presses("Undo", await chi.types("/skills changes"))
    assert "Ana" not in (await ana.types("/skills runing meetings")).text
    assert "taken back" in (await chi.types("/skills changes")).text
    assert "Only admins" in (await ana.types("/skills changes")).text


async def test_a_merge_with_itself_is_named_at_its_field(town: Town, bo: Somebody, chi: Somebody) -> None:
    await bo.types("/skills add Zig")
    await chi.presses("Merge into another", await chi.types("/skills zig"))
    await chi.sends(into=(await typed_into(chi, "into", "Zig"))["Zig"])
    assert chi.form is not None
    assert "the same topic" in chi.form.errors["into"]


async def test_a_name_that_is_taken_leads_to_merging(town: Town, ana: Somebody, bo: Somebody, chi: Somebody) -> None:
    await bo.types("/skills add Zig, Cooking")
    await chi.presses("Rename", await chi.types("/skills zig"))
    await chi.sends(names="cooking")
    assert "There is a topic called *Cooking* already." in str(chi.form.blocks if chi.form else "")
    await chi.sends()
    assert "*Zig* is part of *Cooking* now." in str(chi.form.blocks if chi.form else "")
    await chi.presses("Rename", await chi.types("/skills zig"))
    await chi.sends(names="Cooking for many")
    assert "Cooking for many · can help" in (await bo.types("/skills")).text
    assert "Bo" in (await ana.types("/skills zig")).text


async def test_an_admin_who_comes_second_is_told(town: Town, bo: Somebody, chi: Somebody) -> None:
    """The form was opened before another admin merged the topic away."""
    await bo.types("/skills add Zig, Cooking")
    town.practice.world.people[bo.id].is_admin = True
    await town.passes(timedelta(days=2))
    for admin in (bo, chi):
        await admin.presses("Merge into another", await admin.types("/skills zig"))
    chosen = (await typed_into(bo, "into", "Cooking"))["Cooking"]
    await bo.sends(into=chosen)
    await chi.sends(into=chosen)
    assert "Somebody merged this topic just before you" in str(chi.form.blocks if chi.form else "")
