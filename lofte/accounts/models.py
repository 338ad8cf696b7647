"""Who is who. The rooms behind this door are parties and groups."""

from lofte.accounts.groups import Group, GroupMember
from lofte.accounts.parties import Membership, Organisation, Partnership, Role, User, UserManager

__all__ = [
    "Group",
    "GroupMember",
    "Membership",
    "Organisation",
    "Partnership",
    "Role",
    "User",
    "UserManager",
]
