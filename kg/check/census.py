"""What a graph holds: how many nodes of each class, how many that shapes look at, which terms."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING

from kg.check.focus import target_nodes
from kg.check.index import TYPE
from kg.check.report import Result, Severity
from kg.check.terms import plain, shorten
from kg.check.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.check.batches import Batch
    from kg.check.shapes import ShapeSet, Target

_RULE = "Vocabulary"
_PREDICATE, _OBJECT = itemgetter(1), itemgetter(2)


@dataclass(slots=True)
class Census:
    """Counts over every batch of a check; a node is counted in the batch that owns it."""

    shapes: ShapeSet
    triples: int = 0
    focus_nodes: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    focused: set[Target] = field(default_factory=set)
    suspects: dict[str, tuple[str, str]] = field(default_factory=dict)

    def add(self, batch: Batch) -> None:
        """Count what the batch owns."""
        owned = (
            batch.triples if batch.owned is None else [t for t in batch.triples if t.subject in batch.owned]
        )
        self.triples += len(owned)
        found = target_nodes(self.shapes.targets, owned)
        self.focused |= {target for target, nodes in found.items() if nodes}
        self.focus_nodes += len(set().union(*found.values()))
        self.classes.update(kind for _, kind in {(t.subject, t.object) for t in owned if t.predicate == TYPE})
        self._suspect(batch)

    def unknown_terms(self) -> Iterator[Result]:
        """A result for each term that a vocabulary of ours does not have, at the first node that uses it."""
        vocabulary = load_vocabulary()
        for term, (subject, predicate) in sorted(self.suspects.items()):
            iri = plain(term)
            meant = vocabulary.misspelt_namespace(iri) or vocabulary.suggestion(iri)
            hint = f"; did you mean {shorten(f'<{meant}>', vocabulary.prefixes)}?" if meant else ""
            own = vocabulary.namespace(iri) == vocabulary.own or (meant or "").startswith(vocabulary.own)
            yield Result(
                severity=Severity.VIOLATION if own else Severity.WARNING,
                shape=_RULE,
                constraint="UnknownTerm",
                focus=subject,
                message=f"{shorten(term, vocabulary.prefixes)} is not a term of the vocabulary{hint}",
                path=predicate,
                value=term,
            )

    def _suspect(self, batch: Batch) -> None:
        """Remember every unknown term with the first node, in the order of names, that uses it."""
        vocabulary = load_vocabulary()
        own = f"<{vocabulary.own}"
        terms = set(map(_PREDICATE, batch.triples))
        terms.update(term for term in set(map(_OBJECT, batch.triples)) if term.startswith(own))
        terms.update(t.object for t in batch.triples if t.predicate == TYPE)
        unknown = {
            term
            for term in terms
            if term.startswith("<")
            and (vocabulary.is_unknown(plain(term)) or vocabulary.misspelt_namespace(plain(term)))
        }
        if not unknown:
            return
        for subject, predicate, value in batch.triples:
            for term in unknown.intersection((predicate, value)):
                use = (subject, predicate)
                self.suspects[term] = min(self.suspects.get(term, use), use)
