"""mrkdwn becomes HTML that shows what Slack would, in the reader's zone, and never more than that."""

from datetime import UTC, datetime
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.mrkdwn import Reader, to_html

READER = Reader(
    "U0ANA",
    ZoneInfo("Europe/Madrid"),
    datetime(2026, 11, 23, 8, 0, tzinfo=UTC),
    {"U0ANA": "Ana Ruiz", "U0BO": "Bo <Larsen>"},
    {"C0KUDOS": "kudos"},
    lambda channel_id: f"/as/ana/{channel_id}",
)
ALLOWED = {"span", "b", "i", "s", "br", "blockquote", "ul", "li", "pre", "code", "a", "time"}


def words(text: str, *, verbatim: bool = False) -> str:
    """Return the HTML without the wrapper of plain lines."""
    html = str(to_html(text, READER, verbatim=verbatim))
    return html.removeprefix('<span class="words">').removesuffix("</span>")


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("*bold* _it_ ~no~", "<b>bold</b> <i>it</i> <s>no</s>"),
        ("*bold _and it_*", "<b>bold <i>and it</i></b>"),
        ("2*3*4 and snake_case_name", "2*3*4 and snake_case_name"),
        ("* not bold *", "* not bold *"),
        ("one\ntwo", "one<br>two"),
        (":tada: :no_such_thing:", "🎉 :no_such_thing:"),
        ("`*code* :tada: &lt;b&gt;`", "<code>*code* :tada: &lt;b&gt;</code>"),
        ("```\nif a &lt; b:\n  <@U0ANA>```", "<pre><code>if a &lt; b:\n  @Ana Ruiz</code></pre>"),
        ("&lt;script&gt; &amp;amp;", "&lt;script&gt; &amp;amp;"),
        ("<@U0ANA>", '<span class="mention me">@Ana Ruiz</span>'),
        ("<@U0BO|bo>", '<span class="mention">@Bo &lt;Larsen&gt;</span>'),
        ("<@U0NOBODY>", '<span class="mention">@U0NOBODY</span>'),
        ("<#C0KUDOS|>", '<a class="mention" href="/as/ana/C0KUDOS">#kudos</a>'),
        ("<!channel>", '<span class="mention rings">@channel</span>'),
        ("<javascript:alert(1)|press>", "press"),
        (
            "<https://a.example/?x=1&amp;y=2|link>",
            '<a href="https://a.example/?x=1&amp;y=2" target="_blank" rel="noreferrer noopener">link</a>',
        ),
    ],
)
def test_text_is_drawn_as_in_slack(typed: str, drawn: str) -> None:
    assert words(typed) == drawn


def test_quotes_and_lists_are_groups_of_lines() -> None:
    html = str(to_html("Before\n>one\n&gt; two\n• first\n2. second\nafter", READER))

    assert html == (
        '<span class="words">Before</span><blockquote><span class="words">one<br>two</span></blockquote>'
        '<ul><li>• first</li><li>2. second</li></ul><span class="words">after</span>'
    )


def test_only_text_that_is_not_verbatim_comes_alive_by_itself() -> None:
    assert words("@here https://a.example.", verbatim=True) == "@here https://a.example."
    alive = words("@here https://a.example.")
    assert 'class="mention rings">@here' in alive
    assert '<a href="https://a.example"' in alive


def test_a_date_is_in_the_readers_zone_and_says_which() -> None:
    html = words("<!date^1795510800^{date_short_pretty} at {time}|Tue 24 Nov 09:00 UTC>")

    assert ">tomorrow at 10:00</time>" in html
    assert 'title="Tue 24 Nov 2026, 10:00 (Madrid, CET) · fallback text: Tue 24 Nov 09:00 UTC"' in html
    assert words("<!date^99999999999999999999^{time}|never>") == "never"
    assert words("<!date^1795510800^{ago}|then>").endswith(">in 1 day</time>")


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, [f"{name}={value}" for name, value in attrs]))


@given(st.text(st.sampled_from("<>&|!@#*_~`:\n \"'ax1^{}/\ue000\ue001") | st.characters(), max_size=60))
def test_whatever_is_typed_stays_harmless(typed: str) -> None:
    tags = _Tags()
    tags.feed(str(to_html(typed, READER)))

    for tag, attributes in tags.seen:
        assert tag in ALLOWED
        names = [attribute.partition("=")[0] for attribute in attributes]
        assert not [name for name in names if name.startswith("on") or name in ("style", "src")]
        assert not [attribute for attribute in attributes if attribute.lower().startswith("href=javascript")]
