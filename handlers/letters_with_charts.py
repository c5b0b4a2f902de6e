"""Letters with a chart in them: where Slack does not draw it, the same goes without, and its picture goes below."""

from dataclasses import replace
from datetime import datetime

from bot import addresses, charts, deliveries
from bot.database import Session
from handlers.blocks.charts import without_charts
from handlers.blocks.kit import FileToSend, Message, View
from handlers.letter import Letter
from models import Delivery

# What Slack says to a block it does not know, as where a roll-out has not come yet.
INVALID_BLOCKS = "invalid_blocks"


def with_picture_instead(letter: Letter, *, picture: str) -> Letter:
    """This letter, posted without its chart where Slack refuses that; `picture` is the kind of file owed below it then.

    The file's letter finds the post with `addresses.card_of`, and draws what stood in it.
    """

    async def write(session: Session, delivery: Delivery, now: datetime) -> Message | View | FileToSend | None:
        said = await letter.write(session, delivery, now)
        post = await addresses.card_of(session, delivery) if delivery.card_id else delivery
        if said is None or isinstance(said, FileToSend) or post is None or not charts.goes_without(post):
            return said
        return without_charts(Message(text=said["text"], blocks=said["blocks"]))

    async def when_sent(session: Session, delivery: Delivery, now: datetime) -> None:
        if charts.goes_without(delivery):
            await deliveries.owe_file_below(session, delivery, kind=picture, now=now)
        if letter.when_sent is not None:
            await letter.when_sent(session, delivery, now)

    async def when_undeliverable(session: Session, delivery: Delivery, now: datetime) -> None:
        is_sent_again = await charts.send_without(session, delivery, refused_with=INVALID_BLOCKS, now=now)
        if not is_sent_again and letter.when_undeliverable is not None:
            await letter.when_undeliverable(session, delivery, now)

    async def when_edit_refused(session: Session, delivery: Delivery, now: datetime) -> None:
        # A post may get its first chart in an edit, which may be the one that takes a name away.
        if await charts.edit_without(session, delivery, refused_with=INVALID_BLOCKS):
            await deliveries.refresh(
                session,
                workspace_id=delivery.workspace_id,
                kind=delivery.kind,
                subject_id=delivery.subject_id,
                now=now,
            )

    return replace(
        letter,
        write=write,
        when_sent=when_sent,
        when_undeliverable=when_undeliverable,
        when_edit_refused=when_edit_refused,
    )
