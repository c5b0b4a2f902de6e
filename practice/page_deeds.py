"""What a form on the page causes: it is read, handed to `interact`, and the page comes back."""

from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from practice import forms, interact, places
from practice.page_facts import Looking
from practice.records import Json, Message, View
from practice.surfaces import Values

# A deed returns where to go, or None to stay.
Deed = Callable[[Looking, places.Place, FormData], Awaitable[str | None]]

SKIPS = (
    ("minutes", "30 minutes"),
    ("hours", "2 hours"),
    ("tomorrow", "Tomorrow 09:00"),
    ("monday", "Next Monday 09:30"),
    ("thursday", "Next Thursday 10:00"),
    ("friday", "Next Friday 16:00"),
)
_NEXT = {"monday": (0, time(9, 30)), "thursday": (3, time(10)), "friday": (4, time(16))}


async def say(looking: Looking, place: places.Place, form: FormData) -> str | None:
    """Send what stands in the composer: a command, or a message."""
    practice, person = looking.practice, looking.person
    if form.get("shortcut"):
        await interact.global_shortcut(practice, person.id, str(form["shortcut"]))
        return None
    text = str(form.get("text") or "").replace("\r\n", "\n").strip()
    thread = str(form.get("thread") or "") or None
    if not text or place.channel is None:
        return None
    if looking.is_read_only(place):
        practice.world.tell(person.id, "Sending messages to this app is turned off, in Slack too.")
    elif not text.startswith("/"):
        await interact.post_message(practice, person.id, place.channel.id, text, thread)
    elif thread:
        practice.world.tell(person.id, "Slash commands do not work in threads, in Slack neither.")
    else:
        await interact.run_command(practice, person.id, place.channel.id, text)
    return None


async def act(looking: Looking, place: places.Place, form: FormData) -> str | None:
    """Press, choose, submit, react or use a shortcut on one surface."""
    try:
        surface = _surface(looking, str(form.get("surface") or ""))
        return await _act_on(looking, place, surface, form)
    except LookupError:
        looking.world.tell(looking.person.id, "That has changed or is gone. Here is what is true now.")
        return None


async def _act_on(looking: Looking, place: places.Place, surface: Message | View, form: FormData) -> str | None:
    if isinstance(surface, Message):
        went = await _message_menu(looking, place, surface, form)
        if went is not None:
            return went or None
    values = forms.state_values(surface.blocks, form, looking.zone)
    if isinstance(surface, View) and form.get("submit"):
        await interact.submit_view(looking.practice, looking.person.id, surface.id, values)
        return None
    await _press(looking, surface, str(form.get("do") or ""), values)
    return None


async def _message_menu(looking: Looking, place: places.Place, message: Message, form: FormData) -> str | None:
    """Return where to go, '' when done here, or None when the form asks for none of this."""
    practice, person_id = looking.practice, looking.person.id
    if form.get("thread"):
        return f"{place.address}?thread={message.thread_ts or message.ts}"
    if form.get("react"):
        await interact.react(practice, person_id, message, str(form["react"]))
    elif form.get("unreact"):
        await interact.unreact(practice, person_id, message, str(form["unreact"]))
    elif form.get("shortcut"):
        await interact.message_shortcut(practice, person_id, str(form["shortcut"]), message)
    else:
        return None
    return ""


async def _press(looking: Looking, surface: Message | View, do: str, values: Values) -> None:
    press = forms.pressed(surface.blocks, do)
    if press is None:
        raise LookupError("the button is gone")
    chosen: Json | None = press.option or values.get(press.block_id, {}).get(press.action_id)
    await interact.press(
        looking.practice, looking.person.id, surface, press.block_id, press.action_id, chosen=chosen, state=values
    )


async def close(looking: Looking, _place: places.Place, form: FormData) -> str | None:
    """Close the modal on top; with its cross, the whole stack."""
    view = looking.world.find_view(str(form.get("view") or ""))
    if view and view in looking.world.modals.get(looking.person.id, []):
        await interact.close_view(looking.practice, looking.person.id, view.id, whole_stack=bool(form.get("whole")))
    return None


async def dismiss(looking: Looking, _place: places.Place, _form: FormData) -> str | None:
    """Take the notices away."""
    looking.world.dismiss_notices(looking.person.id)
    return None


async def skip(looking: Looking, _place: places.Place, form: FormData) -> str | None:
    """Move the clock ahead and let what became due happen."""
    practice = looking.practice
    practice.clock.move_to(_later(looking.reader.now.astimezone(looking.zone), str(form.get("step"))))
    practice.world.bump()
    if practice.on_skip:
        await practice.on_skip()
    return None


def _later(now: datetime, step: str) -> datetime:
    if step in ("minutes", "hours"):
        return now + (timedelta(minutes=30) if step == "minutes" else timedelta(hours=2))
    if step == "tomorrow":
        return (now + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
    if step not in _NEXT:
        raise HTTPException(400, "Skip to where?")
    weekday, at = _NEXT[step]
    day = now.date() + timedelta(days=(weekday - now.weekday()) % 7)
    moment = datetime.combine(day, at, now.tzinfo)
    return moment if moment > now else moment + timedelta(days=7)


async def start_over(looking: Looking, _place: places.Place, _form: FormData) -> str | None:
    """Put everything back to its beginning."""
    await looking.practice.start_over()
    return f"/as/{looking.person.handle}/{places.HOME}"


DEEDS: dict[str, Deed] = {
    "say": say,
    "act": act,
    "close": close,
    "dismiss": dismiss,
    "skip": skip,
    "start-over": start_over,
}


async def options(looking: Looking, key: str, do: str, typed: str) -> list[tuple[str, str, str]]:
    """Return what a type-ahead field offers for what was typed: what the form sends, the label, and more words.

    Raises:
        LookupError: the person does not see that surface, or it has no such field.
    """
    surface = _surface(looking, key)
    press = forms.pressed(surface.blocks, do)
    if press is None:
        raise LookupError("the field is gone")
    kind = str(press.element["type"])
    if "external" in kind:
        suggested = await interact.suggest(
            looking.practice, looking.person.id, surface, press.block_id, press.action_id, typed
        )
        return [(forms.option_value(option, kind), *_words(option)) for option in suggested]
    block = {"block_id": press.block_id}
    drawn = looking.surface(key, surface.blocks)
    members = [choice for group in drawn.choices(block, press.element) for choice in group.members]
    return [
        (choice.value, choice.label, _words(choice.option)[1] if choice.option else "")
        for choice in members
        if typed.casefold() in choice.label.casefold()
    ]


def _words(option: Json) -> tuple[str, str]:
    return str(option["text"]["text"]), str((option.get("description") or {}).get("text") or "")


def _surface(looking: Looking, key: str) -> Message | View:
    """Return the surface a form names.

    Raises:
        LookupError: it is gone, or this person does not see it.
    """
    kind, _, name = key.partition("|")
    if kind == "v":
        view = looking.world.find_view(name)
        if view and view.user == looking.person.id:
            return view
        raise LookupError("the view is gone")
    channel_id, _, ts = name.partition("|")
    message = looking.world.find_message(channel_id, ts)
    if (
        message is None
        or message.only_for not in (None, looking.person.id)
        or not looking.world.may_see(looking.person.id, channel_id)
    ):
        raise LookupError("the message is gone")
    return message
