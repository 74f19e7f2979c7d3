"""Attributions by phrase, noun or adverb: "according to", "the claim that", "reportedly"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extractors.statements.cues import Frame
from kg.extractors.statements.found import Found, Relay, Source
from kg.extractors.statements.grammar import MARKS, is_finite, subtree
from kg.extractors.statements.hosts import around, within_brackets
from kg.extractors.statements.mending import to_marks
from kg.extractors.statements.named import source_behind
from kg.extractors.statements.noun_phrases import agent_of, can_speak, phrase
from kg.extractors.statements.nouns import find_noun
from kg.extractors.statements.sources import subject_of
from kg.model import Force

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.extractors.statements.cues import Cues
    from kg.extractors.statements.tokens import Tokens

    Reader = Callable[[Tokens, int, Cues], Found | None]


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
        return find_noun if tokens.lemma[token] in cues.nouns else None
    if part == "ADV":
        return _hearsay if cues.has("hearsay adverb", word) else None
    return _as_said if tokens.dep[token] == "advcl" else None


def _in_words(tokens: Tokens, token: int, cues: Cues) -> Found | None:
    """Reads "in the trainer's words" and "in the words of X"."""
    return _in_words_of(tokens, token, cues) or _according(tokens, token, cues)


def _according(tokens: Tokens, token: int, cues: Cues) -> Found | None:
    """Reads "According to X, …" and "…, according to X": the rest of the sentence is content."""
    low, end = within_brackets(tokens, token)
    for words, cue in cues.phrases_from(tokens.low(token)):
        stop = token + len(words)
        if len(words) == 1 and token > low and tokens.word[token].istitle():
            # "the harbour master, Per Lund, …": a given name.
            continue
        if stop > end or tuple(tokens.low(t) for t in range(token, stop)) != words:
            continue
        source = source_behind(tokens, stop, end)
        if source is None or (len(words) == 1 and not _is_name(tokens, source.head)):
            return None
        if _is_standard(tokens, source, cues):
            return None
        source, citing = _citing(tokens, source, end, cues)
        relay = _quoted_by(tokens, source, end, cues) if citing is None else None
        last = citing[1] if citing is not None else source if relay is None else relay.source
        whole = _with_story(tokens, last, source, end)
        content = around(tokens, token, whole, low, end)
        if not content:
            return None
        found = Found(
            content=to_marks(tokens, content),
            cue=tuple(range(token, stop)),
            lemma=cue.phrase,
            source=source,
            anchor=token,
            rule="phrase",
            rank=0.85,
            force=cue.force,
            relays=() if relay is None else (relay,),
        )
        return found if citing is None else _through(tokens, found, source, citing)
    return None


def _citing(tokens: Tokens, source: Source, end: int, cues: Cues) -> tuple[Source, tuple[int, Source] | None]:
    """The source, and the verb behind it with whom it cites, or None.

    "according to AFP, citing two diplomats", "according to AFP, which cited two diplomats".
    """
    verb, caller = source.last + 1, source
    verb += verb <= end and tokens.word[verb] == ","
    clause = tokens.one(source.head, "relcl")
    telling = clause is not None and tokens.first[clause] == clause - 1 and tokens.word[clause - 2] == ","
    if clause is not None and telling:
        verb, caller = clause, Source(source.head, source.first, min(source.last, clause - 3))
    elif verb >= end or tokens.tag[verb] != "VBG":
        return source, None
    cited = source_behind(tokens, verb + 1, end) if cues.has("citing", tokens.lemma[verb]) else None
    if cited is None or not can_speak(tokens, cited.head, cues, relayed=not telling):
        return source, None
    return caller, (verb, cited)


def _quoted_by(tokens: Tokens, source: Source, end: int, cues: Cues) -> Relay | None:
    """Who passes on what the source said: "according to Lind, quoted by the Ledger, …"."""
    verb = source.last + 2
    if verb > end or tokens.word[verb - 1] != "," or tokens.tag[verb] != "VBN":
        return None
    agent = agent_of(tokens, verb) if cues.has("citing", tokens.lemma[verb]) else None
    return None if agent is None else Relay(agent, (verb,), tokens.lemma[verb], verb)


def _with_story(tokens: Tokens, last: Source, source: Source, end: int) -> Source:
    """The source from its first word to the end of what is told of its last one (", who runs the mill")."""
    stories = (tokens.last[c] for c in tokens.child(last.head, "relcl") if tokens.first[c] <= last.last + 2)
    stop = max([last.last, *stories])
    return Source(source.head, source.first, min(stop, end))


def _through(tokens: Tokens, found: Found, source: Source, citing: tuple[int, Source]) -> Found:
    """The attribution with the one who cites as a relay of the one who is cited."""
    verb, cited = citing
    hop = Relay(source, found.cue, found.lemma, found.anchor)
    return replace(found, source=cited, cue=(verb,), lemma=tokens.lemma[verb], relays=(hop,))


def _is_name(tokens: Tokens, noun: int) -> bool:
    """Whether a noun is a name, and no unit ("742 cents per kilogram")."""
    return tokens.pos[noun] == "PROPN" and tokens.word[noun][:1].isupper()


def _is_standard(tokens: Tokens, source: Source, cues: Cues) -> bool:
    """Whether a bare singular noun is a standard ("according to plan"), not people ("… to police")."""
    bare = source.first == source.last and tokens.tag[source.head] == "NN"
    return bare and not can_speak(tokens, source.head, cues, relayed=False)


def _in_words_of(tokens: Tokens, token: int, cues: Cues) -> Found | None:
    """Reads "in the trainer's words, …": the owner of the words is the source."""
    noun = tokens.one(token, "pobj") if tokens.low(token) == "in" else None
    owner = tokens.one(noun, "poss") if noun is not None else None
    if noun is None or owner is None or not cues.has("words of", tokens.lemma[noun]):
        return None
    low, end = tokens.bounds[tokens.sentence[token]]
    source = phrase(tokens, owner, noun)
    content = around(tokens, token, Source(owner, source.first, noun), low, end)
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
    put = (
        cue is None
        and cues.has("putting verb", tokens.lemma[token])
        and tokens.lower[token + 1 : token + 2] == ["it"]
    )
    marks = (m for m in tokens.child(token, "mark", "advmod", "prep") if m < token and tokens.low(m) == "as")
    mark = next(marks, None)
    if mark is None or not (put or (cue is not None and cue.takes(Frame.CLAUSE))):
        return None
    source = subject_of(tokens, token)
    listens = put or (cue is not None and cue.takes(Frame.ADDRESSEE))
    taken = ("ccomp", "xcomp") if listens else ("ccomp", "xcomp", "dobj")
    if source is None or tokens.one(token, *taken) is not None or not _adjoin(tokens, mark, token, source):
        return None
    if cue is not None and any(tokens.low(p) in cue.prepositions for p in tokens.child(token, "prep")):
        # "The army takes the town as doctors warn of famine": they say something else.
        return None
    low, end = tokens.bounds[tokens.sentence[token]]
    content = around(tokens, mark, Source(token, mark, tokens.last[token]), low, end)
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


def _adjoin(tokens: Tokens, mark: int, verb: int, source: Source) -> bool:
    """Whether nothing but the source, and what helps the verb, stands between "as" and the verb.

    Not in "As the tactics change, said King, firms change too".
    """
    behind = verb + 1
    alone = tokens.last[verb] == verb and source.last < verb and behind < len(tokens)
    if alone and tokens.sentence[behind] == tokens.sentence[verb] and tokens.pos[behind] == "VERB":
        # "Police shut the road as crews report lost signals": the parser lost what they report.
        return False
    helpers = {*range(source.first, source.last + 1), *tokens.child(verb, "aux", "advmod", "neg")}
    return all(t in helpers or tokens.pos[t] in MARKS | {"ADV"} for t in range(mark + 1, verb))


def _hearsay(tokens: Tokens, token: int, cues: Cues) -> Found | None:
    """Reads "has reportedly found": the clause is content, its source is not stated."""
    if tokens.pos[token] != "ADV" or not cues.has("hearsay adverb", tokens.low(token)):
        return None
    at = tokens.head[token]
    if tokens.pos[at] not in {"VERB", "AUX"}:
        return None
    # "after he was allegedly found": the conjunction belongs to the sentence around it.
    joint = {token, *tokens.child(at, "mark")}
    content = subtree(tokens, at) - joint
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
