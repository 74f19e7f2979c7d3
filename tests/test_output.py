from __future__ import annotations

import errno
import gzip
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ConfigError, OutputError
from kg.model import Article, Block, BlockKind, Span
from kg.output import Format, OutputFolder, Target, open_for_writing, target_for, write_file
from kg.output.folder import MANIFEST, file_name
from tests.full_disk import small_files


def article(identifier: str = "a.txt", text: str = "Lind spoke.") -> Article:
    return Article(identifier, text, (Block(BlockKind.PROSE, Span(0, len(text))),))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# --- formats ------------------------------------------------------------------------------------


@pytest.mark.parametrize("compressed", [False, True])
@pytest.mark.parametrize("format_", list(Format))
def test_the_format_follows_the_file_name(format_: Format, compressed: bool) -> None:  # noqa: FBT001
    target = target_for(f"some.graph.{format_.value.upper()}{'.gz' if compressed else ''}")
    assert (target.format, target.compressed, target.folder) == (format_, compressed, False)


def test_format_overrides_the_file_name() -> None:
    assert target_for("graph.ttl", "nq").format is Format.N_QUADS


def test_a_name_that_ends_in_gz_is_always_compressed() -> None:
    assert target_for("graph.ttl.gz", "nq").compressed


def test_no_output_is_turtle_on_stdout() -> None:
    assert target_for(None) == target_for("-") == Target(None, Format.TURTLE)


def test_a_name_with_a_slash_at_its_end_is_a_folder() -> None:
    assert target_for("graphs/").folder


def test_a_folder_that_is_there_is_a_folder(tmp_path: Path) -> None:
    assert target_for(str(tmp_path)).folder


@pytest.mark.parametrize("name", ["graph", "graph.xml", "graph.gz", ".ttl.bak"])
def test_an_unknown_ending_is_refused_with_the_known_ones(name: str) -> None:
    with pytest.raises(ConfigError, match="no format is known") as caught:
        target_for(name)
    assert caught.value.hint is not None
    assert ".jsonld" in caught.value.hint


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ConfigError, match="'xml' is not a format"):
        target_for(None, "xml")


# --- files --------------------------------------------------------------------------------------


def test_the_file_has_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    with open_for_writing(target_for(str(path))) as writer:
        writer.write(b"first")
        assert not path.exists()
    assert path.read_bytes() == b"first"
    assert names(tmp_path) == ["graph.ttl"]


def test_an_error_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_bytes(b"old")

    def fail() -> None:
        with open_for_writing(target_for(str(path))) as writer:
            writer.write(b"new")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["graph.ttl"]


def test_an_error_is_told_though_somebody_has_removed_the_part(tmp_path: Path) -> None:
    def fail() -> None:
        with open_for_writing(target_for(str(tmp_path / "graph.ttl"))) as writer:
            writer.write(b"new")
            for part in tmp_path.iterdir():
                part.unlink()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()


def test_the_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_file(target_for(str(path)), b"new")
    assert path.stat().st_mode & 0o777 == 0o640


def test_what_a_killed_run_left_is_taken_over(tmp_path: Path) -> None:
    killed = (
        "import os, sys; from kg.output import open_for_writing, target_for\n"
        "with open_for_writing(target_for(sys.argv[1])) as w:\n"
        "    w.write(b'x' * 100_000); os.kill(os.getpid(), 9)\n"
    )
    path = tmp_path / "graph.ttl"
    subprocess.run([sys.executable, "-c", killed, str(path)], check=False)
    assert len(names(tmp_path)) == 1
    write_file(target_for(str(path)), b"whole")
    assert names(tmp_path) == ["graph.ttl"]
    assert path.read_bytes() == b"whole"


def test_a_second_writer_of_the_same_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    with open_for_writing(target_for(str(path))) as writer:
        writer.write(b"first")
        with pytest.raises(OutputError, match="another process is writing it"):
            write_file(target_for(str(path)), b"second")
    assert path.read_bytes() == b"first"


def test_a_link_keeps_pointing_at_the_file_that_is_renewed(tmp_path: Path) -> None:
    (tmp_path / "real.ttl").write_bytes(b"old")
    link = tmp_path / "link.ttl"
    link.symlink_to("real.ttl")
    write_file(target_for(str(link)), b"new")
    assert link.is_symlink()
    assert (tmp_path / "real.ttl").read_bytes() == b"new"


def test_a_device_is_written_and_not_replaced() -> None:
    write_file(target_for(os.devnull, "ttl"), b"gone")
    assert not Path(os.devnull).is_file()


def test_a_pipe_gets_the_bytes(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    write_file(target_for(str(pipe), "ttl"), b"piped")
    reader.join(timeout=10)
    assert got == [b"piped"]


@pytest.mark.parametrize("size", [1, 100_000])
def test_a_full_disk_is_one_line_and_names_the_file(size: int) -> None:
    with pytest.raises(OutputError, match=rf"/dev/full.*{os.strerror(errno.ENOSPC)}"):
        write_file(target_for("/dev/full", "ttl"), b"x" * size)


@pytest.mark.parametrize("name", ["graph.ttl", "graph.nq.gz"])
@pytest.mark.parametrize("size", [100, 100_000])
def test_a_disk_that_fills_leaves_the_old_file_and_is_named(tmp_path: Path, name: str, size: int) -> None:
    path = tmp_path / name
    path.write_bytes(b"old")
    with small_files(10), pytest.raises(OutputError) as caught:
        write_file(target_for(str(path)), os.urandom(size))
    assert caught.value.message == f"{path}: cannot be written: {os.strerror(errno.EFBIG)}"
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [(name, b"old")]


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written") as caught:
        write_file(target_for(str(tmp_path / "no" / "graph.ttl")), b"")
    assert caught.value.hint == "make the folder first"


def test_compressed_bytes_do_not_depend_on_time_or_name(tmp_path: Path) -> None:
    for name in ("one.ttl.gz", "two.ttl.gz"):
        write_file(target_for(str(tmp_path / name)), b"text" * 1000)
    one, two = (tmp_path / "one.ttl.gz").read_bytes(), (tmp_path / "two.ttl.gz").read_bytes()
    assert one == two
    assert one[4:8] == bytes(4)  # the time of RFC 1952
    assert gzip.decompress(one) == b"text" * 1000


# --- folders ------------------------------------------------------------------------------------


def build(folder: Path, *articles: Article, run: str = "1") -> list[str]:
    """The articles of one run that were not current."""
    written = []
    with OutputFolder(target_for(f"{folder}/"), run).hold() as output:
        for one in articles:
            place = output.place(one)
            if not place.current:
                output.put(place, one.text.encode())
                written.append(one.identifier)
    return written


def test_an_unchanged_article_is_not_written_again(tmp_path: Path) -> None:
    assert build(tmp_path, article("a"), article("b")) == ["a", "b"]
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert build(tmp_path, article("a"), article("b")) == []
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


def test_only_the_changed_article_is_written_again(tmp_path: Path) -> None:
    build(tmp_path, article("a"), article("b"))
    assert build(tmp_path, article("a"), article("b", "Berg spoke.")) == ["b"]


def test_another_version_or_option_renews_every_article(tmp_path: Path) -> None:
    build(tmp_path, article("a"), run="1")
    assert build(tmp_path, article("a"), run="2") == ["a"]


@pytest.mark.parametrize("damage", ["cut", "lost"])
def test_a_damaged_file_is_written_again(tmp_path: Path, damage: str) -> None:
    build(tmp_path, article("a"))
    (file,) = tmp_path.glob("*.ttl")
    if damage == "cut":
        file.write_bytes(b"")
    else:
        file.unlink()
    assert build(tmp_path, article("a")) == ["a"]


def test_the_manifest_tells_every_file(tmp_path: Path) -> None:
    build(tmp_path, article("b"), article("a"))
    entries = [json.loads(line) for line in (tmp_path / MANIFEST).read_text("utf-8").splitlines()]
    assert [entry["article"] for entry in entries] == ["a", "b"]
    assert {entry["file"] for entry in entries} == {path.name for path in tmp_path.glob("*.ttl")}


def test_a_file_of_an_article_that_is_gone_is_kept_and_counted(tmp_path: Path) -> None:
    build(tmp_path, article("a"), article("b"))
    with OutputFolder(target_for(f"{tmp_path}/"), "1").hold() as output:
        output.place(article("a"))
        assert output.others() == 1
    assert len(list(tmp_path.glob("*.ttl"))) == 2


def test_two_versions_of_one_identifier_have_a_file_each(tmp_path: Path) -> None:
    versions = (article("a", "Lind spoke."), article("a", "Lind did not speak."))
    build(tmp_path, *versions)
    assert {p.read_text("utf-8") for p in tmp_path.glob("*.ttl")} == {v.text for v in versions}
    assert build(tmp_path, *versions) == []


def test_a_killed_run_is_resumed_to_the_same_bytes(tmp_path: Path) -> None:
    articles = [article(name) for name in "abc"]
    build(tmp_path / "whole", *articles)

    def interrupted() -> None:
        with OutputFolder(target_for(f"{tmp_path}/cut/"), "1").hold() as output:
            output.put(output.place(articles[0]), articles[0].text.encode())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    with (tmp_path / "cut" / ".kg-journal.jsonl").open("ab") as journal:
        journal.write(b'{"file": "cut sh')
    (tmp_path / "cut" / ".kg-file.part").write_bytes(b"half")
    assert build(tmp_path / "cut", *articles) == ["b", "c"]
    whole = {p.name: p.read_bytes() for p in (tmp_path / "whole").iterdir()}
    assert {p.name: p.read_bytes() for p in (tmp_path / "cut").iterdir()} == whole


def test_a_compressed_folder_holds_compressed_files(tmp_path: Path) -> None:
    with OutputFolder(target_for(f"{tmp_path}/", "nq.gz"), "1").hold() as output:
        path = output.put(output.place(article()), b"graph")
    assert path.name.endswith(".nq.gz")
    assert gzip.decompress(path.read_bytes()) == b"graph"


def test_a_full_disk_leaves_the_old_file_of_the_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, article())
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.ttl")}

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match=os.strerror(errno.ENOSPC)):
        build(tmp_path, article(), run="2")
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.ttl")} == before


def test_a_second_run_on_a_folder_is_refused_with_the_holder(tmp_path: Path) -> None:
    refused = pytest.raises(OutputError, match=f"process {os.getpid()} is writing it")
    with OutputFolder(target_for(f"{tmp_path}/"), "1").hold(), refused:
        build(tmp_path, article())
    assert build(tmp_path, article()) == ["a.txt"]


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"")
    with pytest.raises(OutputError, match="cannot be written"):
        build(tmp_path / "f", article())


@pytest.mark.parametrize(
    "identifier",
    ["../../etc/passwd", "/etc/passwd", "a\0b", "", ".", "CON", "a" * 5000, "é" * 300, "\udcff", "a\nb"],
)
def test_no_identifier_leaves_the_folder(identifier: str, tmp_path: Path) -> None:
    build(tmp_path / "graphs", article(identifier))
    assert names(tmp_path) == ["graphs"]
    assert len(list((tmp_path / "graphs").glob("*.ttl"))) == 1


@given(st.text(max_size=200))
def test_a_file_name_is_short_plain_and_lower_case(identifier: str) -> None:
    name = file_name(identifier, ".jsonld.gz")
    assert name.isascii()
    assert name == name.lower()
    assert len(name) <= 60 + 1 + 16 + len(".jsonld.gz")
    assert not set(name) - set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert name[0] not in "-."


@given(st.text(max_size=8), st.text(max_size=8))
def test_different_identifiers_have_different_names(one: str, two: str) -> None:
    assert (file_name(one, ".ttl") == file_name(two, ".ttl")) == (one == two)
