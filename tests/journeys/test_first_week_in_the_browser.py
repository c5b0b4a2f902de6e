"""The first week of an empty workspace: ten topics and one answered question, with few presses in all."""

from collections import Counter
from dataclasses import dataclass, field

from playwright.async_api import expect

from tests.journeys.town import Town
from tests.journeys.windows import IN_THE_BROWSER, ON_SQLITE, Open, goes, message, opens, sees, town
from tests.practice.browsers import Window

__all__ = ["opens", "town"]

pytestmark = [IN_THE_BROWSER, ON_SQLITE]

MOST_PRESSES = 20
QUESTION = "How do I cross-compile a Zig library for our old routers?"
WORDS = "Most of what I'd like to learn, somebody here knows already."
STORY = "In my third week Ines showed me how she reads a query plan."


@dataclass
class Presses:
    """Counts every press on a button, those that send a form included; typing and choosing in a menu are none."""

    by: Counter[str] = field(default_factory=Counter)

    async def __call__(self, window: Window, label: str, *, on: str = "") -> None:
        """Press the one button with these words in the form that is open, or on the message that says `on`."""
        scope = message(window, on) if on else window.form
        # By the words one sees: what is read aloud of some says more.
        await scope.locator(f'button:text-is("{label}"):not([aria-hidden])').filter(visible=True).click()
        self.by[window.handle] += 1

    @property
    def in_all(self) -> int:
        """How many there were."""
        return sum(self.by.values())


async def chooses(window: Window, field_name: str, *topics: str) -> None:
    """Type topics into a menu that is filled while typing, and take what it offers."""
    for topic in topics:
        box = window.form.get_by_role("combobox", name=field_name)
        await box.fill(topic)
        await window.form.get_by_role("option", name=topic).first.click()
        await expect(window.form.locator(".chip", has_text=topic)).to_be_visible()


async def test_an_empty_workspace_has_ten_topics_and_an_answer_within_twenty_presses(town: Town, opens: Open) -> None:
    presses = Presses()
    chi, bo, dev = await opens("chi", "general"), await opens("bo", "general"), await opens("dev", "general")
    ines, ana = await opens("ines", "general"), await opens("ana", "general")

    # The lead goes first.
    await chi.types("/whoknows team")
    await presses(chi, "Make it a team")
    await presses(chi, "Write the welcome")
    await chi.form.get_by_label("Why do we do this?").fill(WORDS)
    await chi.form.get_by_label("A time when somebody's help mattered to you").fill(STORY)
    await presses(chi, "See it first")
    await presses(chi, "Add a topic I teach")
    await chooses(chi, "What can you help with?", "Running meetings")
    await presses(chi, "Add")
    await presses(chi, "Add one I'm learning")
    await chooses(chi, "What are you learning?", "Terraform")
    await presses(chi, "Add")
    await presses(chi, "Post it")

    # Three others name what they know; the welcome changes in place.
    for window, topics in (
        (bo, ("Terraform", "Kubernetes", "Postgres")),
        (dev, ("Figma", "Accessibility", "User interviews")),
        (ines, ("Statistics", "SQL", "Excel")),
    ):
        await presses(window, "I can help with…", on="Who knows what in")
        await chooses(window, "What could you help with?", *topics)
        await presses(window, "Add my name")
    await sees(ana, "4 people, 10 topics")

    # Nobody listed Zig, so the question stands in the channel, and the first to press helps.
    await ana.types(f"/askexpert {QUESTION}")
    await presses(ana, "Post it in a channel", on="Nobody has listed")
    await presses(ana, "Post it")
    mina = await opens("mina", "general")
    await presses(mina, "I can help", on="A colleague could use a hand")
    await presses(ana, "Close")
    await goes(ana, "Mina")
    await presses(ana, "It's answered", on=QUESTION)
    await presses(ana, "Say thanks")

    await sees(mina, "This one was answered.")
    await goes(mina, "Messages")
    await sees(mina, "Ana has an answer, thanks to you.")
    print(f"{presses.in_all} presses: {dict(presses.by)}")
    assert presses.in_all <= MOST_PRESSES
