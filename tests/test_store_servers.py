"""Against real servers: Oxigraph from PyPI, Virtuoso with Digest, nginx in front for Basic and Bearer."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from kg.cli.load import load as load_command
from kg.cli.query import query as query_command
from kg.errors import KgError
from kg.store.address import find_address
from kg.store.credentials import Credentials
from kg.store.endpoint import open_endpoint
from tests.newsroom import story, write_stories
from tests.servers import PASSWORD, TOKEN, USER, free_port, fronted, nginx, oxigraph, virtuoso

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.store

COUNT = 8
_EACH_GRAPH = "SELECT ?graph (COUNT(*) AS ?size) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"


@pytest.fixture(scope="module")
def digest(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with virtuoso(tmp_path_factory.mktemp("virtuoso") / "db", free_port()) as server:
        yield server.url


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in [name for name in os.environ if name.startswith("KG_")]:
        monkeypatch.delenv(name)
    write_stories(tmp_path / "out", range(COUNT))
    return tmp_path / "out"


def call(url: str, *arguments: object) -> tuple[int, str]:
    """The exit code and all words of ``kg load``."""
    result = CliRunner().invoke(
        load_command, ["--endpoint", url, *map(str, arguments)], standalone_mode=False
    )
    assert PASSWORD not in result.output
    assert TOKEN not in result.output
    if isinstance(result.exception, KgError):
        return result.exception.exit_code, f"{result.exception.message}\n{result.exception.hint}"
    if result.exception is not None:
        raise result.exception
    return result.return_value, result.output


def held(url: str, credentials: Credentials | None = None) -> dict[str, int]:
    """The triples of our graphs, counted by the server's SPARQL."""
    with open_endpoint(find_address(url), credentials or Credentials()) as store:
        rows = store.select(_EACH_GRAPH)
    sizes = {getattr(row["graph"], "value", ""): int(getattr(row["size"], "value", 0)) for row in rows}
    return {name: size for name, size in sizes.items() if name.startswith("https://example.org/kg/graph/")}


def expected(*changed: int, without: tuple[int, ...] = ()) -> dict[str, int]:
    numbers = [number for number in range(COUNT) if number not in without]
    stories = [story(number, wording="may" if number in changed else "will") for number in numbers]
    return {str(one.identifier): len(one) for one in stories}


def life(url: str, folder: Path, credentials: Credentials | None = None) -> None:
    """Load, reload, correct, retract: each time the server holds the triples of the files."""
    assert "loaded 8, unchanged 0, failed 0" in call(url, folder)[1]
    assert held(url, credentials) == expected()
    assert "loaded 0, unchanged 8, failed 0" in call(url, folder)[1]
    write_stories(folder, range(2, 4), wording="may")
    code, words = call(url, folder)
    assert (code, "unchanged 6, replaced 2" in words) == (0, True), words
    assert held(url, credentials) == expected(2, 3)
    assert call(url, "--retract", "news/00001.txt")[0] == 0
    assert held(url, credentials) == expected(2, 3, without=(1,))
    code, words = call(url, folder)
    assert (code, "unchanged 7, taken back 1" in words) == (0, True), words
    assert held(url, credentials) == expected(2, 3, without=(1,))


def test_oxigraph_holds_what_the_files_hold(tmp_path: Path, folder: Path) -> None:
    with oxigraph(tmp_path / "db", free_port()) as server:
        life(server.url, folder)


def test_oxigraph_answers_named_questions(tmp_path: Path, folder: Path) -> None:
    with oxigraph(tmp_path / "db", free_port()) as server:
        call(server.url, folder)
        arguments = [
            "--endpoint",
            server.url,
            "--name",
            "said-by",
            "--set",
            "who=Boris Berg",
            "--format",
            "csv",
        ]
        result = CliRunner().invoke(query_command, arguments, standalone_mode=False)
        assert "The tunnel will open 0" in result.stdout
        for text in ('" } } ; DROP ALL ; #', "\\u0022 }"):
            arguments[-1] = f"who={text}"
            CliRunner().invoke(query_command, arguments, standalone_mode=False)
        assert held(server.url) == expected()


KINDS = {"Oxigraph": oxigraph, "Virtuoso": virtuoso, "nginx": fronted}
MANY = {str(one.identifier): len(one) for one in map(story, range(60))}


@pytest.fixture
def signed(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Credentials:
    """The loader's password in the environment, and many articles to load."""
    monkeypatch.setenv("KG_STORE_USER", USER)
    monkeypatch.setenv("KG_STORE_PASSWORD", PASSWORD)
    write_stories(folder, range(60))
    return Credentials(USER, PASSWORD)


def loading(url: str, folder: Path, *options: str) -> subprocess.Popen[bytes]:
    """A loader at work."""
    command = [sys.executable, "-m", "kg", "load", *options, "--endpoint", url, str(folder)]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)


def wait_for_first(loader: subprocess.Popen[bytes], url: str, credentials: Credentials) -> None:
    """Return when the first graph is there."""
    while not held(url, credentials) and loader.poll() is None:
        time.sleep(0.005)


HOSTILE = (
    '" } } ; DROP ALL ; INSERT DATA { <urn:x> <urn:x> "',
    "x> . <urn:x> <urn:x> <urn:x> . <urn:y",
    "'; DB.DBA.USER_CREATE('x', 'x'); --",
    "?graph=https://example.org/kg/graph/0&default",
    "..%2f..%2fetc\r\nX-Header: 1\r\n\r\n",
    "\\u0022 } \\U0000007D $(id) `id` ${id} {{7*7}} %s %n",
    "<script>alert(1)</script>]]>&amp;",
)


@pytest.mark.parametrize("kind", ["Oxigraph", "Virtuoso"])
def test_names_ids_and_texts_are_only_data(
    tmp_path: Path, folder: Path, signed: Credentials, kind: str
) -> None:
    hostile = [story(100 + n, identifier=text, wording=text) for n, text in enumerate(HOSTILE)]
    for one in hostile:
        one.serialize(folder / f"{str(one.identifier)[-8:]}.ttl", format="turtle", encoding="utf-8")
    with KINDS[kind](tmp_path / "db", free_port()) as server:
        assert call(server.url, folder)[0] == 0
        assert held(server.url, signed) == MANY | {str(one.identifier): len(one) for one in hostile}
        assert f"unchanged {60 + len(HOSTILE)}, failed 0" in call(server.url, folder)[1]
        for text in HOSTILE:
            assert call(server.url, "--retract", text)[0] == 0
        assert held(server.url, signed) == MANY


@pytest.mark.parametrize("kind", KINDS)
def test_a_killed_loader_leaves_nothing_that_the_next_does_not_mend(
    tmp_path: Path, folder: Path, signed: Credentials, kind: str
) -> None:
    with KINDS[kind](tmp_path / "db", free_port()) as server:
        with loading(server.url, folder) as loader:
            wait_for_first(loader, server.url, signed)
            loader.kill()
        assert held(server.url, signed)
        assert call(server.url, folder)[0] == 0
        assert held(server.url, signed) == MANY


@pytest.mark.parametrize("kind", KINDS)
def test_a_killed_server_leaves_nothing_that_a_load_does_not_mend(
    tmp_path: Path, folder: Path, signed: Credentials, kind: str
) -> None:
    port = free_port()
    with KINDS[kind](tmp_path / "db", port) as server, loading(server.url, folder) as loader:
        wait_for_first(loader, server.url, signed)
        server.process.kill()
        server.process.wait()
        if kind != "nginx":  # it holds the port, and answers 502
            with KINDS[kind](tmp_path / "db", port):
                assert loader.wait() in {0, 3, 4}
        else:
            assert loader.wait() in {3, 4}
    with KINDS[kind](tmp_path / "db", port) as server:
        assert call(server.url, folder)[0] == 0
        assert held(server.url, signed) == MANY


@pytest.mark.parametrize("kind", KINDS)
def test_two_loaders_at_once_end_as_one(tmp_path: Path, folder: Path, signed: Credentials, kind: str) -> None:
    with KINDS[kind](tmp_path / "db", free_port()) as server:
        loaders = [loading(server.url, folder, "--all") for _ in range(2)]
        assert [loader.wait() for loader in loaders] == [0, 0]
        assert held(server.url, signed) == MANY


def test_oxigraph_opens_an_embedded_store(tmp_path: Path, folder: Path) -> None:
    CliRunner().invoke(load_command, ["--store", str(tmp_path / "db"), str(folder)], standalone_mode=False)
    with oxigraph(tmp_path / "db", free_port()) as server:
        assert held(server.url) == expected()


def test_virtuoso_holds_what_the_files_hold(
    digest: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_STORE_USER", USER)
    monkeypatch.setenv("KG_STORE_PASSWORD", PASSWORD)
    life(digest, folder, Credentials(USER, PASSWORD))


@pytest.mark.parametrize("password", ["", "wrong"])
def test_virtuoso_refuses_without_the_password(
    digest: str, folder: Path, password: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if password:
        monkeypatch.setenv("KG_STORE_USER", USER)
        monkeypatch.setenv("KG_STORE_PASSWORD", password)
    code, words = call(digest, folder)
    assert (code, "refuses access" in words) == (4, True)


@pytest.mark.parametrize("scheme", ["Basic", "Bearer"])
def test_nginx_lets_the_right_one_in(
    tmp_path: Path, folder: Path, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        oxigraph(tmp_path / "db", free_port()) as store,
        nginx(tmp_path / "nginx", store.url, basic=free_port()) as front,
    ):
        assert call(front[scheme], folder)[0] == 4
        if scheme == "Basic":
            monkeypatch.setenv("KG_STORE_USER", USER)
            monkeypatch.setenv("KG_STORE_PASSWORD", PASSWORD)
        else:
            monkeypatch.setenv("KG_STORE_TOKEN", TOKEN)
        assert call(front[scheme], folder)[0] == 0
        assert held(store.url) == expected()
