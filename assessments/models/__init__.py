from assessments.models.accommodation import Accommodation
from assessments.models.assessment import Assessment, Slot
from assessments.models.attempt import Attempt, ItemSession, Response
from assessments.models.bank import Bank, Item, Revision
from assessments.models.course import Course, Membership
from assessments.models.report import ProblemReport

__all__ = [
    "Accommodation",
    "Assessment",
    "Attempt",
    "Bank",
    "Course",
    "Item",
    "ItemSession",
    "Membership",
    "ProblemReport",
    "Response",
    "Revision",
    "Slot",
]
