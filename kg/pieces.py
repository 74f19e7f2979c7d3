"""Articles become pieces of output: bytes to write one after the other, and what a run counts.

The only values that travel between a worker and the run are those of this module: small, frozen, no
graph and no Doc among them.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from platform import node
from typing import TYPE_CHECKING

from kg import __version__
from kg.errors import ConfigError, ModelError
from kg.iris import check_base
from kg.model import Issue
from kg.workers import in_one_thread

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.authority import Authority
    from kg.model import EntityKind, Form
    from kg.pipeline import Built, Pipeline
    from kg.read import Draft


# Outside a memory zone every word the model has not met stays in its vocabulary: 25 words and 3 kB an
# article. A zone for each article makes it build the words they share anew for each: 4 ms.
_ZONE_CHARACTERS = 200_000

# How the endings of file names, which users know, are called where graphs are written.
_FORMATS = {"ttl": "turtle", "nt": "nt", "nq": "nquads", "trig": "trig", "jsonld": "jsonld"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is to be made of every article; None leaves a choice to the pipeline.

    ``format`` is the ending of a file of that format: ttl, nt, nq, trig, jsonld.
    """

    format: str
    model: str | None = None
    base: str | None = None
    authority: tuple[str, ...] = ()
    shipped_authority: bool = True
    check: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One article's part of the output, and what is counted in it.

    ``head + body + tail`` is a document. In a stream the head stands once before the first body, the
    tail once after the last, and ``separator`` between two bodies. ``problems`` are lines for the user.
    """

    article: str
    head: bytes
    body: bytes
    tail: bytes
    separator: bytes
    triples: int
    words: int
    forms: tuple[tuple[Form, int], ...]
    entities: tuple[tuple[EntityKind, str], ...]
    problems: tuple[str, ...] = ()


def start(job: Job) -> Callable[[Draft], Piece | Issue]:
    """What makes the piece of each draft for ``job``, with the model loaded; for a worker process.

    Raises ``ModelError`` when the model cannot be had, ``ConfigError`` for a base that is none.
    """
    # Costs seconds, and only worker processes need it.
    from kg.pipeline import open_pipeline  # noqa: PLC0415

    pipeline = open_pipeline(
        model=job.model, base=job.base, authority=_authority(job), one_thread=in_one_thread()
    )
    check_base(pipeline.base)
    return _Maker(pipeline, job)


def fingerprint(job: Job) -> str:
    """What besides the article decides its piece: newskg itself, the options, the model, the authorities.

    Raises ``ModelError`` when the model is not there. Loads nothing.
    """
    from kg.parse import DEFAULT_MODEL  # noqa: PLC0415

    # The version alone would keep what an edited rule or word list has made stale.
    read = [Path(__file__).parent, model_folder(job.model or DEFAULT_MODEL), *map(Path, job.authority)]
    return " ".join([__version__, repr(job), *map(_digest, read)])


def model_folder(model: str) -> Path:
    """The folder of a model, given as a folder or the name of an installed package.

    Raises ``ModelError`` when neither is there.
    """
    if model and Path(model).is_dir():
        # Another folder, such as /, is not to be read to its bottom.
        if not (Path(model) / "meta.json").is_file():
            raise ModelError(
                f"{model}: no language model: it has no meta.json", hint="give --model its folder"
            )
        return Path(model)
    try:
        found = find_spec(model)
    except (ImportError, ValueError):
        found = None
    if found is None or not found.submodule_search_locations:
        raise ModelError(
            f"the language model '{model}' is not installed",
            hint="install it with pip, or give --model a package name or a folder",
        )
    return Path(found.submodule_search_locations[0])


def _authority(job: Job) -> Authority | None:
    """The authority files of the job."""
    from kg.authority import open_authorities  # noqa: PLC0415

    return open_authorities([Path(path) for path in job.authority], shipped=job.shipped_authority)


def _digest(place: Path) -> str:
    """The hash of a file, or of every file in a folder but for what Python keeps there."""
    total = hashlib.sha256()
    folder = place.parent if place.is_file() else place
    for path in [place] if place.is_file() else sorted(place.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            total.update(f"{path.relative_to(folder).as_posix()}\0{digest}\n".encode())
    return total.hexdigest()


def start_same(job: Job, expected: str) -> Callable[[Draft], Piece | Issue]:
    """What ``start`` gives, in a place whose newskg, model and authorities have the fingerprint ``expected``.

    Raises ``ConfigError`` where they have another: its bytes would differ.
    """
    if fingerprint(job) != expected:
        raise ConfigError(
            f"the worker on {node()} has another newskg, model or authority than this machine",
            hint="install the same versions there, and put the same files at the same places",
        )
    return start(job)


def nothing(job: Job) -> bytes:
    """The document that holds no article."""
    from kg.pipeline import DEFAULT_BASE  # noqa: PLC0415
    from kg.turtle import GraphFormat, serialize  # noqa: PLC0415

    return serialize([], GraphFormat(_FORMATS[job.format]), base=job.base or DEFAULT_BASE)


class _Maker:
    """Makes the piece of one draft after the other, in memory that does not grow with their number."""

    def __init__(self, pipeline: Pipeline, job: Job) -> None:
        """Make pieces for ``job`` with ``pipeline``."""
        self._pipeline = pipeline
        self._job = job
        self._zone = ExitStack()
        self._characters = _ZONE_CHARACTERS

    def __call__(self, draft: Draft) -> Piece | Issue:
        """The draft's piece, or the issue that says why there is none."""
        from kg.pipeline import build_or_issue  # noqa: PLC0415

        self._forget_words(len(draft.text))
        built = build_or_issue(draft.article(), self._pipeline)
        if isinstance(built, Issue):
            return built
        try:
            return _piece(built, self._pipeline.base, self._job)
        except ValueError as error:
            return Issue(draft.identifier, f"its graph cannot be written: {error}")

    def _forget_words(self, more: int) -> None:
        """Let spaCy forget, now and then, the words that it has met in drafts and not in its model."""
        self._characters += more
        if self._characters >= _ZONE_CHARACTERS:
            self._zone.close()
            self._zone.enter_context(self._pipeline.parser.nlp.memory_zone())
            self._characters = more


def _piece(built: Built, base: str, job: Job) -> Piece:
    """The built article in the job's format."""
    from kg.turtle import GraphFormat, GraphWriter  # noqa: PLC0415

    file = BytesIO()
    graph_format = GraphFormat(_FORMATS[job.format])
    with GraphWriter(file, graph_format, base=base) as writer:
        begin = file.tell()
        writer.write(built.graph)
        end = file.tell()
    data = file.getvalue()
    return Piece(
        article=built.article.identifier,
        head=data[:begin],
        body=data[begin:end],
        tail=data[end:],
        separator=b"," if graph_format is GraphFormat.JSON_LD else b"",
        triples=built.triples,
        words=len(built.article.text.split()),
        forms=tuple(sorted(Counter(statement.form for statement in built.statements).items())),
        entities=tuple((entity.kind, entity.path) for entity in built.resolved.entities),
        problems=_problems(built) if job.check else (),
    )


def _problems(built: Built) -> tuple[str, ...]:
    """What the shapes find wrong with the article's graph, a line each."""
    from kg.check import check_graph  # noqa: PLC0415

    report = check_graph(built.graph.to_rdf())
    return tuple(
        f"{row.message} ({row.shape}, {row.constraint}{f': {row.place.words}' if row.place else ''})"
        for row in report.results
        if report.fail_on.covers(row.severity)
    )
