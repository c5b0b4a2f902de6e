"""Kudos as the giver, the receiver, a bystander and an admin see them in their windows."""

from playwright.async_api import expect

from tests.journeys.town import Town
from tests.journeys.windows import (
    IN_THE_BROWSER,
    ON_SQLITE,
    Open,
    browser,
    closes,
    goes,
    message,
    opens,
    presses,
    sees,
    sees_nothing_of,
    town,
)

__all__ = ["browser", "opens", "town"]

pytestmark = [IN_THE_BROWSER, ON_SQLITE]
WORDS = "for the picture I now use myself"


async def test_a_post_is_joined_in_undone_reported_and_removed(town: Town, opens: Open) -> None:
    chi = await opens("chi", "kudos")
    await chi.types("/whoknows shoutouts")
    await sees(chi, "Thanks that are meant for everybody appear here")
    ana, bo = await opens("ana", "general"), await opens("bo", "kudos", width=390)
    await ana.types("/kudos @bo for the wrong thing")
    await sees(bo, "for the wrong thing")
    await presses(ana, "Undo")
    await sees(ana, "Taken back. Nobody reads it any more.")
    await expect(message(bo, "for the wrong thing")).to_have_count(0)

    await ana.types(f"/kudos @bo {WORDS}")
    mina = await opens("mina", "kudos")
    await presses(mina, "Add my thanks", on=WORDS)
    await sees(mina, "Your thanks are added, and nobody was notified.")
    await sees(bo, "Mina adds their thanks", "Add my thanks · 1")
    await presses(mina, "Take them back")
    await expect(message(bo, "Mina adds their thanks")).to_have_count(0)

    await message(mina, WORDS).get_by_label("More", exact=True).last.click()
    await presses(mina, "Report to an admin", on=WORDS)
    await mina.form.get_by_role("button", name="Report", exact=True).click()
    await expect(mina.form).to_contain_text("Your admins are told.")
    await closes(mina)
    await goes(chi, "Messages")
    await sees(chi, "Somebody reported what Ana wrote to Bo in", WORDS)
    await presses(chi, "Remove it")
    await chi.page.get_by_role("dialog").get_by_role("button", name="Remove it").click()
    await sees(chi, "removed the thanks that were reported")
    await expect(message(bo, WORDS)).to_have_count(0)
    await goes(ana, "Messages")
    await sees(ana, "An admin removed thanks that you gave")


async def test_private_words_are_for_one_reader(town: Town, opens: Open) -> None:
    bo = await opens("bo", "home")
    await presses(bo, "Settings")
    await bo.form.get_by_label("In private").check()
    await bo.form.get_by_role("button", name="Save").click()
    await closes(bo)
    chi = await opens("chi", "kudos")
    await chi.types("/whoknows shoutouts")
    await sees(chi, "Thanks that are meant for everybody appear here")
    ana = await opens("ana", "kudos")
    await ana.types(f"/kudos @bo {WORDS}")
    await expect(ana.form).to_contain_text("Bo prefers kind words in private")
    await ana.form.get_by_role("button", name="Say thanks").click()
    await expect(ana.form).to_contain_text("Bo will read your words in a message")
    await closes(ana)
    await sees_nothing_of(chi, WORDS)
    await goes(bo, "Messages")
    await sees(bo, "A kind word from", WORDS)
