"""Rows of every kind that matching reads, with ids that are told apart in the log of changes."""

from models import (
    Base,
    Expertise,
    Help,
    Kudos,
    KudosReceiver,
    Lesson,
    Level,
    Lunch,
    LunchKind,
    Question,
    QuestionState,
    Skill,
    SkillAlias,
    Source,
    StoredTerms,
    Subject,
)
from tests.factories import MONDAY

ANA, BO, RUST, GO, QUESTION, OTHER, KUDOS, ALONE, LUNCH = 11, 12, 21, 22, 31, 32, 41, 42, 51
TEXT = "How do I read a Terraform plan?"


def one_of_each(workspace_id: int) -> list[Base]:
    of = {"workspace_id": workspace_id}
    asked = {**of, "asker_id": ANA, "text": TEXT, "state": QuestionState.ANSWERED, "drafted_at": MONDAY}
    kudos = {**of, "giver_id": ANA, "reason": "For the plan", "is_public": True, "given_at": MONDAY}
    return [
        *(Skill(**of, id=number, name=f"{number}", folded=f"{number}", added_at=MONDAY) for number in (RUST, GO)),
        SkillAlias(**of, skill_id=RUST, folded="rs"),
        listed(workspace_id),
        *(Question(**asked, id=number) for number in (QUESTION, OTHER)),
        Help(**of, question_id=QUESTION, helper_id=BO, skill_id=RUST, helped_at=MONDAY),
        Kudos(**kudos, id=KUDOS, question_id=QUESTION),
        Kudos(**kudos, id=ALONE),
        *(KudosReceiver(**of, kudos_id=one, member_id=BO, in_public=True) for one in (KUDOS, ALONE)),
        lunch(workspace_id),
        Lesson(**of, lunch_id=LUNCH, member_id=BO, skill_id=RUST, taught_at=MONDAY),
        StoredTerms(**of, kind=Subject.QUESTION, subject_id=QUESTION, version=0, terms=b"of an older version"),
        StoredTerms(**of, kind=Subject.KUDOS, subject_id=ALONE, version=0, terms=b"of an older version"),
    ]


def lunch(workspace_id: int) -> Lunch:
    """A lunch-and-learn about Rust, which Bo held."""
    return Lunch(
        workspace_id=workspace_id,
        id=LUNCH,
        uid="a lunch",
        kind=LunchKind.TALK,
        title="Rust without tears",
        about="How to borrow.",
        place="Kitchen",
        skill_id=RUST,
        channel_slack_id="C0LUNCH",
        in_private_channel=False,
        zone="UTC",
        on=MONDAY.date(),
        at=MONDAY.time(),
        begins_at=MONDAY,
        minutes=45,
        announced_by_id=BO,
        announced_at=MONDAY,
        timed_at=MONDAY,
    )


def listed(workspace_id: int, member_id: int = BO, skill_id: int = RUST) -> Expertise:
    return Expertise(
        workspace_id=workspace_id,
        member_id=member_id,
        skill_id=skill_id,
        level=Level.CAN_HELP,
        source=Source.OWN_WORD,
        added_at=MONDAY,
    )
