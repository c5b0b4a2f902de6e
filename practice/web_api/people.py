"""users.*, dnd.* and usergroups.*: who people are, and whether they can be reached now."""

from zoneinfo import ZoneInfo

from practice.records import Json, Person
from practice.refusal import Refused
from practice.shapes import person_object
from practice.web_api.asked import Asked, Method

_MOST_AT_ONCE = 50
_SATURDAY = 5


async def info(asked: Asked) -> Json:
    """Return a person."""
    return {"user": _shape(asked, asked.person())}


async def list_people(asked: Asked) -> Json:
    """Return everybody, the deactivated and the bots included."""
    page = asked.page(list(asked.world.people.values()), "members")
    page["members"] = [_shape(asked, person) for person in page["members"]]
    return page | {"cache_ts": int(asked.practice.clock.now().timestamp())}


async def lookup_by_email(asked: Asked) -> Json:
    """Return the person with an address."""
    wanted = asked.required("email", "users_not_found").lower()
    for person in asked.world.people.values():
        if person.email.lower() == wanted and not (person.deleted or person.is_bot):
            return {"user": _shape(asked, person)}
    raise Refused("users_not_found")


async def get_presence(asked: Asked) -> Json:
    """Return whether a person is active: here, in office hours of their own zone."""
    person = asked.person()
    local = asked.practice.clock.now().astimezone(ZoneInfo(person.tz))
    is_at_work = local.weekday() < _SATURDAY and 8 <= local.hour < 18
    return {"presence": "active" if person.is_bot or (is_at_work and not person.deleted) else "away"}


async def dnd_info(asked: Asked) -> Json:
    """Return one person's do-not-disturb."""
    status = _dnd(asked, asked.person())
    return status | {"snooze_enabled": False, "snooze_endtime": 0, "snooze_remaining": 0}


async def dnd_team_info(asked: Asked) -> Json:
    """Return do-not-disturb of several people; people nobody knows are left out."""
    wanted = asked.names("users")
    if not wanted:
        raise Refused("no_users_provided")
    if len(wanted) > _MOST_AT_ONCE:
        raise Refused("too_many_users")
    people = [asked.world.people[person_id] for person_id in wanted if person_id in asked.world.people]
    return {"users": {person.id: _dnd(asked, person) for person in people}, "cached": False}


async def usergroup_members(asked: Asked) -> Json:
    """Return who is in a user group."""
    group = asked.required("usergroup", "no_such_subteam")
    if group not in asked.world.usergroups:
        raise Refused("no_such_subteam")
    return {"users": sorted(asked.world.usergroups[group])}


def _shape(asked: Asked, person: Person) -> Json:
    with_email = "users:read.email" in asked.practice.scopes()
    return person_object(person, now=asked.practice.clock.now(), with_email=with_email)


def _dnd(asked: Asked, person: Person) -> Json:
    now = asked.practice.clock.now()
    if person.dnd_until is None or person.dnd_until <= now:
        return {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}
    start, end = int(now.timestamp()) - 60, int(person.dnd_until.timestamp())
    return {"dnd_enabled": True, "next_dnd_start_ts": start, "next_dnd_end_ts": end}


METHODS = {
    "users.info": Method(info, ("users:read",)),
    "users.list": Method(list_people, ("users:read",)),
    "users.lookupByEmail": Method(lookup_by_email, ("users:read.email",)),
    "users.getPresence": Method(get_presence, ("users:read",)),
    "dnd.info": Method(dnd_info, ("dnd:read",)),
    "dnd.teamInfo": Method(dnd_team_info, ("dnd:read",)),
    "usergroups.users.list": Method(usergroup_members, ("usergroups:read",)),
}
