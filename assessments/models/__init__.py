from assessments.models.accommodation import Accommodation
from assessments.models.accounts.second_factor import RecoveryCode, SecondFactor
from assessments.models.accounts.session import Session
from assessments.models.accounts.tally import Tally
from assessments.models.accounts.wish import ErasureWish
from assessments.models.api.reply import ApiReply
from assessments.models.api.token import ApiToken
from assessments.models.assessment import Assessment, Section, Slot
from assessments.models.attempt import Attempt, ItemSession, Response
from assessments.models.background import Chore, Proving, Worker
from assessments.models.bank import Bank, Item, Revision, Tag
from assessments.models.course import AUTHORS, OWNERS, STAFF, Course, Group, Membership, Roles
from assessments.models.event import Event
from assessments.models.hooks import Endpoint, Notice
from assessments.models.late import LateDraft
from assessments.models.lti.grades import Delivery, LineItem, Passback
from assessments.models.lti.launch import Launch, Login
from assessments.models.lti.place import Context, ContextMember, LtiUser, ResourceLink
from assessments.models.lti.platform import Deployment, Invitation, Registration, ToolKey
from assessments.models.regrade import AttemptChange, Judgement, Regrade, SessionChange
from assessments.models.report import ProblemReport
from assessments.models.upload import Upload

__all__ = [
    "AUTHORS",
    "OWNERS",
    "STAFF",
    "Accommodation",
    "ApiReply",
    "ApiToken",
    "Assessment",
    "Attempt",
    "AttemptChange",
    "Bank",
    "Chore",
    "Context",
    "ContextMember",
    "Course",
    "Delivery",
    "Deployment",
    "Endpoint",
    "ErasureWish",
    "Event",
    "Group",
    "Invitation",
    "Item",
    "ItemSession",
    "Judgement",
    "LateDraft",
    "Launch",
    "LineItem",
    "Login",
    "LtiUser",
    "Membership",
    "Notice",
    "Passback",
    "ProblemReport",
    "Proving",
    "RecoveryCode",
    "Registration",
    "Regrade",
    "ResourceLink",
    "Response",
    "Revision",
    "Roles",
    "SecondFactor",
    "Section",
    "Session",
    "SessionChange",
    "Slot",
    "Tag",
    "Tally",
    "ToolKey",
    "Upload",
    "Worker",
]
