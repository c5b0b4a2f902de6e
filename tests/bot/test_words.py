"""Words of any script meet their own kind, and signs that carry meaning stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words import STOP_WORDS, folded, stem, words_of


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Is anyone good at C++?", "c++"),
        ("Is anyone good at C++17?", "c++"),
        ("C# or F#, which one first", "c#"),
        ("C# or F#, which one first", "f#"),
        ("Moving a .NET service", ".net"),
        ("ASP.NET behind a proxy", "asp.net"),
        ("Node.js memory grows.", "node.js"),
        ("It runs on R only", "r"),
        ("#kubernetes is down", stem("kubernetes")),
        ("Redis (the cache) forgets", "redis"),
        ("my-long-branch-name", "my-long-branch-nam"),
    ],
)
def test_names_of_tools_keep_their_signs(text: str, word: str) -> None:
    assert word in words_of(text)


@pytest.mark.parametrize("name", ["C++", "C#", "C", ".NET", "NET", "Go", "R"])
def test_near_names_stay_apart(name: str) -> None:
    others = {"C++", "C#", "C", ".NET", "NET", "Go", "R"} - {name}
    assert folded(name) not in {folded(other) for other in others}
    assert not set(words_of(name)) & {word for other in others for word in words_of(other)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("database", "databases"),
        ("page", "pages"),
        ("cache", "caches"),
        ("query", "queries"),
        ("process", "processes"),
        ("meeting", "meetings"),
        ("running meetings", "run meeting"),
        ("plan", "planning"),
        ("plan", "planned"),
        ("deploy", "deploying"),
        ("string", "strings"),
        ("API", "APIs"),
        ("team", "team's"),
        ("team", "team’s"),
        ("one-to-one", "one-to-ones"),
        ("Kubernetes", "kubernetes"),
        ("ＫＵＢＥＲＮＥＴＥＳ", "kubernetes"),
    ],
)
def test_forms_of_a_word_meet(one: str, other: str) -> None:
    assert words_of(one) == words_of(other)


@pytest.mark.parametrize("word", ["redis", "status", "css", "kubernetes", "string", "analysis", "speed"])
def test_a_stem_is_a_stem_of_itself_in_every_form(word: str) -> None:
    assert words_of(f"{word} {word.upper()}") == (stem(word), stem(word))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Как настроить кластер?", ("как", "настроить", "кластер")),
        ("πώς διαβάζω", ("πώσ", "διαβάζω")),
        ("كيف أقرأ الخطة؟", ("كيف", "أقرأ", "الخطة")),
        ("איך קוראים תוכנית", ("איך", "קוראים", "תוכנית")),
        ("データベース", ("データベース",)),
        ("Größe ändern", ("grösse", "ändern")),
    ],
)
def test_other_scripts_are_words_too(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words


def test_names_in_camel_case_meet_their_parts() -> None:
    assert {"graphql", "graph"} <= set(words_of("GraphQL"))
    assert set(words_of("CrashLoopBackOff")) >= {"crash", "loop"}


@pytest.mark.parametrize("text", ["", "   ", "🎉🎉", "👩‍💻", "?!…", "_ _", "--", "'", "the of and"])
def test_what_says_nothing_has_no_words(text: str) -> None:
    assert words_of(text) == ()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("  Running   Meetings ", "running meetings"),
        ("running_meetings", "running meetings"),
        ("Kubernetes\u200a", "kubernetes"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("ﬁnance", "finance"),
        ("C++", "c++"),
    ],
)
def test_a_folded_name_is_how_names_are_compared(name: str, key: str) -> None:
    assert folded(name) == key


@given(st.text(max_size=200))
def test_any_text_is_read_without_complaint(text: str) -> None:
    words = words_of(text)
    assert words_of(text) == words
    assert all(word and not word.isspace() for word in words)
    assert not STOP_WORDS & {word for word in words if "'" in word}


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing_more(name: str) -> None:
    assert folded(folded(name)) == folded(name)


@given(st.text(st.characters(codec="ascii", categories=["Ll"]), min_size=4, max_size=12))
def test_plurals_meet_their_singular(word: str) -> None:
    # Of four letters only "dies" and "pies" end like this, and stay apart from longer words.
    if not word.endswith(("s", "x", "z", "ch", "sh", "y", "i", "u")) and not (len(word) == 4 and word.endswith("ie")):
        assert stem(word + "s") == stem(word)
