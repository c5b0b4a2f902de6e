"""What must hold of everything that anybody reads: private words and people stay private, and nobody is counted."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tests.privacy.cast import ADMIN, NAMES, leads_of, named, names_in, question_words_in, thanks_words_in
from tests.privacy.facts import Facts
from tests.privacy.words import Thanks, Words
from tests.sights import Sight

# What nobody reads in these: a question.
WITHOUT_QUESTIONS = frozenset(
    {
        *("roundup", "roundup_picture", "lead_prompt", "lead_told", "milestone_shared", "milestone_not_shared"),
        *("passed_on", "personal_note", "shoutout", "kind_words", "kudos_reported", "kudos_removed"),
        *("lunch", "lunch_proposal", "lunch_wished_for"),
    }
)
_NOT_READ = frozenset(
    {"type", "action_id", "block_id", "callback_id", "value", "private_metadata", "external_id", "url"}
)
_NUMBER = r"(\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_COUNT = (
    rf"(?<![Yy]ou )(?<![Yy]ou have )\b(helped|thanked|answered|asked)\b[^.\n]{{0,30}}\b{_NUMBER} (different )?"
    rf"(times|people|colleagues|questions|asks)\b|\b{_NUMBER} (thanks|thank-yous|helps|answers)\b"
)
_WISHES = r"would like (one|a lunch-and-learn)"
_MILESTONE = r"different (people|colleagues)|for the first time"
_THANKED = r"\bthanked\b"
_PASSED_ON = r"[^\n]*, whom you helped with [^\n]*"


def breaches(sight: Sight, words: Words, facts: Facts) -> Iterator[str]:
    """What a sight shows that some of its readers may not read, in words."""
    blocks = [" ".join(_read(block)) for block in _blocks(sight.content)]
    whole = "\n".join([*blocks, " ".join(_read({key: said for key, said in sight.content.items() if key != "blocks"}))])
    found = [
        *_private_thanks(sight, whole, words, facts),
        *_private_pairs(sight, whole, words, facts),
        *_questions(sight, whole, words, facts),
        *(said for block in blocks for said in _counts(sight, block, facts)),
        *_named(sight, blocks, whole, words, facts),
    ]
    for said in found:
        yield f"{sight.kind} read by {', '.join(sorted(sight.readers or ()))}: {said}: {whole[:300]!r}"


def _private_thanks(sight: Sight, whole: str, words: Words, facts: Facts) -> Iterator[str]:
    """The words of private thanks are read by their giver and receivers, leads who may know, admins after a report."""
    for word in sorted(thanks_words_in(whole)):
        thanks = words.thanks[word]
        if thanks.named:
            continue
        readers = (
            (sight.readers or frozenset()) - {thanks.giver} - thanks.receivers - _leads_who_may_know(thanks, words)
        )
        if facts.reported.get(word, frozenset()) & {thanks.giver, *thanks.receivers}:
            readers -= {ADMIN}
        if readers:
            yield f"{sorted(readers)} read private thanks of {thanks.giver} to {sorted(thanks.receivers)}"


def _leads_who_may_know(thanks: Thanks, words: Words) -> set[str]:
    if not thanks.tells_leads:
        return set()
    return {lead for name in thanks.receivers - words.prefers_private for lead in leads_of(name)}


def _private_pairs(sight: Sight, whole: str, words: Words, facts: Facts) -> Iterator[str]:
    """Not even that somebody thanked somebody in private is read elsewhere."""
    said = named(whole)
    if not re.search(_THANKED, said):
        return
    for giver, receiver in sorted(words.privately()):
        if not re.search(
            rf"\b{giver}\W{{1,3}}thanked\b[^\n]*\b{receiver}\b|\b{receiver}\b[^\n]* by \W?{giver}\b", said
        ):
            continue
        may_read = {giver, receiver}
        for word, one in words.thanks.items():
            if one.giver == giver and receiver in one.receivers:
                may_read |= _leads_who_may_know(one, words) | ({ADMIN} if word in facts.reported else set())
        readers = set(sight.readers or ()) - may_read
        if readers:
            yield f"{sorted(readers)} read that {giver} thanked {receiver}"


def _questions(sight: Sight, whole: str, words: Words, facts: Facts) -> Iterator[str]:
    """A question is read by its asker, who is asked or helps, and where the asker posted it."""
    for word in sorted(question_words_in(whole)):
        may_read = {words.askers[word]} | facts.asked.get(word, frozenset())
        if sight.kind == "chat_card":
            may_read |= facts.helped_with.get(word, frozenset())
        readers = (sight.readers or frozenset()) - may_read
        if readers or sight.kind in WITHOUT_QUESTIONS:
            yield f"{sorted(readers)} read a question of {words.askers[word]}"


def _counts(sight: Sight, block: str, facts: Facts) -> Iterator[str]:
    """Nobody's count is read by others, but what they share themselves."""
    if sight.kind == "milestone_shared":
        return
    readers = sight.readers or frozenset()
    about = names_in(block) - (readers if len(readers) == 1 else frozenset())
    if about and re.search(_COUNT, block):
        yield f"it counts what {sorted(about)} did"
    if re.search(_MILESTONE, block) and not (len(readers) == 1 and readers <= facts.reached):
        yield "it tells of a milestone of somebody else"


def _named(sight: Sight, blocks: list[str], whole: str, words: Words, facts: Facts) -> Iterator[str]:
    """Who may be named where others read what somebody did."""
    readers = set(sight.readers or ())
    in_public = set(facts.helpers) - words.prefers_private
    told = [words.thanks[word] for word in thanks_words_in(whole)]
    givers = {one.giver for one in told}
    match sight.kind:
        case "roundup" | "roundup_picture":
            agreed = {name for name, word in words.agreed_to_story if word in whole} - words.prefers_private
            if not all(one.may_be_told and one.named & agreed for one in told):
                yield "it tells a story without the word of both"
            allowed = in_public | agreed | givers | (set(facts.hosts) - words.prefers_private)
        case "lead_prompt":
            allowed = in_public | readers
        case "lead_told":
            allowed = givers | {name for name in NAMES if readers & leads_of(name)} - words.prefers_private
        case "milestone_shared":
            allowed = {name for name, milestone_id in words.shared if milestone_id == sight.subject_id}
        case "passed_on":
            allowed = {name for name, passed_on_id in words.named_themselves if passed_on_id == sight.subject_id}
        case "lunch_proposal" | "lunch_wished_for":
            allowed = set()
        case "answer" if re.search(_WISHES, whole):
            allowed = set()
        case "shoutout":
            # Whoever liked it when it was posted goes on being named where it stands.
            receivers = frozenset(name for one in told for name in one.named) - words.prefers_private
            joined_in = {name for name, kudos_id in words.joined_in if kudos_id == sight.subject_id}
            allowed = givers | words.posted.setdefault(sight.subject_id, receivers) | joined_in
        case _:
            allowed = set(names_in(whole))
    if sight.kind != "passed_on":
        passed_on = {name for block in blocks for line in re.findall(_PASSED_ON, block) for name in names_in(line)}
        allowed = allowed - (passed_on - {name for name, _ in words.named_themselves} - readers)
    if names_in(whole) - allowed:
        yield f"it names {sorted(names_in(whole) - allowed)}"


def _blocks(content: Mapping[str, Any]) -> list[Any]:
    return [*content.get("blocks", []), *content.get("options", [])]


def _read(value: Any) -> Iterator[str]:
    """Everything in a block that somebody can read or hear."""
    if isinstance(value, Mapping):
        for key, inside in value.items():
            if key not in _NOT_READ:
                yield from _read(inside)
    elif isinstance(value, list | tuple):
        for inside in value:
            yield from _read(inside)
    elif isinstance(value, str):
        yield value
