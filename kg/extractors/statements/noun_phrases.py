"""The whole noun phrase of a source, with title and description, without its longer stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.cues import load_cues
from kg.extractors.statements.found import Source
from kg.extractors.statements.grammar import MARKS
from kg.lexicons import load
from kg.lexicons.source_words import SourceGroup, load_source_words

if TYPE_CHECKING:
    from kg.extractors.statements.cues import Cues
    from kg.extractors.statements.tokens import Tokens

# A relative clause longer than this is a story of its own and left out of the source.
_CLAUSE_WORDS = 12
_BRACKETS = frozenset("([{")
# A clause that describes a source quotes a word or two ("which rates the share “overweight”").
_QUOTED_WORDS = 3
_ANY = -2


def phrase(tokens: Tokens, head: int, verb: int) -> Source:
    """The whole noun phrase of ``head``, never across ``verb`` or a quotation's edge."""
    head = _named_behind(tokens, head)
    first, last = tokens.first[head], tokens.last[head]
    if head < verb:
        last = min(last, verb - 1)
    elif head > verb:
        first = max(first, verb + 1)
    inside = tokens.quotation[head]
    cut = head
    while cut > first and (tokens.quotation[cut - 1] == inside or _nickname_before(tokens, cut - 1, first)):
        cut -= 1
    first = _behind_lead(tokens, cut, head)
    for described in (head, *tokens.child(head, "appos")):
        for clause in tokens.child(described, "relcl"):
            start = tokens.first[clause]
            told = any(c > clause for c in tokens.child(clause, "ccomp"))
            if described < start <= last and (told or tokens.last[clause] - start >= _CLAUSE_WORDS):
                last = start - 1
            elif start <= last < verb and _few_quoted(tokens, start, last):
                inside = _ANY
    last = _before_doing(tokens, head, last, verb)
    cut = head
    while cut < last and (inside in {_ANY, tokens.quotation[cut + 1]} or _is_name(tokens, cut + 1, last)):
        cut += 1
    while cut > head and (
        tokens.tag[cut] == "POS" or tokens.word[cut] in _BRACKETS or _is_how(tokens, cut, head, verb)
    ):
        cut -= 1
    return Source(head, first, cut)


def _before_doing(tokens: Tokens, head: int, last: int, verb: int) -> int:
    """The last token before what the source did while speaking: "Lind, speaking in Toll, said".

    Whom it cited tells who spoke, and stays.
    """
    for clause in tokens.child(head, "acl", "advcl"):
        start = tokens.first[clause]
        set_off = head < start <= last < verb and tokens.word[start - 1] == ","
        if set_off and tokens.tag[clause] == "VBG" and not load_cues().has("citing", tokens.lemma[clause]):
            return start - 2
    return last


def _is_how(tokens: Tokens, token: int, head: int, verb: int) -> bool:
    """Whether a word is an adverb of the verb right behind it ("The 34-year-old later added …")."""
    return token == verb - 1 and tokens.pos[token] == "ADV" and tokens.head[token] == head


def _named_behind(tokens: Tokens, head: int) -> int:
    """The name behind a participle that the parser took for a noun.

    "Prosecuting, Omar Stahl said …", "Echoing Secretary Ada Holm, the prime minister said …".
    """
    lead = tokens.first[head]
    if not (tokens.word[lead].istitle() and tokens.word[lead].endswith("ing")):
        return head
    behind = next((c for c in tokens.child(head, "appos") if c > head and tokens.word[c - 1] != "("), None)
    if behind is None or tokens.word[tokens.first[behind] - 1] != ",":
        return head
    if lead == head:
        return behind if tokens.word[head + 1] == "," and tokens.pos[behind] == "PROPN" else head
    opens = lead == tokens.bounds[tokens.sentence[lead]][0]
    return behind if opens and load_cues().has("opening participle", tokens.low(lead)) else head


def _behind_lead(tokens: Tokens, first: int, head: int) -> int:
    """Where the phrase begins behind a dateline's colon, or behind "meanwhile"."""
    for t in range(head - 1, first, -1):
        if tokens.word[t] == ":":
            return t + 1
    return first + (first < head and load_cues().has("sentence adverb", tokens.low(first)))


def _few_quoted(tokens: Tokens, start: int, last: int) -> bool:
    """Whether a clause holds a few words in marks, and no sentence."""
    quoted = [t for t in range(start, last + 1) if tokens.quotation[t] >= 0 and tokens.pos[t] not in MARKS]
    return 0 < len(quoted) <= _QUOTED_WORDS


def _nickname_before(tokens: Tokens, token: int, first: int) -> bool:
    """Whether a quotation inside a noun phrase follows more of the phrase (a nickname)."""
    number = tokens.quotation[token]
    while token >= first and tokens.quotation[token] == number:
        token -= 1
    return number >= 0 and token >= first and tokens.pos[token] == "PROPN"


def _is_name(tokens: Tokens, token: int, last: int) -> bool:
    """Whether a quotation inside a noun phrase is a name: more of a name follows, or "named as" is before."""
    number = tokens.quotation[token]
    before = token
    while before > 0 and tokens.quotation[before] == number:
        before -= 1
    if number >= 0 and tokens.pos[before] == "ADP" and tokens.dep[tokens.head[before]] == "acl":
        return True
    while token <= last and tokens.quotation[token] == number:
        token += 1
    return number >= 0 and token <= last and tokens.pos[token] == "PROPN"


def agent_of(tokens: Tokens, verb: int) -> Source | None:
    """The agent of a passive verb ("told by the council"), or None."""
    by = tokens.one(verb, "agent")
    if by is None:
        return None
    noun = tokens.one(by, "pobj")
    return None if noun is None else phrase(tokens, noun, verb)


def can_speak(tokens: Tokens, noun: int, cues: Cues, *, relayed: bool) -> bool:
    """Whether who is cited can speak: no document, no call or interview, no quoted words.

    An outlet cites people; others also cite cases and reasons, so that only a name, a title or a noun for
    people counts.
    """
    unable = any(cues.has(group, tokens.lemma[noun]) for group in ("document noun", "interview noun"))
    if tokens.quotation[noun] >= 0 or unable:
        return False
    words = (tokens.lemma[noun], tokens.low(noun))
    return (
        relayed
        or tokens.pos[noun] == "PROPN"
        or any(word in load().title_forms for word in words)
        or any(cues.has(group, word) for group in ("listener", "label noun", "relay noun") for word in words)
    )


def is_thing(tokens: Tokens, noun: int) -> bool:
    """Whether a noun names nobody who can say something: no people, body, paper or office."""
    if tokens.pos[noun] != "NOUN":
        return False
    words = load_source_words()
    groups = (SourceGroup.BODY, SourceGroup.COMPANY, SourceGroup.DOCUMENT, SourceGroup.PEOPLE)
    known = any(word in words[g] for g in groups for word in (tokens.low(noun), tokens.lemma[noun]))
    return not known and load().title_row(tokens.lemma[noun]) is None
