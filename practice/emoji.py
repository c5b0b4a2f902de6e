"""The emoji that the practice workspace knows by their shortcode."""

import re

_TABLE = """
+1 👍|-1 👎|alarm_clock ⏰|apple 🍎|arrow_down ⬇️|arrow_left ⬅️|arrow_right ➡️|arrow_up ⬆️|art 🎨|balloon 🎈
bar_chart 📊|bell 🔔|bento 🍱|bike 🚲|birthday 🎂|black_large_square ⬛|blossom 🌼|blue_heart 💙|book 📖
bookmark 🔖|books 📚|boom 💥|bouquet 💐|brain 🧠|bug 🐛|bulb 💡|busts_in_silhouette 👥|calendar 📅|camera 📷
chart_with_downwards_trend 📉|chart_with_upwards_trend 📈|cherry_blossom 🌸|clap 👏|clipboard 📋|clock1 🕐
clock9 🕘|coffee ☕|compass 🧭|computer 💻|confetti_ball 🎊|construction 🚧|crescent_moon 🌙|cry 😢|dart 🎯
date 📅|deciduous_tree 🌳|door 🚪|ear 👂|earth_africa 🌍|envelope ✉️|evergreen_tree 🌲|exclamation ❗|eye 👁️
eyes 👀|fire 🔥|fork_and_knife 🍴|four_leaf_clover 🍀|gear ⚙️|gift 🎁|globe_with_meridians 🌐|green_apple 🍏
green_heart 💚|green_salad 🥗|grey_question ❔|grin 😁|hammer 🔨|hammer_and_wrench 🛠️|handshake 🤝|hearts ♥️
heart ❤️|heart_eyes 😍|heavy_check_mark ✔️|heavy_minus_sign ➖|heavy_plus_sign ➕|herb 🌿|hourglass ⌛
hourglass_flowing_sand ⏳|house 🏠|hugging_face 🤗|inbox_tray 📥|information_source ℹ️|jigsaw 🧩|joy 😂|key 🔑
knife_fork_plate 🍽️|label 🏷️|large_blue_circle 🔵|large_green_circle 🟢|large_orange_circle 🟠
large_yellow_circle 🟡|leaves 🍃|lock 🔒|loudspeaker 📢|mag 🔍|mailbox 📫|medal 🏅|mega 📣|memo 📝|microphone 🎤
mortar_board 🎓|mountain ⛰️|muscle 💪|mute 🔇|necktie 👔|no_bell 🔕|no_entry ⛔|no_entry_sign 🚫|ok 🆗|ok_hand 👌
one 1️⃣|open_book 📖|orange_heart 🧡|package 📦|paperclip 📎|partying_face 🥳|pencil 📝|pencil2 ✏️|phone ☎️
pizza 🍕|point_down 👇|point_left 👈|point_right 👉|point_up 👆|potted_plant 🪴|pray 🙏|purple_heart 💜
pushpin 📌|question ❓|rainbow 🌈|raised_hand ✋|raised_hands 🙌|recycle ♻️|red_circle 🔴|relaxed ☺️|repeat 🔁
rocket 🚀|rotating_light 🚨|round_pushpin 📍|salad 🥗|school_satchel 🎒|scissors ✂️|seedling 🌱|see_no_evil 🙈
shield 🛡️|sleeping 😴|slightly_smiling_face 🙂|smile 😄|sob 😭|sparkles ✨|sparkling_heart 💖|speech_balloon 💬
spiral_calendar_pad 🗓️|star ⭐|star2 🌟|stopwatch ⏱️|sun_with_face 🌞|sunflower 🌻|sunny ☀️|sunrise 🌅|tada 🎉
tea 🍵|telephone_receiver 📞|thinking_face 🤔|thought_balloon 💭|three 3️⃣|thumbsdown 👎|thumbsup 👍|ticket 🎫
toolbox 🧰|trophy 🏆|two 2️⃣|two_hearts 💕|umbrella ☂️|unlock 🔓|upside_down_face 🙃|video_camera 📹
warning ⚠️|wastebasket 🗑️|wave 👋|wheelchair ♿|white_check_mark ✅|white_circle ⚪|wink 😉|world_map 🗺️|wrench 🔧
writing_hand ✍️|x ❌|yellow_heart 💛|yum 😋|zap ⚡|zzz 💤
"""

SHORTCODES: dict[str, str] = {
    name: sign for name, _, sign in (entry.partition(" ") for entry in _TABLE.replace("\n", "|").split("|")) if sign
}

# What the reaction picker offers; all of them are in the table.
QUICK_REACTIONS = ("thumbsup", "raised_hands", "green_heart", "tada", "eyes", "white_check_mark", "pray", "bulb")

_SHORTCODE = re.compile(r":([a-z0-9_+'-]+)(?:::skin-tone-[2-6])?:")


def with_emoji(text: str) -> str:
    """Return `text` with every known shortcode replaced; an unknown one stays as it was typed."""
    return _SHORTCODE.sub(lambda found: SHORTCODES.get(found[1], found[0]), text)


def emoji_for(name: str) -> str:
    """Return the sign for a reaction's name, with or without a skin tone, or the name between colons."""
    return SHORTCODES.get(name.partition("::")[0], f":{name}:")
