"""People, places, messages and views in the shape in which Slack hands them to an app."""

from datetime import datetime
from zoneinfo import ZoneInfo

from practice.records import AppIdentity, Channel, Json, Message, Person, StoredFile, View
from practice.world import World


def person_object(person: Person, *, now: datetime, with_email: bool = True) -> Json:
    """Return a `user` object; `tz_offset` is that of `now`."""
    offset = now.astimezone(ZoneInfo(person.tz)).utcoffset()
    profile: Json = {
        "title": person.title,
        "real_name": person.real_name,
        "real_name_normalized": person.real_name,
        "display_name": person.real_name.split()[0],
        "display_name_normalized": person.real_name.split()[0],
        "first_name": person.real_name.split()[0],
        "last_name": " ".join(person.real_name.split()[1:]),
        "status_text": "",
        "status_emoji": "",
        "status_expiration": 0,
        "image_72": f"https://practice.example/avatars/{person.id}.png",
        "team": person.team_id,
    }
    if with_email and not person.is_bot:
        profile["email"] = person.email
    return {
        "id": person.id,
        "team_id": person.team_id,
        "name": person.handle,
        "deleted": person.deleted,
        "color": person.colour.lstrip("#"),
        "real_name": person.real_name,
        "tz": person.tz,
        "tz_label": person.tz,
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "profile": profile,
        "is_admin": person.is_admin,
        "is_owner": person.is_owner,
        "is_primary_owner": False,
        "is_restricted": person.is_restricted,
        "is_ultra_restricted": person.is_ultra_restricted,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "is_stranger": person.is_stranger,
        "updated": int((person.joined or now).timestamp()),
    }


def channel_object(channel: Channel, world: World, *, with_members: bool = False) -> Json:
    """Return a `channel` object as the app sees it."""
    bot = world.app.bot_user_id
    shape: Json = {
        "id": channel.id,
        "created": channel.created,
        "is_archived": channel.is_archived,
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind == "private",
        "is_im": channel.kind == "im",
        "is_mpim": channel.kind == "mpim",
        "is_private": channel.kind != "channel",
        "is_shared": False,
        "is_ext_shared": False,
        "is_org_shared": False,
        "context_team_id": world.app.team_id,
    }
    if channel.kind == "im":
        shape["user"] = next(iter(channel.members - {bot}), bot)
        return shape
    shape |= {
        "name": channel.name,
        "name_normalized": channel.name,
        "is_member": bot in channel.members,
        "is_general": channel.name == "general",
        "creator": bot if channel.is_conversation else "",
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": channel.purpose, "creator": "", "last_set": 0},
    }
    if with_members:
        shape["num_members"] = len(channel.members)
    return shape


def message_object(message: Message, world: World, *, with_metadata: bool = False) -> Json:
    """Return a `message` object; metadata only when asked for, as Slack does."""
    app = world.app
    shape: Json = {"type": "message", "user": message.user, "ts": message.ts, "team": app.team_id, "text": message.text}
    if message.subtype:
        shape["subtype"] = message.subtype
    if message.client_msg_id:
        shape["client_msg_id"] = message.client_msg_id
    if message.user == app.bot_user_id:
        shape |= {"bot_id": app.bot_id, "app_id": app.app_id, "bot_profile": bot_object(app)}
    if message.username:
        shape["username"] = message.username
    shape |= {name: kept for name, kept in (("blocks", message.blocks), ("attachments", message.attachments)) if kept}
    if message.files:
        shape["files"] = [file_object(world.files[file_id], world) for file_id in message.files]
    if message.edited:
        shape["edited"] = {"user": message.user, "ts": message.ts}
    if message.reactions:
        shape["reactions"] = [
            {"name": name, "users": users, "count": len(users)} for name, users in message.reactions.items()
        ]
    if message.thread_ts:
        shape["thread_ts"] = message.thread_ts
    shape |= _thread(message, world)
    if with_metadata and message.metadata:
        shape["metadata"] = message.metadata
    return shape


def _thread(message: Message, world: World) -> Json:
    replies = world.replies_to(message)
    if not replies:
        return {}
    people = list(dict.fromkeys(reply.user for reply in replies))
    return {
        "thread_ts": message.ts,
        "reply_count": len(replies),
        "reply_users": people,
        "reply_users_count": len(people),
        "latest_reply": replies[-1].ts,
    }


def bot_object(app: AppIdentity) -> Json:
    """Return the `bot` object of the connected app."""
    return {
        "id": app.bot_id,
        "app_id": app.app_id,
        "user_id": app.bot_user_id,
        "name": app.name,
        "deleted": False,
        "updated": 0,
        "team_id": app.team_id,
        "icons": {"image_72": "https://practice.example/avatars/app.png"},
    }


def view_object(view: View, app: AppIdentity) -> Json:
    """Return a `view` object with its state."""
    payload = view.payload
    return {
        "id": view.id,
        "team_id": app.team_id,
        "type": view.type,
        "blocks": view.blocks,
        "private_metadata": payload.get("private_metadata") or "",
        "callback_id": payload.get("callback_id") or "",
        "state": {"values": view.values},
        "hash": view.hash,
        "title": payload.get("title"),
        "close": payload.get("close"),
        "submit": payload.get("submit"),
        "clear_on_close": bool(payload.get("clear_on_close")),
        "notify_on_close": bool(payload.get("notify_on_close")),
        "previous_view_id": view.previous_view_id,
        "root_view_id": view.root_view_id or view.id,
        "app_id": app.app_id,
        "external_id": view.external_id,
        "app_installed_team_id": app.team_id,
        "bot_id": app.bot_id,
    }


def file_object(file: StoredFile, world: World) -> Json:
    """Return a `file` object; it has no mimetype until Slack would have processed it."""
    ready = world.clock.now() >= file.ready_at
    shares = {
        channel_id: [{"ts": m.ts} for m in world.messages[channel_id] if file.id in m.files]
        for channel_id in sorted(file.shared_in)
    }
    return {
        "id": file.id,
        "created": int(file.ready_at.timestamp()),
        "name": file.name,
        "title": file.title,
        "mimetype": file.mimetype if ready else "",
        "filetype": file.name.rpartition(".")[2] if ready else "",
        "size": len(file.data),
        "user": world.app.bot_user_id,
        "alt_txt": file.alt_text,
        "channels": [c for c in shares if world.channels[c].kind == "channel"],
        "groups": [c for c in shares if world.channels[c].kind in ("private", "mpim")],
        "ims": [c for c in shares if world.channels[c].kind == "im"],
        "shares": {"private": shares},
        "url_private": f"{world.address}/files/{file.id}",
        "permalink": f"{world.address}/files/{file.id}",
    }
