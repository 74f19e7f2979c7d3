"""Attributions by phrase, noun or adverb: "according to", "the claim that", "reportedly"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extractors.statements.cues import Frame
from kg.extractors.statements.found import Found, Relay, Source
from kg.extractors.statements.grammar import has_to, is_finite, subtree
from kg.extractors.statements.sources import agent_of, phrase, subject_of
from kg.model import Force

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.extractors.statements.cues import CueNoun, Cues
    from kg.extractors.statements.tokens import Tokens

    Reader = Callable[[Tokens, int, Cues], Found | None]

_MARKS = frozenset({"PUNCT", "SPACE"})
_WITH_INFINITIVE = frozenset({Force.PROMISE, Force.ORDER, Force.WARN, Force.PROPOSE})
_NOUNS = frozenset({"NOUN", "PROPN"})
_BREAKS = frozenset({",", "—", "–", "--"})
_BRACKETS = frozenset({"(", ")"})


def find_phrases(tokens: Tokens, cues: Cues) -> Iterator[Found]:
    """Attributions by "according to" and its kin, by nouns with a clause, by "reportedly"."""
    for token, word in enumerate(tokens.lower):
        reader = _reader(tokens, token, word, cues)
        found = reader(tokens, token, cues) if reader is not None and tokens.quotation[token] < 0 else None
        if found is not None:
            yield found


def _reader(tokens: Tokens, token: int, word: str, cues: Cues) -> Reader | None:
    """Which rule a token can start, by what is cheap to know of it; a token starts one at most."""
    if word == "in":
        return _in_words
    if word in cues.phrases:
        return _according
    part = tokens.pos[token]
    if part == "NOUN":
        return _noun if tokens.lemma[token] in cues.nouns else None
    if part == "ADV":
        return _hearsay if cues.has("hearsay adverb", word) else None
    return _as_said if tokens.dep[token] == "advcl" else None


def _in_words(tokens: Tokens, token: int, cues: Cues) -> Found | None:
    """Reads "in the trainer's words" and "in the words of X"."""
    return _in_words_of(tokens, token, cues) or _according(tokens, token, cues)


def _according(tokens: Tokens, token: int, cues: Cues) -> Found | None:
    """Reads "According to X, …" and "…, according to X": the rest of the sentence is content."""
    low, end = _within_brackets(tokens, token)
    for words, cue in cues.phrases_from(tokens.low(token)):
        stop = token + len(words)
        if len(words) == 1 and token > low and tokens.word[token].istitle():
            # "the harbour master, Per Lund, …": a given name.
            continue
        if stop > end or tuple(tokens.low(t) for t in range(token, stop)) != words:
            continue
        source = source_behind(tokens, stop, end)
        if source is None or (len(words) == 1 and tokens.pos[source.head] != "PROPN"):
            return None
        if _is_standard(tokens, source):
            return None
        citing = _citing(tokens, source, end, cues)
        whole = source if citing is None else Source(source.head, source.first, citing[1].last)
        content = _around(tokens, token, whole, low, end)
        if not content:
            return None
        found = Found(
            content=content,
            cue=tuple(range(token, stop)),
            lemma=cue.phrase,
            source=source,
            anchor=token,
            rule="phrase",
            rank=0.85,
            force=cue.force,
        )
        return found if citing is None else _through(tokens, found, source, citing)
    return None


def _within_brackets(tokens: Tokens, token: int) -> tuple[int, int]:
    """The first and last token of the brackets that hold a token, or of its sentence."""
    low, end = tokens.bounds[tokens.sentence[token]]
    for before in range(token - 1, low - 1, -1):
        if tokens.word[before] in _BRACKETS:
            closing = (t for t in range(token + 1, end + 1) if tokens.word[t] in _BRACKETS)
            after = next(closing, end + 1)
            opens = tokens.word[before] == "(" and tokens.word[after : after + 1] != ["("]
            return (before + 1, after - 1) if opens else (low, end)
    return low, end


def _citing(tokens: Tokens, source: Source, end: int, cues: Cues) -> tuple[int, Source] | None:
    """The "citing" right behind a source, and whom it cites ("according to AFP, citing two diplomats")."""
    verb = source.last + 1
    verb += verb <= end and tokens.word[verb] == ","
    if verb >= end or tokens.tag[verb] != "VBG" or not cues.has("citing", tokens.lemma[verb]):
        return None
    cited = source_behind(tokens, verb + 1, end)
    return None if cited is None or cues.has("document noun", tokens.lemma[cited.head]) else (verb, cited)


def _through(tokens: Tokens, found: Found, source: Source, citing: tuple[int, Source]) -> Found:
    """The attribution with the one who cites as a relay of the one who is cited."""
    verb, cited = citing
    hop = Relay(source, found.cue, found.lemma, found.anchor)
    return replace(found, source=cited, cue=(verb,), lemma=tokens.lemma[verb], relays=(hop,))


def _is_standard(tokens: Tokens, source: Source) -> bool:
    """Whether a bare singular noun is a standard, not a source ("according to plan")."""
    return source.first == source.last and tokens.tag[source.head] == "NN"


def _in_words_of(tokens: Tokens, token: int, cues: Cues) -> Found | None:
    """Reads "in the trainer's words, …": the owner of the words is the source."""
    noun = tokens.one(token, "pobj") if tokens.low(token) == "in" else None
    owner = tokens.one(noun, "poss") if noun is not None else None
    if noun is None or owner is None or not cues.has("words of", tokens.lemma[noun]):
        return None
    low, end = tokens.bounds[tokens.sentence[token]]
    source = phrase(tokens, owner, noun)
    content = _around(tokens, token, Source(owner, source.first, noun), low, end)
    if not content:
        return None
    return Found(
        content=content,
        cue=(token, noun),
        lemma=tokens.lemma[noun],
        source=source,
        anchor=token,
        rule="phrase",
        rank=0.8,
    )


def _as_said(tokens: Tokens, token: int, cues: Cues) -> Found | None:
    """Reads "as the minister said in April, …" and "…, as Huber put it": the rest is content."""
    if tokens.dep[token] != "advcl" or not is_finite(tokens, token):
        return None
    cue = cues.verb(tokens, token)
    put = cue is None and tokens.lemma[token] == "put" and tokens.lower[token + 1 : token + 2] == ["it"]
    marks = (m for m in tokens.child(token, "mark", "advmod", "prep") if m < token and tokens.low(m) == "as")
    mark = next(marks, None)
    if mark is None or not (put or (cue is not None and cue.takes(Frame.CLAUSE))):
        return None
    source = subject_of(tokens, token)
    taken = ("ccomp", "xcomp") if put else ("ccomp", "xcomp", "dobj")
    if source is None or any(tokens.child(token, *taken)):
        return None
    low, end = tokens.bounds[tokens.sentence[token]]
    content = _around(tokens, mark, Source(token, mark, tokens.last[token]), low, end)
    if not any(tokens.pos[t] in {"VERB", "AUX"} for t in content):
        return None
    return Found(
        content=content,
        cue=(mark, token, token + 1) if put else (mark, token),
        lemma=tokens.lemma[token],
        source=source,
        anchor=token,
        rule="as said",
        rank=0.8,
        force=Force.ASSERT if cue is None else cue.force,
    )


def source_behind(tokens: Tokens, start: int, end: int) -> Source | None:
    """The noun phrase that starts at a token, also one whose first noun was taken for a verb."""
    if tokens.tag[start] == "VB":
        noun = next(
            (c for c in tokens.child(start, "dobj") if c > start and tokens.first[c] == start + 1), None
        )
        return None if noun is None else Source(noun, start, min(tokens.last[noun], end))
    if tokens.pos[start] in _MARKS | {"VERB", "AUX", "ADP"}:
        return None
    head = start
    while tokens.first[tokens.head[head]] >= start and tokens.head[head] != head and tokens.head[head] <= end:
        above = tokens.head[head]
        if tokens.pos[above] in {"VERB", "AUX"}:
            break
        head = above
    last = min(tokens.last[head], end)
    found = phrase(tokens, head, start - 1)
    last = max(head, min(found.last, last))
    while last < end and tokens.pos[last] in _NOUNS and tokens.dep[last + 1] in {"compound", "pobj"}:
        # "to Rana news agency": the parser took the first word for all of it.
        last += 1
        head = last
    return Source(head, start, last)


def _around(tokens: Tokens, token: int, source: Source, low: int, end: int) -> frozenset[int]:
    """The sentence without the phrase; where the phrase stands inside, the clause it hangs on."""
    last = source.last
    while end > last and (tokens.pos[end] in _MARKS):
        end -= 1
    before = [t for t in range(low, token) if tokens.pos[t] not in _MARKS]
    after = [t for t in range(last + 1, end + 1) if tokens.pos[t] not in _MARKS]
    if not before:
        return frozenset(range(after[0], end + 1)) if after else frozenset()
    if not after:
        return frozenset(range(before[0], before[-1] + 1))
    if tokens.word[token - 1] in _BREAKS and tokens.word[last + 1] in _BREAKS | {")"}:
        inner = _host(tokens, token)
        if inner and min(inner) < token and max(inner) > last:
            return frozenset(t for t in inner if not token <= t <= last)
        return frozenset(range(before[0], before[-1] + 1))
    host = _host(tokens, token)
    kept = frozenset(t for t in host if t < token or t > last)
    return kept or frozenset(range(before[0], before[-1] + 1))


def _host(tokens: Tokens, token: int) -> frozenset[int]:
    """The clause that a phrase hangs on."""
    at = tokens.head[token]
    while tokens.head[at] != at and tokens.pos[at] not in {"VERB", "AUX"}:
        at = tokens.head[at]
    while tokens.dep[at] in {"aux", "auxpass", "xcomp"}:
        at = tokens.head[at]
    return subtree(tokens, at)


def _noun(tokens: Tokens, token: int, cues: Cues) -> Found | None:
    """Reads "the minister's claim that …": a noun of attribution with a that-clause and an owner."""
    cue = cues.nouns.get(tokens.lemma[token]) if tokens.pos[token] == "NOUN" else None
    if cue is None:
        return None
    for clause in tokens.child(token, "acl", "ccomp", "relcl"):
        if clause < token or not any(tokens.low(m) == "that" for m in tokens.child(clause, "mark")):
            continue
        source = _owner(tokens, token, cues)
        if source is not None or _there_is(tokens, token):
            return _of_noun(token, cue, source, subtree(tokens, clause))
    for clause in tokens.child(token, "acl"):
        source = _owner(tokens, token, cues)
        if clause > token and source is not None and has_to(tokens, clause) and cue.force in _WITH_INFINITIVE:
            return _of_noun(token, cue, source, subtree(tokens, clause))
    return None


def _there_is(tokens: Tokens, noun: int) -> bool:
    """Whether the noun is what "there were reports that" says exists."""
    return tokens.one(tokens.head[noun], "expl") is not None and tokens.dep[noun] in {"attr", "nsubj"}


def _owner(tokens: Tokens, noun: int, cues: Cues) -> Source | None:
    """Whose claim it is: the possessor, "by X", "from X", or the subject of "made the claim"."""
    owner = tokens.one(noun, "poss")
    above = tokens.head[noun]
    makes = tokens.dep[noun] == "dobj" and cues.has("light verb", tokens.lemma[above])
    if owner is not None and not (makes and tokens.pos[owner] == "PRON"):
        return phrase(tokens, owner, noun)
    for prep in tokens.child(noun, "prep"):
        inner = tokens.one(prep, "pobj")
        if tokens.low(prep) in {"by", "of", "from"} and inner is not None:
            return phrase(tokens, inner, noun)
    if makes:
        return subject_of(tokens, above)
    if tokens.dep[noun] == "nsubjpass" and cues.has("light verb", tokens.lemma[above]):
        return agent_of(tokens, above)
    return None


def _of_noun(noun: int, cue: CueNoun, source: Source | None, content: frozenset[int]) -> Found:
    return Found(
        content=content,
        cue=(noun,),
        lemma=cue.lemma,
        source=source,
        anchor=noun,
        rule="noun",
        rank=0.85,
        force=cue.force,
    )


def _hearsay(tokens: Tokens, token: int, cues: Cues) -> Found | None:
    """Reads "has reportedly found": the clause is content, its source is not stated."""
    if tokens.pos[token] != "ADV" or not cues.has("hearsay adverb", tokens.low(token)):
        return None
    at = tokens.head[token]
    if tokens.pos[at] not in {"VERB", "AUX"}:
        return None
    content = frozenset(t for t in subtree(tokens, at) if t != token)
    return Found(
        content=content,
        cue=(token,),
        lemma=tokens.low(token),
        source=None,
        anchor=at,
        rule="hearsay",
        rank=0.6,
        force=Force.ASSERT,
    )
