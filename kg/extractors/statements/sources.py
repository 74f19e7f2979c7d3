"""Who a verb or noun of attribution has as its source: subjects, borrowed subjects, agents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.cues import load_cues
from kg.extractors.statements.found import Source
from kg.extractors.statements.gerunds import NOMINAL, accuses, names_an_act, receives
from kg.extractors.statements.interrupted import subject_before_comment
from kg.extractors.statements.inversion import SET_OFF, inverted
from kg.extractors.statements.lost import lost_subject
from kg.extractors.statements.noun_phrases import is_thing, phrase
from kg.extractors.statements.reality import is_announced
from kg.extractors.statements.subjects import bears_words, may_say, own_source, points

if TYPE_CHECKING:
    from kg.extractors.statements.tokens import Tokens

# How far a verb looks up its governors for a subject; longer chains in real news are parser errors.
_GOVERNORS = 5
_BORROWING = frozenset({"conj", "xcomp", "advcl", "pcomp", "dep", "ccomp", "acomp"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def subject_of(tokens: Tokens, verb: int) -> Source | None:
    """The subject of a verb: its own, that of the verb it is joined to or depends on, or None."""
    if is_announced(tokens, verb):
        return _governing(tokens, tokens.head[verb])
    return subject_before_comment(tokens, verb) or _governing(tokens, verb)


def _governing(tokens: Tokens, verb: int) -> Source | None:
    """The subject of a verb or of the verbs above it."""
    at = verb
    for _ in range(_GOVERNORS):
        own = _own_subject(tokens, at)
        quoted = tokens.quotation[at] >= 0 and tokens.quotation[verb] < 0
        if own is not None and not quoted:
            speaker = None if at == verb else _speaker_before(tokens, verb, own)
            return speaker or own_source(tokens, own, at, verb)
        above = tokens.head[at]
        if above == at:
            break
        relation = tokens.dep[at]
        named = _name_before(tokens, verb) if relation == "conj" and at == verb else None
        if named is not None:
            return named
        if _goes_on(tokens, verb, above) or (relation == "conj" and _resumes(tokens, verb, above)):
            at = _reporting(tokens, above)
        elif relation in _BORROWING and (quoted or relation_carries(tokens, at)):
            at = above
        elif relation == "prep" and names_an_act(tokens, at, above):
            return _of_act(tokens, at, above, verb)
        elif relation == "acl" and tokens.pos[above] in NOMINAL:
            return _of_noun(tokens, at, above, verb)
        elif relation in {"prep", "npadvmod"}:
            at = above
        else:
            break
    return _from_words(tokens, verb)


def _of_act(tokens: Tokens, preposition: int, above: int, verb: int) -> Source | None:
    """Who does what a preposition leads in: who is accused of it, or draws fire for it, if anybody.

    "thanked Ruiz for saying": Ruiz says. "its ban on admitting": nobody admits.
    """
    received = receives(tokens, preposition, above)
    if received is not None:
        return subject_of(tokens, received)
    accused = tokens.one(above, "dobj") if accuses(tokens, preposition, above) else None
    return None if accused is None else phrase(tokens, accused, verb)


def _from_words(tokens: Tokens, verb: int) -> Source | None:
    """The subject of a verb to which the parser gave none, from the words around it."""
    lost = lost_subject(tokens, verb)
    if lost is not None and any(c > verb for c in tokens.child(verb, "ccomp")):
        return lost
    found = _shared(tokens, verb) or inverted(tokens, verb)
    return found or _before(tokens, verb) or _apposed(tokens, verb) or lost


def _own_subject(tokens: Tokens, verb: int) -> int | None:
    """The nearest subject that hangs on a verb; a thing behind the verb only if nothing is before it.

    "The chairman, Eva Lind, says a product has failed": of two subjects the product is another verb's.
    """
    subjects = sorted(tokens.child(verb, "nsubj", "nsubjpass"), key=lambda c: (abs(c - verb), c))
    if len(subjects) > 1 and subjects[0] > verb and is_thing(tokens, subjects[0]):
        return next((c for c in subjects if c < verb), subjects[0])
    return subjects[0] if subjects else None


def _name_before(tokens: Tokens, verb: int) -> Source | None:
    """The name before a joined verb that the parser joined to a noun further left, or apposed to it.

    "Robots work in cities and the Board of Trade predicts …", "It went to Toll, Eva Lind, a nurse, told …".
    """
    if tokens.tag[verb] != "VBZ" or tokens.pos[verb - 1] != "PROPN":
        joined = tokens.word[verb - 1] != "," or any(t < verb for t in tokens.child(tokens.head[verb], "cc"))
        return None if joined else _apposed(tokens, verb)
    head = verb - 1
    while tokens.dep[head] in {"pobj", "prep"} and tokens.head[head] < verb:
        head = tokens.head[head]
    return phrase(tokens, head, verb)


def _speaker_before(tokens: Tokens, participle: int, own: int) -> Source | None:
    """The last one who acts before a participle behind a comma, when its subject is a thing.

    "Lind said the plans were fair, arguing …": not the plans argue.
    """
    set_off = tokens.tag[participle] == "VBG" and tokens.word[participle - 1] in SET_OFF
    if not set_off or not (is_thing(tokens, own) or points(tokens, own)):
        return None
    low = tokens.bounds[tokens.sentence[participle]][0]
    for verb in range(participle - 1, low, -1):
        subject = tokens.one(verb, "nsubj") if tokens.tag[verb] in _FINITE else None
        if subject is None or subject > verb or is_thing(tokens, subject) or points(tokens, subject):
            continue
        return subject_of(tokens, verb)
    return None


def _resumes(tokens: Tokens, verb: int, above: int) -> bool:
    """Whether a verb joined to a reported clause goes on with the verb that reports it.

    "Management says the stations are empty and insists …": the tense is that of "says".
    """
    reporting = _reporting(tokens, above)
    reported = any(tokens.first[c] <= above <= tokens.last[c] for c in tokens.child(reporting, "ccomp"))
    parallel = load_cues().verb(tokens, above) is not None and tokens.tag[above] == tokens.tag[verb]
    if parallel and may_say(tokens, above):
        # "Lind said he admitted the theft but claimed …": both are acts of the one who admits.
        return False
    if not reported or reporting > above or tokens.tag[verb] != tokens.tag[reporting]:
        return False
    return tokens.one(verb, "nsubj", "nsubjpass") is None


def _reporting(tokens: Tokens, reported: int) -> int:
    """The verb that reports the clause of a verb, through what its verb governs ("appeared to be")."""
    while tokens.dep[reported] == "xcomp":
        reported = tokens.head[reported]
    return tokens.head[reported]


def _goes_on(tokens: Tokens, participle: int, above: int) -> bool:
    """Whether "adding" and its kin behind a comma belong to the verb that reports the clause before them.

    "Police said four people were held, adding that a search was on": not the four add it.
    """
    return (
        tokens.tag[participle] == "VBG"
        and tokens.head[participle] == above
        and tokens.dep[above] == "ccomp"
        and tokens.head[above] < above
        and tokens.word[participle - 1] == ","
        and load_cues().has("adding verb", tokens.lemma[participle])
    )


def _apposed(tokens: Tokens, verb: int) -> Source | None:
    """The name that the parser took for an apposition of a place or time before it.

    "At a rally in Toll, Moreno, an engineer, said …": the name follows a comma, the verb a comma.
    """
    low = tokens.bounds[tokens.sentence[verb]][0]
    before = verb - 1
    while before > low and tokens.pos[before] == "ADV":
        before -= 1
    if tokens.tag[verb] not in _FINITE or before <= low:
        return None
    closed = tokens.word[before] in {",", ")"}
    for t in range(low + 1, verb):
        listed = tokens.dep[t] == "conj" and tokens.one(t, "appos") is not None
        if not (tokens.dep[t] == "appos" or listed) or tokens.word[tokens.first[t] - 1] != ",":
            continue
        if (closed and tokens.pos[t] == "PROPN") or tokens.last[t] == before:
            return Source(t, tokens.first[t], min(tokens.last[t], verb - 1))
    return None


def _shared(tokens: Tokens, verb: int) -> Source | None:
    """The subject of the verb before a comma: "Lind rejects the plan, says it is dead" (headlines)."""
    clauses = list(tokens.child(verb, "ccomp"))
    if tokens.word[verb - 1] != "," or not any(c > verb for c in clauses):
        return None
    subjects = (tokens.one(c, "nsubj") for c in clauses if c < verb and tokens.tag[c] == tokens.tag[verb])
    return next((phrase(tokens, s, verb) for s in subjects if s is not None), None)


def _before(tokens: Tokens, verb: int) -> Source | None:
    """The name or pronoun right before a finite verb that the parser gave no subject."""
    if tokens.tag[verb] not in _FINITE:
        return None
    at = verb - 1
    while at >= 0 and tokens.pos[at] in {"ADV", "AUX"}:
        at -= 1
    if tokens.word[at] == ")":
        low = tokens.bounds[tokens.sentence[verb]][0]
        at = next((t - 1 for t in range(at, low, -1) if tokens.word[t] == "("), -1)
    if at < 0 or tokens.pos[at] not in {"PROPN", "PRON"} or tokens.sentence[at] != tokens.sentence[verb]:
        return None
    first = at
    while first > 0 and tokens.pos[first - 1] == "PROPN" and tokens.pos[at] == "PROPN":
        first -= 1
    return Source(at, first, at)


def relation_carries(tokens: Tokens, verb: int) -> bool:
    """Whether a verb without a subject borrows that of its governor (not: a clause with a subject)."""
    if tokens.dep[verb] in {"ccomp", "xcomp"} and tokens.tag[verb] in _FINITE:
        return False
    return tokens.one(verb, "nsubj", "nsubjpass", "expl", "csubj") is None


def _of_noun(tokens: Tokens, verb: int, noun: int, asker: int) -> Source | None:
    """The source of "a statement saying …" or "47 percent of voters saying …"."""
    owner = tokens.one(noun, "poss")
    if owner is not None:
        return phrase(tokens, owner, asker)
    above = tokens.head[noun]
    own = verb != asker and not tokens.word[noun][:1].isupper()
    if (
        tokens.dep[noun] in {"dobj", "pobj"}
        and tokens.tag[verb] == "VBG"
        and (own or bears_words(tokens, noun))
    ):
        governor = tokens.head[above] if tokens.dep[noun] == "pobj" else above
        if tokens.pos[governor] == "VERB" and governor != verb:
            return subject_of(tokens, governor)
    return phrase(tokens, noun, asker)
