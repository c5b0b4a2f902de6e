"""Listing what one knows, as people meet it in their windows."""

import re

from playwright.async_api import expect

from tests.journeys.town import Somebody, Town
from tests.journeys.windows import IN_THE_BROWSER, ON_SQLITE, Open, closes, opens, presses, sees, town

__all__ = ["opens", "town"]

pytestmark = [IN_THE_BROWSER, ON_SQLITE]


async def test_topics_are_found_while_typing_and_near_names_are_asked_about(town: Town, opens: Open) -> None:
    """By keyboard and by mouse; the two names in doubt are settled where they are asked about."""
    ana = await opens("ana", "general")
    await ana.types("/skills")
    await presses(ana, "Add", on="What you know")
    menu = ana.form.get_by_role("combobox", name="What would you be glad to talk about?")
    await expect(menu).to_be_focused()
    await menu.fill("kube")
    offered = ana.form.get_by_role("option")
    await expect(offered.first).to_have_text("Kubernetes")
    await menu.press("ArrowDown")
    await menu.press("Enter")
    await menu.fill("Llama grooming")
    await offered.filter(has_text="“Llama grooming” as a new topic").click()
    await ana.form.get_by_label("Or in your own words").fill("runing meetings\nterrafrom")
    await ana.form.get_by_label("I can teach it").check()
    await ana.form.get_by_role("button", name="Add", exact=True).click()

    await expect(ana.form).to_contain_text("You may be asked about Kubernetes and Llama grooming")
    await expect(ana.form).to_contain_text("You typed runing meetings. Did you mean Running meetings?")
    await ana.form.get_by_role("button", name="Yes, Running meetings").click()
    await expect(ana.form).not_to_contain_text("Did you mean Running meetings?")
    await ana.form.get_by_role("button", name="No, add terrafrom").click()
    await expect(ana.form).to_contain_text("You may be asked about Terrafrom")
    await closes(ana)

    await ana.types("/skills")
    listed = [f"{name} · can teach" for name in ("Kubernetes", "Llama grooming", "Running meetings", "Terrafrom")]
    await sees(ana, *listed)


async def test_a_typed_near_miss_replaces_itself_until_all_is_said(town: Town, opens: Open) -> None:
    ana = await opens("ana", "general")
    await ana.types("/skills add runing meetings, kuberntes, CSS")
    await sees(ana, "You may be asked about CSS", "Did you mean Running meetings?", "Did you mean Kubernetes?")
    await presses(ana, "Yes, Kubernetes")
    await sees(ana, "You may be asked about Kubernetes")
    await expect(ana.page.get_by_text("Did you mean Kubernetes?")).to_have_count(0)
    await presses(ana, "Yes, Running meetings")
    await sees(ana, "You may be asked about Running meetings")
    await expect(ana.page.get_by_text("Did you mean")).to_have_count(0)


async def test_a_line_is_edited_and_an_admin_merges_its_topic(town: Town, opens: Open, bo: Somebody) -> None:
    """The form keeps what was typed when something does not fit, and the merge can be taken back."""
    await bo.types("/skills add Terraform, Cooking")
    window = await opens("bo", "home")
    await presses(window, "Edit")
    await window.form.get_by_label("Which topic?").select_option("Terraform")
    await window.form.get_by_role("button", name="Next").click()
    await window.form.get_by_label("Pairing on it").check()
    await window.form.get_by_label("In your own words").fill("Ask me about state files")
    await window.form.get_by_role("button", name="Save").click()
    await expect(window.form).to_contain_text("Terraform · can help · pairing · “Ask me about state files”")
    await closes(window)

    chi = await opens("chi", "general")
    await chi.types("/skills cooking")
    await presses(chi, "Merge into another")
    menu = chi.form.get_by_role("combobox", name="Which one?")
    await menu.fill("Terraform")
    await chi.form.get_by_role("option").filter(has_text=re.compile("^Terraform$")).click()
    await chi.form.get_by_role("button", name="Merge").click()
    await expect(chi.form).to_contain_text("Cooking is part of Terraform now.")
    await chi.form.get_by_role("button", name="Undo").click()
    await expect(chi.form).to_contain_text("Taken back.")
