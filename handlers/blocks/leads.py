"""What leads read alone: whom they could thank, where their thanks go, and kind words they heard from somebody else."""

from collections.abc import Sequence
from itertools import accumulate

from bot.commands import here
from bot.kudos import ToldLead
from bot.recognition import LeadPromptCard, OwnPart, PromptStanding, ToThank
from handlers.blocks import kudos
from handlers.blocks.kit import (
    Block,
    Message,
    View,
    actions,
    bold,
    button,
    context,
    count,
    cut,
    list_of_names,
    mention,
    message,
    modal,
    plain,
    quote,
    section,
)
from models import Team

THANK = "leads.thank"
SKIP = "leads.skip"
STOP = "leads.stop"
START_AGAIN = "leads.start_again"
HAND_ON = "leads.hand_on"

MOST_PEOPLE = 5
_LONGEST_NAME = 40
# From so many thanks on, where they went says something.
ENOUGH_FOR_A_MIRROR = 5
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def lead_prompt(card: LeadPromptCard) -> Message:
    """The weekly prompt about a team, or what became of it."""
    team = bold(f"#{card.team.name}")
    match card.standing:
        case PromptStanding.STOPPED:
            return message(
                [
                    section(f"You stopped my reminders to say thanks in {team}. No more will come."),
                    actions(start_again_button(card.team)),
                    context(f"You find this in `{here('/whoknows')} team` in that channel, too, whenever you like."),
                ]
            )
        case PromptStanding.ENDED:
            return prompt_ended()
        case PromptStanding.SKIPPED:
            return message([section(f"Skipped: nothing more about thanks in {team} this week. Have a good one.")])
        case PromptStanding.THANKED:
            return message([*_heading(card), section(_nobody_left(card)), *_mirror(card)])
        case PromptStanding.WAITING:
            return message([*_heading(card), *_people(card), *_mirror(card), *_ways_out(card)])


def prompt_ended() -> Message:
    """What stands where a prompt was that has had its time: no name of anybody."""
    return message([context("This reminder to say thanks has ended. There is nothing for you to do.")])


def _heading(card: LeadPromptCard) -> list[Block]:
    return [section(f"*Thanks in #{plain(card.team.name)}*, for your eyes only\n{_own_part(card)}")]


def _nobody_left(card: LeadPromptCard) -> str:
    if card.own_part.thanked:
        return ":green_heart: Everybody on this list is thanked. How kind."
    return "Nobody is left on this list. There is nothing for you to do."


def _own_part(card: LeadPromptCard) -> str:
    when = "this month" if card.is_this_month else "that month"
    part: OwnPart = card.own_part
    match bool(part.helped), bool(part.thanked):
        case False, False:
            return f"You have not helped or thanked anybody {when} yet. One kind word is a good beginning."
        case True, False:
            return f"You helped {_people_in_words(part.helped)} {when}, and thanked nobody yet."
        case False, True:
            return f"You thanked {_people_in_words(part.thanked)} {when}, and helped nobody yet."
    return f"You helped {_people_in_words(part.helped)} and thanked {_number(part.thanked)} {when}."


def _people_in_words(number: int) -> str:
    return (
        count(number, "person", "people")
        if number > 12
        else f"{_number(number)} {'person' if number == 1 else 'people'}"
    )


def _number(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def _people(card: LeadPromptCard) -> list[Block]:
    shown, more = card.to_thank[:MOST_PEOPLE], len(card.to_thank) - MOST_PEOPLE
    who = "This person" if len(card.to_thank) == 1 else "These people"
    verb = "has" if len(card.to_thank) == 1 else "have"
    when = "this month" if all(one.is_this_month for one in card.to_thank) else "lately"
    blocks = [section(f"{who} helped {when} and {verb} no thanks of yours yet:")]
    for number, one in enumerate(shown, start=1):
        label = f"Thank {cut(' '.join(one.member.name.split()), _LONGEST_NAME)}"
        spoken = f"{label}, {number} of {len(shown)}"
        press = button(label, THANK, f"{card.prompt_id}:{one.member.id}", accessibility_label=spoken)
        blocks.append(section(f"{bold(one.member.name)}\n“{plain(ready_sentence(one))}”", accessory=press))
    return [*blocks, *([context(f"and {more} more")] if more > 0 else [])]


def ready_sentence(one: ToThank) -> str:
    """Thanks that a lead can send as they are: for the topic alone, never for whom it helped or what was asked."""
    whom = "me" if one.helped_lead else "a colleague"
    with_topic = f" with {' '.join(one.topic.split())}" if one.topic else ""
    return f"Thank you for helping {whom}{with_topic}{' this month' if one.is_this_month else ''}."


def _mirror(card: LeadPromptCard) -> list[Block]:
    said = mirror(card.thanks_by_person)
    return [context(f"{said} This counts the last 90 days, and only you see it.")] if said else []


def mirror(thanks_by_person: Sequence[int]) -> str | None:
    """Where somebody's thanks went, without a name: how often each person was thanked, in any order.

    It tells that two thirds or more went to few of them; None as long as there were hardly any.
    """
    often = sorted(thanks_by_person, reverse=True)
    in_all = sum(often)
    if in_all < ENOUGH_FOR_A_MIRROR:
        return None
    if len(often) == 1:
        return f"Your last {_number(in_all)} thanks went to one person. Somebody else may be glad of a word, too."
    for people, went in enumerate(accumulate(often), start=1):
        if people * 2 <= len(often) and went * 3 >= in_all * 2:
            return f"{_number(went).capitalize()} of your {_number(in_all)} thanks went to {_people_in_words(people)}."
    return f"Your last {_number(in_all)} thanks went to {_people_in_words(len(often))}."


def _ways_out(card: LeadPromptCard) -> list[Block]:
    about = f"thanks in #{card.team.name}"
    return [
        actions(
            button("Skip this week", SKIP, card.prompt_id, accessibility_label=f"Skip this week: {about}"),
            button("Stop these", STOP, card.prompt_id, accessibility_label=f"Stop these: {about}"),
        ),
        context("*Thank* opens the words for you to change. Nothing goes out before you send it."),
    ]


def start_again_button(team: Team) -> Block:
    """The button that brings the prompts about a team back, wherever it stands."""
    return button("Remind me of thanks again", START_AGAIN, team.id)


def started_again(team: Team) -> Message:
    """What a lead reads who brought the prompts about a team back."""
    return message([section(_started_again(team))])


def started_again_view(team: Team) -> View:
    """The same in a modal."""
    return modal("Team", [section(_started_again(team))])


def _started_again(team: Team) -> str:
    return (
        f"I remind you of thanks in *#{plain(team.name)}* again, on Thursdays at ten, when somebody has none of yours "
        "yet. Nobody else sees it."
    )


def told_lead(told: ToldLead) -> Message:
    """Kind words for somebody in their team, as a lead reads them."""
    names = list_of_names([bold(one.name) for one in told.receivers])
    blocks = [
        section(f":green_heart: {mention(told.giver.slack_id)} thanked {names}, and would like you to know"),
        quote(told.reason),
        *([context(f"for {bold(told.topic)}")] if told.topic and not kudos.is_named(told.topic, told.reason) else []),
    ]
    if told.is_passed_on:
        return message([*blocks, context(f":white_check_mark: You thanked {names}, too.")])
    spoken = f"Pass it on: {list_of_names([one.name for one in told.receivers])}"
    return message(
        [
            *blocks,
            actions(button("Pass it on", HAND_ON, told.kudos_id, accessibility_label=spoken)),
            context(f"It says to {names} alone, from you: “{plain(words_to_pass_on(told))}”"),
        ]
    )


def words_to_pass_on(told: ToldLead) -> str:
    """What a lead says with one press: that they heard of it, and thanks of their own.

    They are kept as the lead's own words, so they don't say from whom: who told may take their thanks back.
    """
    with_topic = f" with {' '.join(told.topic.split())}" if told.topic else ""
    return f"I heard how you helped{with_topic}: thank you from me, too."
