"""What leads read alone, from any facts."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from bot.kudos import LONGEST_REASON, ToldLead
from bot.recognition import LeadPromptCard, OwnPart, PromptStanding, ToThank
from handlers.blocks import leads
from handlers.blocks.kit import Message, View
from tests.blocks import facts
from tests.blocks.facts import Typed
from tests.blocks.surfaces_of_teams import a_team

NAMES = ("Ana", "Bo", "Chi", "Dev", "Ines", "Lena", "Mina")


def lead_prompt_card(
    typed: Typed,
    standing: PromptStanding = PromptStanding.WAITING,
    *,
    people: int = 2,
    own_part: tuple[int, int] = (1, 2),
    thanks_by_person: Sequence[int] = (),
    is_this_month: bool = True,
) -> LeadPromptCard:
    """A prompt with so many people on it, of whom the second helped the lead and the third with nothing named."""
    left = [
        ToThank(
            facts.member(typed, number, name),
            typed.topic("Terraform", number) if number != 3 else None,
            helped_lead=number == 2,
            is_this_month=is_this_month,
        )
        for number, name in enumerate(NAMES[:people], start=1)
    ]
    return LeadPromptCard(
        prompt_id=7,
        week_on=date(2026, 11, 30),
        team=a_team(typed),
        lead=facts.member(typed, 9, "Sam"),
        standing=standing,
        own_part=OwnPart(*own_part),
        to_thank=left,
        thanks_by_person=thanks_by_person,
        is_this_month=is_this_month,
        is_over=False,
    )


def told(typed: Typed, *, people: int = 1, topic: bool = True, is_passed_on: bool = False) -> ToldLead:
    """Words that a lead heard of so many people."""
    return ToldLead(
        kudos_id=7,
        giver=facts.member(typed, 1, "Ana"),
        receivers=[facts.member(typed, 10 + number, f"Person {number}") for number in range(people)],
        reason=typed.words("Bo sat with me until the rollback made sense.", LONGEST_REASON),
        topic=typed.topic("Terraform") if topic else None,
        is_passed_on=is_passed_on,
    )


def _prompt(typed: Typed, standing: PromptStanding, **how: object) -> Message:
    return leads.lead_prompt(lead_prompt_card(typed, standing, **how))  # type: ignore[arg-type]


def _told(typed: Typed, **how: bool | int) -> Message:
    return leads.told_lead(told(typed, **how))  # type: ignore[arg-type]


def of_leads() -> Iterator[tuple[str, Callable[[Typed], Message | View]]]:
    """Every one of them, by name."""
    for standing in PromptStanding:
        yield f"lead's prompt, {standing.value}", partial(_prompt, standing=standing, thanks_by_person=(4, 1, 1))
    nobody_left = partial(_prompt, standing=PromptStanding.THANKED, own_part=(0, 0))
    yield "lead's prompt, nobody left", nobody_left
    yield "lead's prompt, one person", partial(_prompt, standing=PromptStanding.WAITING, people=1)
    yield "lead's prompt, many people", partial(_prompt, standing=PromptStanding.WAITING, people=7)
    for own_part in ((0, 0), (3, 0), (0, 1), (1, 14)):
        label = f"lead's prompt, own part {own_part[0]} and {own_part[1]}"
        yield label, partial(_prompt, standing=PromptStanding.WAITING, own_part=own_part)
    yield "lead's prompt, last month's", partial(_prompt, standing=PromptStanding.WAITING, is_this_month=False)
    yield "lead's reminders are back", lambda typed: leads.started_again(a_team(typed))
    yield "lead's reminders are back, view", lambda typed: leads.started_again_view(a_team(typed))
    yield "lead's prompt, not theirs any more", lambda _: leads.prompt_ended()
    yield "lead told", _told
    yield "lead told of many", partial(_told, people=25)
    yield "lead told, no topic", partial(_told, topic=False)
    yield "lead told, passed on", partial(_told, is_passed_on=True)
