"""The memory: every table WhoKnows keeps, one file per capability."""

from models.asking import Demand, Help, Offer, OfferState, Question, QuestionState
from models.base import Base
from models.deliveries import Delivery, DeliveryState, Operation, Pace, PairChat
from models.inbox import InboxKey
from models.kudos import Kudos, KudosReceiver
from models.people import AskAllowance, Member, Workspace
from models.skills import Expertise, Level, Skill, SkillAlias, Source

__all__ = [
    "AskAllowance",
    "Base",
    "Delivery",
    "DeliveryState",
    "Demand",
    "Expertise",
    "Help",
    "InboxKey",
    "Kudos",
    "KudosReceiver",
    "Level",
    "Member",
    "Offer",
    "OfferState",
    "Operation",
    "Pace",
    "PairChat",
    "Question",
    "QuestionState",
    "Skill",
    "SkillAlias",
    "Source",
    "Workspace",
]
