"""What WhoKnows says about itself: the welcome, help for each command, and words it does not know."""

from bot.commands import here
from handlers.blocks import kudos, lunches, preferences, skills, teams
from handlers.blocks.asking import buttons as asking
from handlers.blocks.kit import Block, Message, actions, bold, context, cut, message, section


def welcome(*, is_to_set_up: bool = False) -> Message:
    """What /whoknows shows; with what an admin still has to set up."""
    return message(
        [
            *(teams.set_up() if is_to_set_up else []),
            section("I find a colleague who can help, and keep it fair on everyone."),
            _everything(),
            context(
                "Or write me your question, in Messages or with @WhoKnows in a channel. Also in the WhoKnows home."
            ),
        ]
    )


def _everything() -> Block:
    return actions(
        asking.start(primary=True),
        kudos.start(),
        skills.open_button(),
        preferences.open_button("Pause or settings"),
    )


def unknown_word(word: str, nearest: str | None) -> Message:
    """A word behind a command that means nothing to us; `nearest` is the command that was probably meant."""
    meant = f" Did you mean `{nearest}`?" if nearest else ""
    return message([section(f"I don't know {bold(cut(word, 80))}.{meant}"), _everything()])


def guests(*, is_on: bool, is_new: bool) -> Message:
    """Whether guests and people of other companies take part, and what that means; `is_new` since just now."""
    begin = "From now on guests" if is_new else "Guests"
    if is_on:
        said = (
            f"{begin} and people of other companies can ask and be asked here, and see what "
            "colleagues list, like everybody else."
        )
        return message([section(said), context(f"`{here('/whoknows')} guests off` ends it. What they listed is kept.")])
    said = f"{begin} and people of other companies neither ask nor are asked here."
    kept = " What they were asked goes on to others, and what they listed is kept." if is_new else ""
    return message(
        [section(said + kept), context(f"`{here('/whoknows')} guests on`, typed by an admin, lets them take part.")]
    )


def help_for(command: str) -> Message:
    """The help of one command, such as "/askexpert"."""
    match command:
        case "/askexpert":
            return _asking()
        case "/skills":
            return skills.help()
        case "/kudos":
            return kudos.help()
        case "/lunchandlearn":
            return lunches.help()
        case _:
            return _whoknows()


def _asking() -> Message:
    return message(
        [
            section(
                "*Ask when you're stuck. Only the people asked see your question.*\n"
                f"`{here('/askexpert')} How do I stop Terraform from recreating the database?` shows who can help, "
                "and sends nothing yet\n"
                f"`{here('/askexpert')}` opens the form"
            ),
            actions(asking.start()),
            context(
                "The same happens when you write me your question in Messages, mention @WhoKnows in a channel or "
                "thread, or choose *Ask an expert about this* in a message's menu."
            ),
        ]
    )


def _whoknows() -> Message:
    return message(
        [
            section(
                "*I find a colleague who can help, and keep it fair on everyone.*\n"
                f"`{here('/askexpert')}` and your question: see who can help, then ask\n"
                "A message to me, or @WhoKnows in a channel or thread, does the same\n"
                f"`{here('/skills')} add kubernetes, running meetings`: say what you know\n"
                f"`{here('/kudos')} @sarah for the time you spent on the new CRM`: say thanks\n"
                f"`{here('/whoknows')} settings`: your hours, your zone, how often you are asked\n"
                f"`{here('/whoknows')} pause`: a week without asks\n"
                f"`{here('/whoknows')} tour`: rehearse with a made-up colleague, in two minutes\n"
                f"`{here('/whoknows my data')}`: what is kept about you, as a file, corrected, forgotten"
            ),
            section(
                "*For admins*\n"
                f"`{here('/whoknows')} team`: make that channel a team\n"
                f"`{here('/whoknows')} shoutouts`: let public thanks appear in that channel\n"
                f"`{here('/whoknows')} admins @chi`: let somebody else change settings too\n"
                f"`{here('/whoknows')} guests on`: let guests and people from elsewhere take part\n"
                f"`{here('/whoknows')} holidays`: whose public holidays count\n"
                f"`{here('/whoknows data')}`: what is kept here, and who did what\n"
                f"`{here('/whoknows held')}`: posts that may not have arrived\n"
                f"`{here('/whoknows forget')} @chi`: take away what is kept about somebody"
            ),
            _everything(),
            context("Type `help` after any of them for more."),
        ]
    )
