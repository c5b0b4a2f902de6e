"""What buttons, selects and inputs may be, and where they may stand."""

from practice.limit_numbers import LIMITS
from practice.rules import Rule, address, choice, exactly_one, flag, one_of, several, thing, whole, words
from practice.text_rules import CHANNEL_ID, CONFIRM, PERSON_ID, RICH_TEXT, any_text, plain_text

_ACTION_ID = {"action_id": words(LIMITS["action_id"])}
_CONFIRM = {"confirm": CONFIRM}
_FOCUS = {"focus_on_load": flag}
_PLACEHOLDER = {"placeholder": plain_text(LIMITS["placeholder"])}
_SELECT = {**_ACTION_ID, **_CONFIRM, **_FOCUS, **_PLACEHOLDER}
_SEVERAL = {"max_selected_items": whole(1)}
_DISPATCH = {
    "dispatch_action_config": thing(
        {"trigger_actions_on": several(choice("on_enter_pressed", "on_character_entered"), most=2)}
    )
}
_TYPED = {**_ACTION_ID, **_FOCUS, **_PLACEHOLDER, **_DISPATCH}
_NUMBER = words(None, pattern=r"-?[0-9]+(\.[0-9]+)?")
_FILTER = {
    "filter": thing(
        {},
        {
            "include": several(choice("im", "mpim", "private", "public")),
            "exclude_external_shared_channels": flag,
            "exclude_bot_users": flag,
        },
    )
}


def _option(*, may_be_mrkdwn: bool = False, may_have_url: bool = False) -> Rule:
    text = any_text if may_be_mrkdwn else plain_text
    return thing(
        {"text": text(LIMITS["option_text"]), "value": words(LIMITS["option_value"])},
        {
            "description": text(LIMITS["option_description"]),
            **({"url": address(LIMITS["button_url"])} if may_have_url else {}),
        },
    )


OPTION = _option()
OPTION_GROUP = thing(
    {
        "label": plain_text(LIMITS["option_group_label"]),
        "options": several(OPTION, most=LIMITS["select_options"]),
    }
)
_RICH_OPTION = _option(may_be_mrkdwn=True)
_OPTIONS = {
    "options": several(OPTION, most=LIMITS["select_options"]),
    "option_groups": several(OPTION_GROUP, most=LIMITS["select_option_groups"]),
}


def _static(name: str, start: dict[str, Rule]) -> Rule:
    return exactly_one("options", "option_groups", thing({}, {**_OPTIONS, **_SELECT, **start}, of=name))


IMAGE = exactly_one(
    "image_url",
    "slack_file",
    thing(
        {"alt_text": words(LIMITS["image_alt_text"])},
        {
            "image_url": address(LIMITS["image_url"]),
            "slack_file": exactly_one("url", "id", thing({}, {"url": address(), "id": words(None)})),
        },
        of="image",
    ),
)

BUTTON = thing(
    {"text": plain_text(LIMITS["button_text"])},
    {
        "url": address(LIMITS["button_url"]),
        "value": words(LIMITS["button_value"]),
        "style": choice("primary", "danger"),
        "accessibility_label": words(LIMITS["accessibility_label"]),
        **_ACTION_ID,
        **_CONFIRM,
    },
    of="button",
)

_PRESSED: dict[str, Rule] = {
    "button": BUTTON,
    "overflow": thing(
        {"options": several(_option(may_have_url=True), most=LIMITS["overflow_options"])},
        {**_ACTION_ID, **_CONFIRM},
        of="overflow",
    ),
    "workflow_button": thing(
        {
            "text": plain_text(LIMITS["button_text"]),
            "workflow": thing({"trigger": thing({"url": address()})}),
            **_ACTION_ID,
        },
        {"style": choice("primary", "danger"), "accessibility_label": words(LIMITS["accessibility_label"])},
        of="workflow_button",
    ),
}

_CHOSEN: dict[str, Rule] = {
    "static_select": _static("static_select", {"initial_option": OPTION}),
    "multi_static_select": _static("multi_static_select", {"initial_options": several(OPTION), **_SEVERAL}),
    "external_select": thing(
        {}, {"initial_option": OPTION, "min_query_length": whole(0), **_SELECT}, of="external_select"
    ),
    "multi_external_select": thing(
        {},
        {"initial_options": several(OPTION), "min_query_length": whole(0), **_SEVERAL, **_SELECT},
        of="multi_external_select",
    ),
    "users_select": thing({}, {"initial_user": PERSON_ID, **_SELECT}, of="users_select"),
    "multi_users_select": thing(
        {}, {"initial_users": several(PERSON_ID), **_SEVERAL, **_SELECT}, of="multi_users_select"
    ),
    "channels_select": thing(
        {}, {"initial_channel": CHANNEL_ID, "response_url_enabled": flag, **_SELECT}, of="channels_select"
    ),
    "multi_channels_select": thing(
        {}, {"initial_channels": several(CHANNEL_ID), **_SEVERAL, **_SELECT}, of="multi_channels_select"
    ),
    "conversations_select": thing(
        {},
        {
            "initial_conversation": words(None),
            "default_to_current_conversation": flag,
            "response_url_enabled": flag,
            **_FILTER,
            **_SELECT,
        },
        of="conversations_select",
    ),
    "multi_conversations_select": thing(
        {},
        {
            "initial_conversations": several(words(None)),
            "default_to_current_conversation": flag,
            **_FILTER,
            **_SEVERAL,
            **_SELECT,
        },
        of="multi_conversations_select",
    ),
    "checkboxes": thing(
        {"options": several(_RICH_OPTION, most=LIMITS["checkbox_options"])},
        {"initial_options": several(_RICH_OPTION), **_ACTION_ID, **_CONFIRM, **_FOCUS},
        of="checkboxes",
    ),
    "radio_buttons": thing(
        {"options": several(_RICH_OPTION, most=LIMITS["radio_options"])},
        {"initial_option": _RICH_OPTION, **_ACTION_ID, **_CONFIRM, **_FOCUS},
        of="radio_buttons",
    ),
    "datepicker": thing(
        {},
        {"initial_date": words(None, pattern=r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"), **_SELECT},
        of="datepicker",
    ),
    "timepicker": thing(
        {},
        {"initial_time": words(None, pattern=r"([01]\d|2[0-3]):[0-5]\d"), "timezone": words(None), **_SELECT},
        of="timepicker",
    ),
}

_DATE_AND_TIME: dict[str, Rule] = {
    "datetimepicker": thing(
        {}, {"initial_date_time": whole(0, 9_999_999_999), **_ACTION_ID, **_CONFIRM, **_FOCUS}, of="datetimepicker"
    )
}

_INPUTS: dict[str, Rule] = {
    "plain_text_input": thing(
        {},
        {
            "initial_value": words(None, least=0),
            "multiline": flag,
            "min_length": whole(0, LIMITS["text_input"]),
            "max_length": whole(1, LIMITS["text_input"]),
            **_TYPED,
        },
        of="plain_text_input",
    ),
    "email_text_input": thing({}, {"initial_value": words(None, least=0), **_TYPED}, of="email_text_input"),
    "url_text_input": thing({}, {"initial_value": words(None, least=0), **_TYPED}, of="url_text_input"),
    "number_input": thing(
        {"is_decimal_allowed": flag},
        {"initial_value": _NUMBER, "min_value": _NUMBER, "max_value": _NUMBER, **_TYPED},
        of="number_input",
    ),
    "rich_text_input": thing(
        _ACTION_ID,
        {"initial_value": RICH_TEXT, **_FOCUS, **_PLACEHOLDER, **_DISPATCH},
        of="rich_text_input",
    ),
    "file_input": thing(
        {},
        {"filetypes": several(words(None)), "max_files": whole(1, LIMITS["file_input_files"]), **_ACTION_ID},
        of="file_input",
    ),
}

_ICON_BUTTON = thing(
    {"icon": choice("trash"), "text": plain_text(LIMITS["button_text"])},
    {
        "value": words(LIMITS["button_value"]),
        "accessibility_label": words(LIMITS["accessibility_label"]),
        "visible_to_user_ids": several(PERSON_ID, least=0),
        **_ACTION_ID,
        **_CONFIRM,
    },
    of="icon_button",
)
_FEEDBACK = thing(
    {"text": plain_text(LIMITS["button_text"]), "value": words(LIMITS["button_value"])},
    {"accessibility_label": words(LIMITS["accessibility_label"])},
)

IN_SECTION = one_of({"image": IMAGE, **_PRESSED, **_CHOSEN})
IN_ACTIONS = one_of({**_PRESSED, **_CHOSEN, **_DATE_AND_TIME})
IN_INPUT = one_of({**_CHOSEN, **_DATE_AND_TIME, **_INPUTS})
IN_CONTEXT_ACTIONS = one_of(
    {
        "icon_button": _ICON_BUTTON,
        "feedback_buttons": thing(
            {"positive_button": _FEEDBACK, "negative_button": _FEEDBACK}, _ACTION_ID, of="feedback_buttons"
        ),
    }
)
