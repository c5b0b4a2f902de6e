"""Whether guests and people of other companies take part: an admin's decision for the whole workspace."""

from datetime import datetime

from sqlalchemy import or_, select, update

from bot import audit, deliveries, people
from bot.database import Session, changed
from bot.errors import WhoKnowsError
from models import Member, Workspace


async def admit(session: Session, admin: Member, *, admits: bool, now: datetime) -> bool:
    """Let guests and people of other companies take part, or no longer; False when it was so already.

    What they listed is kept. Raises WhoKnowsError for anybody but an admin.
    """
    if not people.may_administer(admin):
        raise WhoKnowsError("Only admins can let guests in, so nothing was changed. Ask one of them to type this.")
    of_workspace = update(Workspace).where(Workspace.id == admin.workspace_id, Workspace.admits_guests.is_not(admits))
    if not await changed(session, of_workspace.values(admits_guests=admits)):
        return False
    outsiders = (
        Member.workspace_id == admin.workspace_id,
        or_(Member.is_guest, Member.is_stranger),
    )
    await session.execute(
        update(Member).where(*outsiders).values(is_admitted=admits).execution_options(synchronize_session="fetch")
    )
    with_home = await session.scalars(
        select(Member.id).where(*outsiders, Member.first_home_at.is_not(None)).order_by(Member.id)
    )
    for member_id in with_home.all():
        await deliveries.owe_home(session, workspace_id=admin.workspace_id, member_id=member_id, now=now)
    await audit.note(session, admin, "let guests in" if admits else "let guests in no longer", "guests", now=now)
    return True
