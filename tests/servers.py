"""Real servers for tests: Oxigraph from PyPI, Virtuoso with Digest, nginx in front for Basic and Bearer."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

USER, PASSWORD, TOKEN = "kg", "Loader-s3cret", "t0ken-of-the-store"


@dataclass(frozen=True)
class Served:
    """A server: where it takes graphs, and its process."""

    url: str
    process: subprocess.Popen[bytes]


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
def oxigraph(folder: Path, port: int) -> Iterator[Served]:
    """An Oxigraph server over ``folder``."""
    found = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if found is None:
        pytest.fail("oxigraph, a dependency of the tests, is not installed")
    command = [found, "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    with running(command, port) as process:
        yield Served(f"http://127.0.0.1:{port}", process)


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


@contextmanager
def virtuoso(folder: Path, port: int) -> Iterator[Served]:
    """A Virtuoso server over ``folder`` with a user who may write; after a kill it opens what it had."""
    if shutil.which("virtuoso-t") is None or shutil.which("isql-vt") is None:
        pytest.skip("Virtuoso is not installed")
    fresh = not folder.exists()
    folder.mkdir(exist_ok=True)
    sql = free_port()
    (folder / "v.ini").write_text(VIRTUOSO_INI.format(folder=folder, sql=sql, http=port))
    command = ["virtuoso-t", "+configfile", str(folder / "v.ini"), "+foreground"]
    statements = (
        f"DB.DBA.USER_CREATE('{USER}', '{PASSWORD}');",
        f'GRANT SPARQL_UPDATE TO "{USER}";',
        f"DB.DBA.RDF_DEFAULT_USER_PERMS_SET('{USER}', 7);",
    )
    with running(command, port, seconds=180) as process:
        for statement in statements if fresh else ():
            order = ["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", f"exec={statement}"]
            subprocess.run(order, check=True, capture_output=True)
        yield Served(f"http://127.0.0.1:{port}/sparql-graph-crud-auth", process)


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
def nginx(folder: Path, store: str, *, basic: int) -> Iterator[dict[str, str]]:
    """Nginx in front of a store: an address that wants Basic, one that wants Bearer."""
    binary = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if binary is None:
        pytest.skip("nginx is not installed")
    folder.mkdir()
    bearer = free_port()
    digest = base64.b64encode(hashlib.sha1(PASSWORD.encode(), usedforsecurity=False).digest()).decode()
    (folder / "users").write_text(f"{USER}:{{SHA}}{digest}\n")
    (folder / "users").chmod(0o644)
    folder.chmod(0o755)
    user = "" if os.geteuid() else "user root;"  # its workers must read the test's folder
    text = NGINX_CONF.format(folder=folder, basic=basic, bearer=bearer, store=store, token=TOKEN, user=user)
    (folder / "nginx.conf").write_text(text)
    with running([binary, "-c", str(folder / "nginx.conf")], basic):
        yield {"Basic": f"http://127.0.0.1:{basic}", "Bearer": f"http://127.0.0.1:{bearer}"}


@contextmanager
def fronted(folder: Path, port: int) -> Iterator[Served]:
    """An Oxigraph server behind nginx, which wants Basic."""
    with oxigraph(folder, free_port()) as store:
        place = folder.with_name(f"nginx-{store.process.pid}")
        with nginx(place, store.url, basic=port) as front:
            yield Served(front["Basic"], store.process)
