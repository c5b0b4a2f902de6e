"""views.*: opening, stacking and changing modals, and publishing an App Home."""

from practice import views
from practice.records import Json, View
from practice.refusal import Refused
from practice.shapes import view_object
from practice.web_api.asked import Asked, Method


async def open_view(asked: Asked) -> Json:
    """Open a modal for the person whose press or command the trigger id came from."""
    payload = _payload(asked, "modal")
    trigger_id = asked.required("trigger_id", "invalid_trigger_id")
    person_id, _ = asked.practice.triggers.check(trigger_id)
    asked.practice.triggers.use(trigger_id)
    view = views.new_view(asked.world, payload, person_id)
    asked.world.modals[person_id] = [view]
    return _changed(asked, view)


async def push_view(asked: Asked) -> Json:
    """Put a modal on top of the one a person pressed something in; three at most."""
    payload = _payload(asked, "modal")
    trigger_id = asked.required("trigger_id", "invalid_trigger_id")
    person_id, inside_modal = asked.practice.triggers.check(trigger_id)
    stack = asked.world.modals.get(person_id, [])
    if not inside_modal or not stack:
        raise Refused("not_found")
    if len(stack) >= views.LARGEST_STACK:
        raise Refused("push_limit_reached")
    asked.practice.triggers.use(trigger_id)
    return _changed(asked, views.push(asked.world, payload, person_id))


async def update_view(asked: Asked) -> Json:
    """Change an open modal, found by its id or external id."""
    view_id, external_id = asked.text("view_id"), asked.text("external_id")
    view = asked.world.find_view(view_id) if view_id else _with_external_id(asked, external_id)
    if view is None:
        raise Refused("not_found")
    payload = _payload(asked, view.type, besides=view)
    _check_hash(asked, view)
    views.replace(asked.world, view, payload)
    return _changed(asked, view)


async def publish_view(asked: Asked) -> Json:
    """Publish a person's App Home."""
    if asked.practice.home_setting("home_tab_enabled") is False:
        raise Refused("not_enabled")
    person = asked.person("user_id")
    payload = _payload(asked, "home")
    view = asked.world.homes.get(person.id)
    if view is None:
        view = views.new_view(asked.world, payload, person.id)
        asked.world.homes[person.id] = view
    else:
        _check_hash(asked, view)
        views.replace(asked.world, view, payload)
    return _changed(asked, view)


def _payload(asked: Asked, kind: str, besides: View | None = None) -> Json:
    payload = asked.structure("view")
    if not isinstance(payload, dict):
        raise Refused("invalid_arguments", response_metadata={"messages": ["[ERROR] missing required field: view"]})
    if payload.get("type") != kind:
        message = f"[ERROR] view type must be {kind} [json-pointer:/view/type]"
        raise Refused("invalid_arguments", response_metadata={"messages": [message]})
    views.check(asked.practice, asked.method, payload)
    external_id = payload.get("external_id")
    if external_id and _with_external_id(asked, external_id) not in (None, besides):
        raise Refused("duplicate_external_id")
    return payload


def _with_external_id(asked: Asked, external_id: str | None) -> View | None:
    everything = [*asked.world.homes.values(), *(view for stack in asked.world.modals.values() for view in stack)]
    return next((view for view in everything if external_id and view.external_id == external_id), None)


def _check_hash(asked: Asked, view: View) -> None:
    if asked.text("hash") not in (None, view.hash):
        raise Refused("hash_conflict")


def _changed(asked: Asked, view: View) -> Json:
    asked.world.bump()
    return {"view": view_object(view, asked.world.app)}


METHODS = {
    "views.open": Method(open_view),
    "views.push": Method(push_view),
    "views.update": Method(update_view),
    "views.publish": Method(publish_view),
}
