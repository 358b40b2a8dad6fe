from assessments.models.accommodation import Accommodation
from assessments.models.assessment import Assessment, Slot
from assessments.models.attempt import Attempt, ItemSession, Response
from assessments.models.bank import Bank, Item, Revision
from assessments.models.course import Course, Membership

__all__ = [
    "Accommodation",
    "Assessment",
    "Attempt",
    "Bank",
    "Course",
    "Item",
    "ItemSession",
    "Membership",
    "Response",
    "Revision",
    "Slot",
]
