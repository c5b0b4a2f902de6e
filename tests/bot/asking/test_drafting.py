"""A draft: the text as understood, and who may be asked, before anybody is."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot import asking, people
from bot.database import Database
from bot.errors import NotYours, Settled, WhoKnowsError
from models import Demand, Question, QuestionState
from tests.bot.asking.story import QUESTION, Story
from tests.factories import MONDAY, a_member


async def test_the_preview_names_people_by_the_alphabet_with_reasons(database: Database) -> None:
    story = await Story.begin(database, experts=7)
    async with story.as_("ana") as (session, ana):
        preview = await asking.draft(session, ana, f"  {QUESTION}\n", now=MONDAY)
    assert preview.text == QUESTION
    assert preview.topic == "Terraform"
    assert [person.name for person in preview.people] == [
        f"{name} Expert" for name in ("Bo", "Chi", "Dev", "Ines", "Lena")
    ]
    assert preview.others == 2
    assert all(person.reasons[0].topic == "Terraform" for person in preview.people)
    assert all(person.back_at is None for person in preview.people)
    assert (await story.question(preview.question_id)).state is QuestionState.DRAFT


async def test_people_off_hours_are_shown_with_the_time_they_are_back(database: Database) -> None:
    story = await Story.begin(database, experts=1)
    saturday = MONDAY - timedelta(days=2)
    async with story.as_("ana") as (session, ana):
        preview = await asking.draft(session, ana, QUESTION, now=saturday)
    assert [person.back_at for person in preview.people] == [MONDAY]


async def test_nobody_listed_is_an_outcome_and_kept_as_demand(story: Story) -> None:
    async with story.as_("ana") as (session, ana):
        preview = await asking.draft(session, ana, "Does anybody here know Zig?", now=MONDAY)
        assert (preview.people, preview.topic, preview.full_until) == ([], None, None)
        await asking.preview(session, ana, preview.question_id, text="Anybody with a little Zig?", now=MONDAY)
        assert not await asking.ask(session, ana, preview.question_id, now=MONDAY)
        assert await session.scalar(select(func.count()).select_from(Demand)) == 1
    assert (await story.question(preview.question_id)).state is QuestionState.DRAFT


async def test_everybody_full_is_told_with_the_day_they_are_free(database: Database) -> None:
    story = await Story.begin(database, experts=2, asks_a_week=1)
    await story.ask()
    await story.ask("And how do I read a Terraform state?")
    async with story.as_("ana") as (session, ana):
        preview = await asking.draft(session, ana, "Terraform once more, please", now=MONDAY)
    assert preview.people == []
    assert preview.full_until == MONDAY + timedelta(days=7)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Say in words"),
        ("   \n", "Say in words"),
        ("🎉🎉🎉", "Say in words"),
        ("?!", "Say in words"),
        ("terraform", "few more words"),
        ("a" * 3001, "3,001 letters, and 3,000 is the most"),
    ],
    ids=["empty", "space", "emoji", "signs", "one word", "too long"],
)
async def test_a_text_nobody_could_answer_is_refused_at_its_field(story: Story, text: str, words: str) -> None:
    async with story.as_("ana") as (session, ana):
        with pytest.raises(WhoKnowsError, match=words) as refusal:
            await asking.draft(session, ana, text, now=MONDAY)
        assert refusal.value.field == "text"
        assert await session.scalar(select(func.count()).select_from(Question)) == 0


@pytest.mark.parametrize(
    "text",
    [
        "a" * 3000,
        "Terraform, <!channel> @here <@U0BO>",
        "```\nterraform plan\n``` what does it say?",
        "What is the payload of this event?",
        "كيف أقرأ خطة Terraform؟",
        "Quereinsteigerfrage",
    ],
    ids=["3000 letters", "mentions", "code", "the word payload", "right to left", "one long word"],
)
async def test_any_other_text_is_kept_as_it_was_typed(story: Story, text: str) -> None:
    async with story.as_("ana") as (session, ana):
        preview = await asking.draft(session, ana, text, now=MONDAY)
    assert (await story.question(preview.question_id)).text == text


async def test_the_same_words_within_a_minute_are_the_same_draft(story: Story) -> None:
    async with story.as_("ana") as (session, ana):
        first = await asking.draft(session, ana, QUESTION, now=MONDAY)
        again = await asking.draft(session, ana, QUESTION.upper(), now=MONDAY + timedelta(seconds=59))
        later = await asking.draft(session, ana, QUESTION, now=MONDAY + timedelta(seconds=61))
        await asking.ask(session, ana, later.question_id, now=MONDAY + timedelta(seconds=62))
        after_asking = await asking.draft(session, ana, QUESTION, now=MONDAY + timedelta(seconds=63))
    assert first.question_id == again.question_id
    assert len({first.question_id, later.question_id, after_asking.question_id}) == 3


async def test_a_changed_draft_has_a_new_preview(story: Story) -> None:
    async with story.as_("ana") as (session, ana):
        draft = await asking.draft(session, ana, "Does anybody here know Zig?", now=MONDAY)
        preview = await asking.preview(session, ana, draft.question_id, text=QUESTION, now=MONDAY)
        assert (preview.question_id, preview.topic) == (draft.question_id, "Terraform")
        assert await asking.ask(session, ana, draft.question_id, now=MONDAY)
        with pytest.raises(Settled):
            await asking.preview(session, ana, draft.question_id, text=QUESTION, now=MONDAY)


@pytest.mark.parametrize("person", ["is_guest", "is_stranger", "is_deactivated", "is_bot"])
async def test_only_full_members_ask(story: Story, person: str) -> None:
    async with story.database.transaction() as session:
        guest = await a_member(session, story.workspace, "Gus Guest")
        draft = await asking.draft(session, guest, QUESTION, now=MONDAY)
        setattr(guest, person, True)
        with pytest.raises(WhoKnowsError):
            await asking.draft(session, guest, QUESTION, now=MONDAY)
        with pytest.raises(WhoKnowsError):
            await asking.ask(session, guest, draft.question_id, now=MONDAY)


async def test_a_draft_is_its_askers_alone(story: Story) -> None:
    async with story.as_("ana") as (session, ana):
        draft = await asking.draft(session, ana, QUESTION, now=MONDAY)
        bo = (await people.members(session, story.workspace.id, [story.people["bo"]]))[story.people["bo"]]
        for attempt in (
            asking.ask(session, bo, draft.question_id, now=MONDAY),
            asking.preview(session, bo, draft.question_id, text=QUESTION, now=MONDAY),
            asking.cancel(session, bo, draft.question_id, now=MONDAY),
            asking.ask(session, ana, draft.question_id + 1000, now=MONDAY),
        ):
            with pytest.raises(NotYours):
                await attempt
