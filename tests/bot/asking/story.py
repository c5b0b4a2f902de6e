"""A small cast around one question, and what their presses do, each in a transaction of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import asking, people
from bot.asking import AskerCard, OfferCard, Standing
from bot.database import Database
from models import (
    AskAllowance,
    Delivery,
    DeliveryState,
    Member,
    Offer,
    OfferState,
    OpenCard,
    Operation,
    Question,
    Workspace,
)
from tests.factories import MONDAY, a_member, a_workspace, an_expert, an_open_question

QUESTION = "How do I read a Terraform plan?"


@dataclass
class Story:
    """Ana asks; the experts list Terraform, all in Copenhagen unless said otherwise, best fit first."""

    database: Database
    workspace: Workspace
    people: dict[str, int]
    now: datetime = MONDAY

    @classmethod
    async def begin(cls, database: Database, experts: int = 5, **preferences: Any) -> "Story":
        """A workspace with Ana and so many experts: Bo, Chi, Dev, Ines, Lena, Mina, Sam."""
        async with database.transaction() as session:
            workspace = await a_workspace(session)
            ana = await a_member(session, workspace, "Ana Ruiz")
            found = {"ana": ana.id}
            for name in ("Bo", "Chi", "Dev", "Ines", "Lena", "Mina", "Sam")[:experts]:
                found[name.lower()] = (await an_expert(session, workspace, f"{name} Expert", **preferences)).id
        return cls(database, workspace, found)

    @asynccontextmanager
    async def as_(self, name: str) -> AsyncIterator[tuple[AsyncSession, Member]]:
        """A transaction and the acting member in it."""
        async with self.database.transaction() as session:
            yield session, await self.member(session, name)

    async def member(self, session: AsyncSession, name: str) -> Member:
        member_id = self.people[name]
        return (await people.members(session, self.workspace.id, [member_id]))[member_id]

    async def add_expert(self, name: str, **preferences: Any) -> None:
        """One more who lists Terraform, after the others."""
        async with self.database.transaction() as session:
            self.people[name] = (await an_expert(session, self.workspace, f"{name.title()} Expert", **preferences)).id

    async def change(self, name: str, **columns: Any) -> None:
        """Set what a member prefers, or what Slack says about them."""
        async with self.as_(name) as (_, member):
            for column, value in columns.items():
                setattr(member, column, value)

    async def ask(self, text: str = QUESTION, by: str = "ana") -> int:
        """Draft and ask; gives the question's id."""
        async with self.as_(by) as (session, asker):
            return await an_open_question(session, asker, text, now=self.now)

    async def later(self, **span: int) -> None:
        """Let time pass, and the clock tick at its end."""
        self.now += timedelta(**span)
        async with self.database.transaction() as session:
            for question in await asking.to_widen(session, now=self.now):
                await asking.widen(session, *question, now=self.now)
            for question in await asking.to_close(session, now=self.now):
                await asking.close(session, *question, now=self.now)

    async def offer_id(self, question_id: int, name: str) -> int:
        return (await self.offers(question_id))[name].id

    async def accept(self, question_id: int, name: str) -> None:
        offer_id = await self.offer_id(question_id, name)
        async with self.as_(name) as (session, member):
            await asking.accept(session, member, offer_id, now=self.now)

    async def pass_on(self, question_id: int, name: str) -> None:
        offer_id = await self.offer_id(question_id, name)
        async with self.as_(name) as (session, member):
            await asking.pass_on(session, member, offer_id, now=self.now)

    async def step_back(self, question_id: int, name: str) -> None:
        offer_id = await self.offer_id(question_id, name)
        async with self.as_(name) as (session, member):
            await asking.step_back(session, member, offer_id, now=self.now)

    async def someone_else(self, question_id: int, name: str = "ana") -> None:
        async with self.as_(name) as (session, member):
            await asking.someone_else(session, member, question_id, now=self.now)

    async def cancel(self, question_id: int, name: str = "ana") -> None:
        async with self.as_(name) as (session, member):
            await asking.cancel(session, member, question_id, now=self.now)

    async def change_words(self, question_id: int, text: str, name: str = "ana") -> None:
        async with self.as_(name) as (session, member):
            await asking.change(session, member, question_id, text, now=self.now)

    async def post(self, question_id: int, name: str = "ana", channel: str = "C0GENERAL") -> None:
        async with self.as_(name) as (session, member):
            await asking.post(session, member, question_id, channel, now=self.now)

    async def wait(self, question_id: int, name: str = "ana") -> None:
        async with self.as_(name) as (session, member):
            await asking.wait(session, member, question_id, now=self.now)

    async def offer_oneself(self, question_id: int, name: str) -> None:
        """Press *I can help* on the newest open card of a question."""
        card_id = (await self.open_cards(question_id))[-1].id
        async with self.as_(name) as (session, member):
            await asking.offer_oneself(session, member, card_id, now=self.now)

    async def open_cards(self, question_id: int) -> list[OpenCard]:
        """Where the question was posted, oldest first."""
        async with self.database.reading() as session:
            cards = await session.scalars(
                select(OpenCard).where(OpenCard.question_id == question_id).order_by(OpenCard.id)
            )
            return list(cards)

    async def open_card_ends(self, question_id: int, state: DeliveryState, reason: str | None = None) -> None:
        """The post of a question's newest open card ended like this."""
        card = (await self.open_cards(question_id))[-1]
        async with self.database.transaction() as session:
            posts = await session.scalars(
                select(Delivery).where(
                    Delivery.kind == "open_card",
                    Delivery.subject_id == card.id,
                    Delivery.operation == Operation.POST,
                    Delivery.state == DeliveryState.PENDING,
                )
            )
            for post in posts.all():
                post.state, post.reason = state, reason
                follows = asking.card_may_be_missing if state is DeliveryState.HELD else asking.card_was_refused
                await follows(session, self.workspace.id, card.id, now=self.now)

    async def answered(self, question_id: int, name: str) -> bool:
        async with self.as_(name) as (session, member):
            return await asking.answered(session, member, question_id, now=self.now)

    async def not_yet(self, question_id: int, name: str = "ana") -> None:
        async with self.as_(name) as (session, member):
            await asking.not_answered_yet(session, member, question_id, now=self.now)

    async def shown(self, question_id: int, name: str) -> None:
        """Slack took the card of this offer."""
        async with self.database.transaction() as session:
            found = await session.scalars(
                select(Offer).where(Offer.question_id == question_id, Offer.member_id == self.people[name])
            )
            offer = found.one()
            await asking.offer_was_shown(session, self.workspace.id, offer.id, now=self.now)

    async def deliver_everything(self) -> None:
        """All that is due reached Slack, in the order it was owed; an offer that was settled first is dropped."""
        async with self.database.transaction() as session:
            due = await session.scalars(
                select(Delivery)
                .where(
                    Delivery.workspace_id == self.workspace.id,
                    Delivery.state == DeliveryState.PENDING,
                    Delivery.due_at <= self.now,
                )
                .order_by(Delivery.id)
            )
            for delivery in due.all():
                delivery.state = DeliveryState.SENT
                if delivery.kind == "open_card" and delivery.operation is Operation.POST:
                    await asking.card_was_posted(session, self.workspace.id, delivery.subject_id, now=self.now)
                if delivery.kind != "offer" or delivery.operation is not Operation.POST:
                    continue
                card = await asking.offer_card(session, self.workspace.id, delivery.subject_id)
                if card is not None and card.standing in {Standing.WAITING, Standing.ACCEPTED}:
                    await asking.offer_was_shown(session, self.workspace.id, delivery.subject_id, now=self.now)
                else:
                    delivery.state = DeliveryState.NOT_NEEDED
                    await asking.offer_was_undeliverable(session, self.workspace.id, delivery.subject_id, now=self.now)

    async def change_cards(self, kind: str, **columns: Any) -> None:
        """Set what has become of the cards of this kind that wait."""
        async with self.database.transaction() as session:
            await session.execute(
                update(Delivery).where(Delivery.kind == kind, Delivery.state == DeliveryState.PENDING).values(**columns)
            )

    async def card_dies(self, session: AsyncSession, offer: Offer) -> None:
        """Slack refused the card of an offer for good."""
        cards = await session.scalars(
            select(Delivery).where(
                Delivery.workspace_id == self.workspace.id,
                Delivery.kind == "offer",
                Delivery.subject_id == offer.id,
                Delivery.state == DeliveryState.PENDING,
            )
        )
        for card in cards.all():
            card.state = DeliveryState.DEAD
            await asking.offer_was_undeliverable(session, self.workspace.id, offer.id, now=self.now)

    async def question(self, question_id: int) -> Question:
        async with self.database.reading() as session:
            return (await session.scalars(select(Question).where(Question.id == question_id))).one()

    async def offers(self, question_id: int) -> dict[str, Offer]:
        """The offers by name, in the order they were made."""
        names = {member_id: name for name, member_id in self.people.items()}
        async with self.database.reading() as session:
            offers = await session.scalars(select(Offer).where(Offer.question_id == question_id).order_by(Offer.id))
            return {names[offer.member_id]: offer for offer in offers}

    async def states(self, question_id: int) -> dict[str, OfferState]:
        return {name: offer.state for name, offer in (await self.offers(question_id)).items()}

    async def taken(self, name: str) -> int:
        """How many asks this member had in all weeks together."""
        async with self.database.reading() as session:
            weeks = await session.scalars(select(AskAllowance.taken).where(AskAllowance.member_id == self.people[name]))
            return sum(weeks)

    async def owed(self, kind: str, *, operation: Operation = Operation.POST) -> list[Delivery]:
        """Deliveries of this kind that still wait, oldest first."""
        async with self.database.reading() as session:
            return list(
                await session.scalars(
                    select(Delivery)
                    .where(
                        Delivery.kind == kind,
                        Delivery.operation == operation,
                        Delivery.state == DeliveryState.PENDING,
                    )
                    .order_by(Delivery.id)
                )
            )

    async def deliveries(self, state: DeliveryState) -> list[Delivery]:
        """All deliveries in this state, oldest first."""
        async with self.database.reading() as session:
            return list(await session.scalars(select(Delivery).where(Delivery.state == state).order_by(Delivery.id)))

    async def asker_card(self, question_id: int, card: int | None = None) -> AskerCard:
        """The asker's living card, or an older one by its number."""
        number = card if card is not None else (await self.question(question_id)).card
        async with self.database.reading() as session:
            found = await asking.asker_card(session, self.workspace.id, question_id, card=number)
        assert found is not None
        return found

    async def offer_card(self, question_id: int, name: str) -> OfferCard:
        offer_id = await self.offer_id(question_id, name)
        async with self.database.reading() as session:
            found = await asking.offer_card(session, self.workspace.id, offer_id)
        assert found is not None
        return found
