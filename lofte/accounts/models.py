"""Who is who. The rooms behind this door are parties, offices, groups and the ways to sign in."""

from lofte.accounts.factors import OneTimeCodes, Passkey, RecoveryCode, SignedIn, WrongCodes
from lofte.accounts.groups import Group, GroupMember
from lofte.accounts.invites import Invite
from lofte.accounts.links import RestrictedLink
from lofte.accounts.offices import Delegation, RoleRight
from lofte.accounts.parties import Membership, Organisation, Partnership, Role, User, UserManager
from lofte.accounts.providers import AwaitedAnswer, Identity, IdentityProvider
from lofte.accounts.sharing import Share, SharingRule

__all__ = [
    "AwaitedAnswer",
    "Delegation",
    "Group",
    "GroupMember",
    "Identity",
    "IdentityProvider",
    "Invite",
    "Membership",
    "OneTimeCodes",
    "Organisation",
    "Partnership",
    "Passkey",
    "RecoveryCode",
    "RestrictedLink",
    "Role",
    "RoleRight",
    "Share",
    "SharingRule",
    "SignedIn",
    "User",
    "UserManager",
    "WrongCodes",
]
