"""The memory: every table WhoKnows keeps, one file per capability."""

from models.asking import Demand, Help, Offer, OfferState, OpenCard, Question, QuestionState
from models.base import Base
from models.deliveries import Delivery, DeliveryState, Operation, Pace, PairChat
from models.inbox import InboxKey
from models.kudos import AddedThanks, Kudos, KudosReceiver, KudosReport, KudosTopic, ReportOutcome
from models.lunches import UNTITLED, Attendance, Lunch, LunchHost, LunchKind, LunchReminder, ReminderKind, Seat
from models.matching import MatchingChange, StoredTerms, Subject
from models.nominations import Nomination, NominationOrigin, NominationState
from models.people import (
    EMPTY_PLACE,
    NAMELESS,
    AskAllowance,
    DirectorySync,
    Member,
    UnpromptedDay,
    Workspace,
)
from models.recognition import LeadPrompt, Milestone, PassedOn, PersonalNote, Roundup, RoundupState
from models.skills import (
    Area,
    ChangeKind,
    Expertise,
    Level,
    Skill,
    SkillAlias,
    SkillChange,
    Source,
    TopicWish,
    Way,
)
from models.teams import RoundTopic, ShoutoutRhythm, Team, TeamMember
from models.tour import Tour
from models.trust import AuditEntry, ForgottenPerson

__all__ = [
    "EMPTY_PLACE",
    "NAMELESS",
    "UNTITLED",
    "AddedThanks",
    "Area",
    "AskAllowance",
    "Attendance",
    "AuditEntry",
    "Base",
    "ChangeKind",
    "Delivery",
    "DeliveryState",
    "Demand",
    "DirectorySync",
    "Expertise",
    "ForgottenPerson",
    "Help",
    "InboxKey",
    "Kudos",
    "KudosReceiver",
    "KudosReport",
    "KudosTopic",
    "LeadPrompt",
    "Level",
    "Lunch",
    "LunchHost",
    "LunchKind",
    "LunchReminder",
    "MatchingChange",
    "Member",
    "Milestone",
    "Nomination",
    "NominationOrigin",
    "NominationState",
    "Offer",
    "OfferState",
    "OpenCard",
    "Operation",
    "Pace",
    "PairChat",
    "PassedOn",
    "PersonalNote",
    "Question",
    "QuestionState",
    "ReminderKind",
    "ReportOutcome",
    "RoundTopic",
    "Roundup",
    "RoundupState",
    "Seat",
    "ShoutoutRhythm",
    "Skill",
    "SkillAlias",
    "SkillChange",
    "Source",
    "StoredTerms",
    "Subject",
    "Team",
    "TeamMember",
    "TopicWish",
    "Tour",
    "UnpromptedDay",
    "Way",
    "Workspace",
]
