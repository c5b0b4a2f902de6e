"""files.*: uploading in three steps, after which a file needs a moment until it can be used."""

import mimetypes
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from practice.limit_numbers import LIMITS
from practice.records import Json, Message, StoredFile
from practice.refusal import Refused
from practice.shapes import file_object
from practice.web_api.asked import Asked, Method

if TYPE_CHECKING:
    from practice.server import Practice


async def get_upload_url(asked: Asked) -> Json:
    """Return an address to which a file of this name and length can be sent once."""
    name, length = asked.text("filename"), asked.text("length")
    if name is None or length is None or not length.isdigit() or int(length) < 1:
        raise Refused("missing_argument")
    alt_text = asked.text("alt_txt") or ""
    if len(alt_text) > LIMITS["upload_alt_text"]:
        raise Refused("alt_txt_too_large")
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    file = StoredFile(asked.world.next_id("F"), name, name, kind, b"", asked.practice.clock.now(), alt_text=alt_text)
    ticket = secrets.token_urlsafe(24)
    asked.practice.uploads[ticket] = file
    return {"upload_url": f"{asked.practice.address}/upload/{ticket}", "file_id": file.id}


async def complete_upload(asked: Asked) -> Json:
    """Make uploaded files usable, and share them in the places named."""
    wanted = asked.structure("files")
    if not isinstance(wanted, list) or not wanted:
        raise Refused("invalid_arguments")
    uploaded = {file.id: ticket for ticket, file in asked.practice.uploads.items() if file.data}
    if any(not isinstance(one, dict) or one.get("id") not in uploaded for one in wanted):
        raise Refused("file_not_found")
    places = asked.names("channels") or asked.names("channel_id")
    channels = [asked.channel_called(place, member=True) for place in places]
    files = []
    for one in wanted:
        file = asked.practice.uploads.pop(uploaded[one["id"]])
        file.title = str(one.get("title") or file.name)
        file.ready_at = asked.practice.clock.now() + timedelta(seconds=asked.practice.deadlines.file_ready_seconds)
        asked.world.files[file.id] = file
        files.append(file)
    for channel in channels:
        message = Message(
            channel.id, asked.world.next_ts(), asked.world.app.bot_user_id, asked.text("initial_comment") or "",
            thread_ts=asked.text("thread_ts"), files=[file.id for file in files],
        )  # fmt: skip
        asked.world.add_message(message)
        for file in files:
            file.shared_in.add(channel.id)
    return {"files": [file_object(file, asked.world) for file in files]}


async def delete(asked: Asked) -> Json:
    """Delete a file of the app's own, with the messages that were nothing but this file."""
    file = asked.world.files.pop(asked.required("file", "file_not_found"), None)
    if file is None:
        raise Refused("file_not_found")
    for channel_id in file.shared_in:
        for message in [one for one in asked.world.messages.get(channel_id, []) if file.id in one.files]:
            message.files.remove(file.id)
            if not message.files:
                asked.world.remove_message(message)
    asked.world.bump()
    return {}


async def info(asked: Asked) -> Json:
    """Return a file; it has a mimetype once it can be used in blocks."""
    file = asked.world.files.get(asked.required("file", "file_not_found"))
    if file is None:
        raise Refused("file_not_found")
    return {"file": file_object(file, asked.world), "comments": [], "response_metadata": {"next_cursor": ""}}


def routes(practice: "Practice") -> list[Route]:
    """Return the addresses that files are sent to and read from."""

    async def receive(request: Request) -> Response:
        file = practice.uploads.get(request.path_params["ticket"])
        if file is None or file.data:
            return PlainTextResponse("no such upload", status_code=404)
        form = request.headers.get("content-type", "").startswith("multipart/form-data")
        file.data = await _form_file(request) if form else await request.body()
        return PlainTextResponse(f"OK - {len(file.data)}")

    async def show(request: Request) -> Response:
        file = practice.world.files.get(request.path_params["file_id"])
        if file is None:
            return PlainTextResponse("no such file", status_code=404)
        return Response(file.data, media_type=file.mimetype)

    return [
        Route("/upload/{ticket}", receive, methods=["POST", "PUT"]),
        Route("/files/{file_id}", show),
    ]


async def _form_file(request: Request) -> bytes:
    async with request.form() as form:
        for part in form.values():
            if not isinstance(part, str):
                return await part.read()
    return b""


METHODS = {
    "files.getUploadURLExternal": Method(get_upload_url, ("files:write",)),
    "files.completeUploadExternal": Method(complete_upload, ("files:write",)),
    "files.delete": Method(delete, ("files:write",)),
    "files.info": Method(info, ("files:read",)),
}
