"""Adopting a channel as a team, its settings, and leaving it."""

from collections.abc import Sequence
from datetime import datetime, time

from bot.commands import here
from handlers.blocks.kit import (
    WEEKDAYS,
    Block,
    Message,
    View,
    actions,
    button,
    channel_input,
    channel_link,
    context,
    message,
    modal,
    moment,
    option,
    people_input,
    plain,
    section,
    select_input,
    time_input,
    typed_menu_input,
    zone_in_words,
)
from handlers.blocks.leads import start_again_button
from handlers.blocks.teams.buttons import LEAVE, LEAVE_FORM, SETTINGS_FORM, ZONES, welcome_button
from models import ShoutoutRhythm, Team

_TITLE = "Team"


def adopt_form(channel_slack_id: str, name: str, *, zone: str, shoutout_channel: str | None, most_leads: int) -> View:
    """The form that makes a channel a team."""
    return modal(
        "New team",
        [
            section(f"*Make #{plain(name)} a team*\nEverybody in the channel is in it. Nobody is messaged."),
            *_fields(
                leads=[],
                shoutout_channel=shoutout_channel,
                zone=zone,
                shoutout_on=4,
                shoutout_at=time(16),
                shoutout_rhythm=ShoutoutRhythm.WEEKLY,
                most_leads=most_leads,
            ),
        ],
        callback_id=SETTINGS_FORM,
        submit="Make it a team",
        close="Not now",
        private_metadata=channel_slack_id,
    )


def settings_form(
    team: Team, lead_slack_ids: Sequence[str], *, may_write: bool, most_leads: int, stopped_prompts: bool = False
) -> View:
    """The form with a team's settings as they are; `may_write` for who may write its welcome.

    `stopped_prompts` for a lead who can have the reminders to say thanks back.
    """
    welcome = [welcome_button(team, primary=False)] if may_write else []
    reminders = [start_again_button(team)] if stopped_prompts else []
    lost = [context(f":warning: {why_lost(team)}")] if team.lost_why else []
    return modal(
        "Team settings",
        [
            section(f"*#{plain(team.name)}*"),
            *lost,
            *_fields(
                leads=lead_slack_ids,
                shoutout_channel=team.shoutout_channel_slack_id,
                zone=team.zone,
                shoutout_on=team.shoutout_on,
                shoutout_at=team.shoutout_at,
                shoutout_rhythm=team.shoutout_rhythm,
                most_leads=most_leads,
            ),
            actions(*welcome, *reminders, button("Leave this team", LEAVE, team.id)),
        ],
        callback_id=SETTINGS_FORM,
        submit="Save",
        close="Not now",
        private_metadata=team.channel_slack_id,
    )


def _fields(
    *,
    leads: Sequence[str],
    shoutout_channel: str | None,
    zone: str,
    shoutout_on: int,
    shoutout_at: time,
    shoutout_rhythm: ShoutoutRhythm,
    most_leads: int,
) -> list[Block]:
    weekly, monthly, never = (rhythm.value for rhythm in ShoutoutRhythm)
    return [
        people_input(
            "leads",
            "Who looks after it?",
            initial=leads,
            most=most_leads,
            hint="They may change these settings and write the welcome, and are reminded to say thanks. "
            "Without a lead, whoever made it a team does the first two.",
            is_optional=True,
        ),
        channel_input(
            "shoutout_channel",
            "Where may public thanks appear?",
            initial=shoutout_channel,
            hint="Left empty, thanks go to the workspace's own channel, and the team's shout-out to this one.",
            is_optional=True,
        ),
        typed_menu_input(
            "zone", "Its time zone", ZONES, initial=[(zone, zone_in_words(zone))], placeholder="A city, like Berlin"
        ),
        select_input(
            "shoutout_on",
            "When does its thanks-for-helping shout-out come?",
            [
                *((f"{weekly}:{number}", f"Every {name}") for number, name in enumerate(WEEKDAYS)),
                *((f"{monthly}:{number}", f"The last {name} of the month") for number, name in enumerate(WEEKDAYS)),
                (f"{never}:{shoutout_on}", "Never"),
            ],
            initial=f"{shoutout_rhythm.value}:{shoutout_on}",
            hint="It names who helped, as each of them likes, and never a question. No news, no shout-out.",
        ),
        time_input("shoutout_at", "At what time?", initial=shoutout_at),
    ]


def zone_options(zones: Sequence[str]) -> list[Block]:
    """The zones that fit what somebody types."""
    return [option(zone, zone_in_words(zone)) for zone in zones]


def adopted(team: Team, *, may_write: bool) -> View:
    """What an admin reads once a channel is a team; `may_write` for who may write its welcome."""
    if may_write:
        following = [
            section("Next: a welcome in your own words. You see it before anybody else does."),
            actions(welcome_button(team)),
        ]
    else:
        following = [section("Next: its lead writes the welcome. *Write the welcome* waits in their WhoKnows home.")]
    return modal(
        _TITLE,
        [
            section(
                f"{channel_link(team.channel_slack_id)} is a team now. I'm noting who is in it, and nobody is messaged."
            ),
            *following,
            context(f"Type `{here('/whoknows')} team` in the channel for its settings."),
        ],
    )


def saved(team: Team, next_shoutout: datetime | None) -> View:
    """What somebody reads once a team's settings are kept; `next_shoutout` is when the next one comes, if one does."""
    said = f"Saved. The settings of {channel_link(team.channel_slack_id)} count from now on."
    if next_shoutout is not None:
        said += f" The next shout-out comes {moment(next_shoutout, team.zone)}."
    return modal(_TITLE, [section(said)])


def leave_form(team: Team) -> View:
    """What leaving means, and the press that does it."""
    return modal(
        "Leave this team",
        [
            section(
                f"{channel_link(team.channel_slack_id)} would be no team any more: its settings go, its shout-outs are "
                "emptied, and the welcome says that the round is over. The topics people listed stay theirs. Nobody is "
                "messaged."
            ),
        ],
        callback_id=LEAVE_FORM,
        submit="Leave",
        close="Not now",
        private_metadata=str(team.id),
    )


def left(channel_slack_id: str) -> View:
    """What somebody reads once a team is no more."""
    return modal(
        _TITLE,
        [
            section(f"{channel_link(channel_slack_id)} is no team any more. Everybody's topics stay theirs."),
            context(f"Typing `{here('/whoknows')} team` in the channel brings it back."),
        ],
    )


def why_lost(team: Team) -> str:
    """Why a team pauses, and what to do, in words."""
    reasons = why_lost_by_reason()
    return reasons.get(team.lost_why or "", reasons["can't be seen"])


def why_lost_by_reason() -> dict[str, str]:
    """The same for each way to lose a channel."""
    return {
        "archived": "The channel is archived, so the team pauses. Unarchive it and everything goes on.",
        "bot is not in it": (
            "I'm not in the channel any more, so the team pauses. Type `/invite @WhoKnows` there and everything goes "
            "on. Nothing is lost."
        ),
        "deleted": (
            f"The channel was deleted, so the team pauses. Type `{here('/whoknows')} team` in another channel to begin "
            "anew."
        ),
        "can't be seen": "I can't see the channel any more, so the team pauses. Type `/invite @WhoKnows` there.",
    }


def lost(team: Team) -> Message:
    """What a team's leads read when its channel can't be reached any more."""
    return message([section(f"*#{plain(team.name)}*"), section(why_lost(team))])


def leaderless(team: Team) -> Message:
    """What whoever adopted a team reads when its last lead has gone."""
    return message(
        [
            section(
                f"*#{plain(team.name)}* has no lead any more. You made it a team, so you look after it "
                "until somebody else does."
            ),
            context(f"Type `{here('/whoknows')} team` in the channel to choose a lead."),
        ]
    )
