"""Against real servers: Oxigraph from PyPI, Virtuoso with Digest, nginx in front for Basic and Bearer."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
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

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.store

USER, PASSWORD, TOKEN = "kg", "Loader-s3cret", "t0ken-of-the-store"
COUNT = 8
_EACH_GRAPH = "SELECT ?graph (COUNT(*) AS ?size) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes], seconds: float) -> None:
    """Return when something listens at the port."""
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(f"no server at {port} after {seconds} s")


@contextmanager
def running(command: list[str], port: int, *, seconds: float = 30.0) -> Iterator[subprocess.Popen[bytes]]:
    """A server process until the block ends."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(port, process, seconds)
            yield process
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


@contextmanager
def oxigraph(folder: Path, port: int | None = None) -> Iterator[str]:
    """An Oxigraph server over ``folder``; its address."""
    found = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if found is None:
        pytest.skip("oxigraph is not installed")
    port = port or free_port()
    command = [found, "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    with running(command, port):
        yield f"http://127.0.0.1:{port}"


VIRTUOSO_INI = """[Database]
DatabaseFile={folder}/v.db
ErrorLogFile={folder}/v.log
LockFile={folder}/v.lck
TransactionFile={folder}/v.trx
xa_persistent_file={folder}/v.pxa
[TempDatabase]
DatabaseFile={folder}/vt.db
TransactionFile={folder}/vt.trx
[Parameters]
ServerPort=127.0.0.1:{sql}
DirsAllowed={folder}
NumberOfBuffers=20000
[HTTPServer]
ServerPort=127.0.0.1:{http}
ServerRoot={folder}
[SPARQL]
ResultSetMaxRows=100000
"""


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if shutil.which("virtuoso-t") is None or shutil.which("isql-vt") is None:
        pytest.skip("Virtuoso is not installed")
    folder = tmp_path_factory.mktemp("virtuoso")
    sql, http = free_port(), free_port()
    (folder / "v.ini").write_text(VIRTUOSO_INI.format(folder=folder, sql=sql, http=http))
    with running(["virtuoso-t", "+configfile", str(folder / "v.ini"), "+foreground"], http, seconds=180):
        for statement in (
            f"DB.DBA.USER_CREATE('{USER}', '{PASSWORD}');",
            f'GRANT SPARQL_UPDATE TO "{USER}";',
            f"DB.DBA.RDF_DEFAULT_USER_PERMS_SET('{USER}', 7);",
        ):
            subprocess.run(
                ["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", f"exec={statement}"],
                check=True,
                capture_output=True,
            )
        yield f"http://127.0.0.1:{http}/sparql-graph-crud-auth"


NGINX_CONF = """{user} daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ }}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{ listen 127.0.0.1:{basic}; location / {{
    auth_basic "store"; auth_basic_user_file {folder}/users; proxy_pass {store}; }} }}
  server {{ listen 127.0.0.1:{bearer}; location / {{
    if ($http_authorization != "Bearer {token}") {{ return 401; }} proxy_pass {store}; }} }}
}}
"""


@contextmanager
def nginx(folder: Path, store: str) -> Iterator[dict[str, str]]:
    """Nginx in front of a store: an address that wants Basic, one that wants Bearer."""
    binary = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if binary is None:
        pytest.skip("nginx is not installed")
    folder.mkdir()
    basic, bearer = free_port(), free_port()
    digest = base64.b64encode(hashlib.sha1(PASSWORD.encode(), usedforsecurity=False).digest()).decode()
    (folder / "users").write_text(f"{USER}:{{SHA}}{digest}\n")
    (folder / "users").chmod(0o644)
    folder.chmod(0o755)
    user = "" if os.geteuid() else "user root;"  # its workers must read the test's folder
    text = NGINX_CONF.format(folder=folder, basic=basic, bearer=bearer, store=store, token=TOKEN, user=user)
    (folder / "nginx.conf").write_text(text)
    with running([binary, "-c", str(folder / "nginx.conf")], basic):
        yield {"Basic": f"http://127.0.0.1:{basic}", "Bearer": f"http://127.0.0.1:{bearer}"}


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
    with oxigraph(tmp_path / "db") as url:
        life(url, folder)


def test_oxigraph_answers_named_questions(tmp_path: Path, folder: Path) -> None:
    with oxigraph(tmp_path / "db") as url:
        call(url, folder)
        arguments = ["--endpoint", url, "--name", "said-by", "--set", "who=Boris Berg", "--format", "csv"]
        result = CliRunner().invoke(query_command, arguments, standalone_mode=False)
        assert "The tunnel will open 0" in result.stdout
        for text in ('" } } ; DROP ALL ; #', "\\u0022 }"):
            arguments[5] = f"who={text}"
            CliRunner().invoke(query_command, arguments, standalone_mode=False)
        assert held(url) == expected()


@pytest.mark.parametrize("whom", ["loader", "server"])
def test_a_kill_in_the_middle_leaves_nothing_that_the_next_load_does_not_mend(
    tmp_path: Path, folder: Path, whom: str
) -> None:
    write_stories(folder, range(60))
    port = free_port()
    with oxigraph(tmp_path / "db", port) as url:
        command = [sys.executable, "-m", "kg", "load", "--endpoint", url, str(folder)]
        with subprocess.Popen(command, stderr=subprocess.PIPE) as loader:
            while not held(url) and loader.poll() is None:
                time.sleep(0.005)
            if whom == "loader":
                loader.send_signal(signal.SIGKILL)
            else:
                killed = subprocess.run(["fuser", "-k", f"{port}/tcp"], capture_output=True, check=False)
                if killed.returncode:
                    pytest.skip("fuser is not installed")
    with oxigraph(tmp_path / "db", port) as url:
        assert call(url, folder)[0] == 0
        assert held(url) == {str(one.identifier): len(one) for one in map(story, range(60))}


def test_two_loaders_at_once_end_as_one(tmp_path: Path, folder: Path) -> None:
    with oxigraph(tmp_path / "db") as url:
        command = [sys.executable, "-m", "kg", "load", "--all", "--endpoint", url, str(folder)]
        loaders = [subprocess.Popen(command, stderr=subprocess.DEVNULL) for _ in range(2)]
        assert [loader.wait() for loader in loaders] == [0, 0]
        assert held(url) == expected()


def test_oxigraph_opens_an_embedded_store(tmp_path: Path, folder: Path) -> None:
    CliRunner().invoke(load_command, ["--store", str(tmp_path / "db"), str(folder)], standalone_mode=False)
    with oxigraph(tmp_path / "db") as url:
        assert held(url) == expected()


def test_virtuoso_holds_what_the_files_hold(
    virtuoso: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_STORE_USER", USER)
    monkeypatch.setenv("KG_STORE_PASSWORD", PASSWORD)
    life(virtuoso, folder, Credentials(USER, PASSWORD))


@pytest.mark.parametrize("password", ["", "wrong"])
def test_virtuoso_refuses_without_the_password(
    virtuoso: str, folder: Path, password: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if password:
        monkeypatch.setenv("KG_STORE_USER", USER)
        monkeypatch.setenv("KG_STORE_PASSWORD", password)
    code, words = call(virtuoso, folder)
    assert (code, "refuses access" in words) == (4, True)


@pytest.mark.parametrize("scheme", ["Basic", "Bearer"])
def test_nginx_lets_the_right_one_in(
    tmp_path: Path, folder: Path, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with oxigraph(tmp_path / "db") as store, nginx(tmp_path / "nginx", store) as front:
        assert call(front[scheme], folder)[0] == 4
        if scheme == "Basic":
            monkeypatch.setenv("KG_STORE_USER", USER)
            monkeypatch.setenv("KG_STORE_PASSWORD", PASSWORD)
        else:
            monkeypatch.setenv("KG_STORE_TOKEN", TOKEN)
        assert call(front[scheme], folder)[0] == 0
        assert held(store) == expected()
