"""The welcome of a team with its topic round: the form, the preview, the card, and what follows a press on it."""

from bot.commands import here
from bot.teams import LONGEST_WORDS, Welcome, WelcomePreview
from handlers.blocks.kit import (
    Block,
    Message,
    View,
    actions,
    bold,
    button,
    channel_link,
    context,
    header,
    message,
    modal,
    plain,
    quote,
    section,
    text_input,
)
from handlers.blocks.skills import topic_menu
from handlers.blocks.teams import topic_round
from handlers.blocks.teams.buttons import (
    ADD_LEARNING,
    ADD_TEACHING,
    LEAD_TOPICS_FORM,
    POST_FORM,
    WELCOME_FORM,
    welcome_button,
)
from models import Level, Team

_TITLE = "Welcome"


def welcome_form(team: Team) -> View:
    """The form for a welcome's words, with what was kept of them."""
    note = (
        "You see it exactly as it will look before it is posted."
        if team.welcomed_at is None
        else "It is changed where it stands; nobody is notified."
    )
    return modal(
        _TITLE,
        [
            section(f"A welcome for {channel_link(team.channel_slack_id)}, in your own words."),
            text_input(
                "words",
                "Why do we do this?",
                initial=team.welcome_words,
                placeholder="Most of what I'd like to learn, somebody here knows already.",
                hint="Two or three sentences are plenty.",
                longest=LONGEST_WORDS,
                has_focus=True,
            ),
            text_input(
                "story",
                "A time when somebody's help mattered to you",
                initial=team.welcome_story,
                placeholder="In my third week Ines showed me how she reads a query plan. I still do it her way.",
                hint="People share more when they see that you were helped too.",
                longest=LONGEST_WORDS,
            ),
            context(note),
        ],
        callback_id=WELCOME_FORM,
        submit="Save" if team.welcomed_at else "See it first",
        close="Not now",
        private_metadata=str(team.id),
    )


def welcome_preview(preview: WelcomePreview) -> View:
    """The welcome as it will be posted; where its writer lacks a topic, how to add it instead of a way to post."""
    team = preview.welcome.team
    blocks = [*_said(preview.welcome), context(_WITH_BUTTONS)]
    if preview.is_ready:
        return modal(
            _TITLE,
            [
                context(f"Everybody in #{plain(team.name)} will see this:"),
                *blocks,
                actions(welcome_button(team, label="Change the words", primary=False)),
            ],
            callback_id=POST_FORM,
            submit="Post it",
            close="Not now",
            private_metadata=str(team.id),
        )
    missing = []
    if preview.lacks_teaching:
        missing.append(button("Add a topic I teach", ADD_TEACHING, team.id))
    if preview.lacks_learning:
        missing.append(button("Add one I'm learning", ADD_LEARNING, team.id))
    return modal(
        _TITLE,
        [
            section(
                f"*One step before it is posted*\n{_what_is_missing(preview)} Others follow when a lead goes first."
            ),
            actions(*missing),
            context("Your words are kept. This is how it will look:"),
            *blocks,
        ],
    )


_WITH_BUTTONS = "Under it stand *I can help with…* and *Me too*, for everybody in the channel."


def _what_is_missing(preview: WelcomePreview) -> str:
    if preview.lacks_teaching and preview.lacks_learning:
        return "Add a topic you can help with, and one you're learning."
    if preview.lacks_teaching:
        return "Add a topic you can help with."
    return "Add a topic you're learning."


def lead_topics_form(team: Team, level: Level) -> View:
    """The form with which a welcome's writer adds what is missing, and gets back to the preview."""
    learning = level is Level.LEARNING
    return modal(
        _TITLE,
        [
            topic_menu(
                "names",
                "What are you learning?" if learning else "What can you help with?",
                most=3,
                placeholder="Type a topic, or your own words",
                has_focus=True,
            ),
            context(
                f"It stands in the welcome, so everybody in #{plain(team.name)} will see it, and on your own list."
            ),
        ],
        callback_id=LEAD_TOPICS_FORM,
        submit="Add",
        close="Not now",
        private_metadata=f"{team.id}:{level.value}",
    )


def posted(team: Team) -> View:
    """What a lead reads once the welcome is on its way."""
    return modal(
        _TITLE,
        [
            section(f"Posted in {channel_link(team.channel_slack_id)}. It changes in place as people add topics."),
            context(f"Type `{here('/whoknows')} team` in the channel to change its words."),
        ],
    )


def changed(team: Team) -> View:
    """What a lead reads once a posted welcome has new words."""
    return modal(_TITLE, [section(f"The welcome in {channel_link(team.channel_slack_id)} has your new words.")])


def refused(team: Team, *, is_held: bool) -> Message:
    """What a welcome's writer reads when it did not arrive, or when nobody can tell."""
    if is_held:
        said = (
            "Slack didn't say whether it took the welcome, so look in the channel. If it isn't there, leave the team "
        )
        said += f"with `{here('/whoknows')} team` and make it one again; nothing is posted twice by itself."
        return message([section(f"*#{plain(team.name)}*"), section(said)])
    return message(
        [
            section(f"I couldn't post the welcome in *#{plain(team.name)}*. Your words are kept."),
            section("Type `/invite @WhoKnows` in the channel, then choose *Write the welcome* and post it again."),
            actions(welcome_button(team)),
        ]
    )


def welcome_card(welcome: Welcome) -> Message:
    """The welcome in the channel."""
    return message(
        [
            *_said(welcome),
            actions(*topic_round.choices(welcome.team, welcome.topic_round)),
            context(f"Everybody put their own name here. `{here('/skills remove')}` takes yours off."),
        ]
    )


def _said(welcome: Welcome) -> list[Block]:
    own_words = [
        section(f"{bold(welcome.writer)} writes:"),
        quote(welcome.words),
        section("A time when help mattered:"),
        quote(welcome.story),
    ]
    # The words of somebody who asked to be forgotten are gone, while the round of the others goes on.
    return [
        header(f"Who knows what in #{' '.join(welcome.team.name.split())}"),
        *(own_words if welcome.words else []),
        topic_round.in_words(welcome.topic_round),
    ]


def over() -> Message:
    """What stands in the channel once a team is no more."""
    yours = f"`{here('/skills')}` shows yours."
    return message([section(f"This round is over. The topics people listed stay theirs, and {yours}")])
