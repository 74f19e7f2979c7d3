"""The model's attribute ruler, remembered: the same annotation for a tenth of the time.

The ruler maps tags to parts of speech, morphology and some lemmas by 180 patterns, which it matches
against every token anew (9 % of the pipeline's processor time with en_core_web_md 3.7.1). All but a few
patterns look at one token's tag, relation, lower-case form and whether it is a blank: their outcome is
worked out once by the ruler itself and looked up ever after.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SET: list[int | str] = ["POS", "MORPH", "LEMMA", "TAG", "DEP"]
_OWN = "attribute_ruler"
_REMEMBERED = "kg_remembered_ruler"
_KNOWN = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
_Key = tuple[int, int, int, int]


def remember_ruler(nlp: Language) -> None:
    """Let a remembered ruler do the work of the pipeline's own, if there is one that it can replace."""
    if not nlp.has_pipe(_OWN):
        return
    ruler = nlp.get_pipe(_OWN)
    if isinstance(ruler, AttributeRuler) and RememberedRuler.fits(ruler):
        nlp.add_pipe(_REMEMBERED, after=_OWN)
        nlp.disable_pipe(_OWN)


class RememberedRuler:
    """A pipe that annotates as the ruler it was made from does."""

    def __init__(self, ruler: AttributeRuler) -> None:
        """Split the ruler's patterns into those of one token, which are remembered, and the rest."""
        self._vocab = ruler.vocab
        alone = [all(len(tokens) == 1 for tokens in asked) for asked in _asked(ruler)]
        self._words = frozenset(self._vocab.strings.add(word) for word in _lower_words(ruler))
        self._single, self._rest = AttributeRuler(self._vocab), AttributeRuler(self._vocab)
        self._single.add_patterns([p for p, one in zip(ruler.patterns, alone, strict=True) if one])
        self._rest.add_patterns([p for p, one in zip(ruler.patterns, alone, strict=True) if not one])
        self._memory: dict[_Key, tuple[int, ...]] = {}

    @staticmethod
    def fits(ruler: AttributeRuler) -> bool:
        """Whether every pattern asks only for what is remembered by."""
        return all(set(token) <= _KNOWN for asked in _asked(ruler) for tokens in asked for token in tokens)

    def __call__(self, doc: Doc) -> Doc:
        """Set parts of speech, morphology, lemmas and the tags of blanks."""
        seen = doc.to_array(["LOWER", "TAG", "DEP", "IS_SPACE"]).tolist()
        if not seen:
            return doc
        words, memory = self._words, self._memory
        rows = []
        for lower, tag, dep, blank in seen:
            key = (lower if lower in words else 0, tag, dep, blank)
            rows.append(memory.get(key) or self._ask(key))
        values = doc.to_array(_SET)
        found = np.array(rows, dtype="uint64")
        np.copyto(values, found, where=found != 0)
        doc.from_array(_SET, values)  # type: ignore[arg-type]  # the stub wants thinc's alias of an array
        return self._rest(doc)

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 1) -> Iterator[Doc]:
        """Each Doc annotated, in order; ``batch_size`` is there for spaCy and changes nothing."""
        del batch_size
        return map(self, stream)

    def _ask(self, key: _Key) -> tuple[int, ...]:
        """What the ruler sets on a token with this form, tag and relation; 0 for what it leaves."""
        lower, tag, dep, blank = key
        word = "\n" if blank else self._vocab.strings[lower] if lower else "w"
        doc = Doc(self._vocab, words=[word])
        doc[0].tag, doc[0].dep = tag, dep
        before = doc.to_array(_SET)[0].tolist()
        after = self._single(doc).to_array(_SET)[0].tolist()
        row = tuple(new if new != old else 0 for old, new in zip(before, after, strict=True))
        self._memory[key] = row
        return row


def _asked(ruler: AttributeRuler) -> list[list[list[dict[str, object]]]]:
    """For each pattern of the ruler its alternatives, each a list of what is asked of its tokens."""
    # spaCy's type for a pattern is the union of the types of all its parts.
    return [cast("list[list[dict[str, object]]]", pattern["patterns"]) for pattern in ruler.patterns]


def _lower_words(ruler: AttributeRuler) -> Iterator[str]:
    """The lower-case forms that patterns ask for, alone or in a list."""
    for token in (token for asked in _asked(ruler) for tokens in asked for token in tokens):
        form = token.get("LOWER")
        if isinstance(form, str):
            yield form
        elif isinstance(form, dict):
            yield from form.get("IN", ())


@Language.factory(_REMEMBERED, assigns=["token.pos", "token.morph", "token.lemma", "token.tag"])
def _remembered(nlp: Language, name: str) -> RememberedRuler:
    """The remembered form of the pipeline's own ruler."""
    del name
    ruler = nlp.get_pipe(_OWN)
    if not isinstance(ruler, AttributeRuler):
        raise TypeError(f"'{_OWN}' is not an attribute ruler")
    return RememberedRuler(ruler)
