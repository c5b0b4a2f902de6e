"""What an app asks when it starts: who it is, which workspace this is, and where to connect."""

from practice.records import Json
from practice.refusal import Refused
from practice.shapes import bot_object
from practice.web_api.asked import Asked, Method


async def auth_test(asked: Asked) -> Json:
    """Return who the token belongs to."""
    app = asked.world.app
    return {
        "url": f"{asked.practice.address}/",
        "team": app.team_name,
        "user": asked.world.people[app.bot_user_id].handle,
        "team_id": app.team_id,
        "user_id": app.bot_user_id,
        "bot_id": app.bot_id,
        "is_enterprise_install": False,
    }


async def open_connection(asked: Asked) -> Json:
    """Return an address for one Socket Mode connection, good once."""
    return {"url": asked.practice.socket.new_address()}


async def team_info(asked: Asked) -> Json:
    """Return the workspace."""
    app = asked.world.app
    return {
        "team": {
            "id": app.team_id,
            "name": app.team_name,
            "domain": app.team_domain,
            "email_domain": "practice.example",
            "icon": {"image_default": True},
        }
    }


async def bots_info(asked: Asked) -> Json:
    """Return the connected app's bot."""
    if asked.required("bot", "missing_argument") != asked.world.app.bot_id:
        raise Refused("bot_not_found")
    return {"bot": bot_object(asked.world.app)}


METHODS = {
    "auth.test": Method(auth_test),
    "apps.connections.open": Method(open_connection),
    "team.info": Method(team_info, ("team:read",)),
    "bots.info": Method(bots_info, ("users:read",)),
}
