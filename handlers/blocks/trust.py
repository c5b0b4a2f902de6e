"""What administrators see of what is kept, of posts that nobody can be sure of, and before they forget somebody."""

from collections.abc import Sequence

from bot.commands import here
from bot.own_data import AuditLine, KindKept, Overview, UnsurePost
from handlers.blocks.kit import (
    LIMITS,
    Block,
    Message,
    actions,
    asked_first,
    bold,
    button,
    channel_link,
    context,
    count,
    lines_that_fit,
    message,
    moment,
    plain,
    section,
)
from models import Member

SEND_AGAIN = "trust.send_again"
LEAVE_IT = "trust.leave_it"
HELD = "trust.held"
FORGET = "trust.forget"

_KINDS = {
    "shoutout": "a public thank-you",
    "open_card": "a question for anybody who can help",
    "team_welcome": "a team's welcome",
    "shoutouts_here": "the hello to a channel for thanks",
}


def overview(seen: Overview, *, zone: str) -> Message:
    """How much is kept and for how long, and the newest of the audit log; nobody's words and nobody's counts."""
    lines = [_kind(kind) for kind in seen.kinds if kind.rows]
    log = [_line(line, zone) for line in seen.log]
    return message(
        [
            section("*What is kept in this workspace*"),
            section(lines_that_fit(lines, LIMITS["section_text"]) or "Nothing yet."),
            context(
                f"Not sure, so sent again: {seen.sent_again}. Not sure or not sent, and waiting for an admin: "
                f"{seen.held}, see `{here('/whoknows held')}`."
            ),
            section("*What admins and leads did last*"),
            section(lines_that_fit(log, LIMITS["section_text"]) or "Nothing yet."),
        ]
    )


def _kind(kind: KindKept) -> str:
    return f"{kind.rows:,} · {kind.words} · {kind.how_long}"


def _line(line: AuditLine, zone: str) -> str:
    return f"{moment(line.at, zone)} · {plain(line.who)} · {plain(line.action)} · {plain(line.about)}"


def unsure_at_home(how_many: int) -> list[Block]:
    """The line in an admin's Home about posts that wait for them; nothing where none does."""
    if not how_many:
        return []
    posts = count(how_many, "post", "posts").capitalize()
    return [section(f":warning: {posts} may or may not have arrived.", accessory=button("Look", HELD, "held"))]


def held(posts: Sequence[UnsurePost], *, zone: str) -> Message:
    """The posts that wait for an admin: where, of which kind, since when, and never what they say."""
    if not posts:
        return message([section("Every post has arrived. Nothing waits for you.")])
    blocks = [section("*Posts that may or may not have arrived*"), context("Look into the channel before you choose.")]
    for post in posts:
        kind = _KINDS.get(post.kind, "a post")
        unsure = "Slack didn't say whether it arrived" if post.is_held else "Slack did not take it"
        leave = "It's there" if post.is_held else "Leave it"
        blocks += [
            section(f"{channel_link(post.channel)} · {kind} · {moment(post.at, zone)}. {unsure}."),
            actions(
                button(
                    "Send it again",
                    SEND_AGAIN,
                    post.delivery_id,
                    accessibility_label=f"Send it again: {kind}, post {post.delivery_id}",
                ),
                button(
                    leave,
                    LEAVE_IT,
                    post.delivery_id,
                    accessibility_label=f"{leave}: {kind}, post {post.delivery_id}",
                ),
            ),
        ]
    return message(blocks)


def settled(*, again: bool) -> str:
    """The sentence after a post was settled."""
    return "It is on its way again." if again else "Left as it is."


def forget_whom() -> str:
    """The sentence where nobody was named."""
    return (
        f"Say whom, like {here('/whoknows forget')} @sarah, or by name somebody who left. "
        "You are asked before anything is taken away."
    )


def forget_them(members: Sequence[Member]) -> Message:
    """Before somebody is forgotten: who, and what that means; several where the name is that of several."""
    blocks = [section("This takes away everything that is kept about a person. Counts stay, without them in it.")]
    for member in members[:5]:
        red = asked_first(
            button("Forget them", FORGET, member.id, accessibility_label=f"Forget them: {member.name}"),
            title="Forget this person?",
            text="Their topics, questions, thanks and settings go, and our posts about them are edited. "
            "It can't be undone.",
            yes="Forget them",
            no="Keep it",
        )
        title = f" · {plain(member.title)}" if member.title else ""
        left = " · has left" if member.is_deactivated else ""
        blocks.append(section(f"{bold(member.name)}{title}{left}", accessory=red))
    return message(
        [
            *blocks,
            context("They can come back by using WhoKnows themselves. The audit log says that somebody was forgotten."),
        ]
    )


def they_are_forgotten() -> str:
    """The sentence afterwards; it names nobody."""
    return "They are forgotten. Our posts about them are being edited or taken away now."
