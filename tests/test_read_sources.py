"""Paths become articles in a fixed order; what is left out is named with its reason."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
from pathlib import Path

import pytest

from kg.errors import ConfigError, InputError
from kg.model import Article, Issue
from kg.read import Defaults, is_input, read


def build(folder: Path, **files: str | bytes) -> None:
    """Writes files whose names are given with "__" for "/" and "_" for "."."""
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def names(*paths: Path | str, source_format: str | None = None) -> list[str]:
    """Identifiers of the articles, and issues as "! place: reason"."""
    found = read([str(path) for path in paths], source_format=source_format)
    return [i.identifier if isinstance(i, Article) else f"! {i.identifier}: {i.reason}" for i in found]


def test_a_folder_is_searched_to_the_bottom_in_the_order_of_its_names(tmp_path: Path) -> None:
    build(tmp_path, b_txt="B.", a_txt="A.", sub__c_text="C.", sub__deep__d_TXT="D.", B_txt="Big B.")
    assert names(tmp_path) == ["B.txt", "a.txt", "b.txt", "sub/c.text", "sub/deep/d.TXT"]


def test_a_file_is_named_by_its_base_name_and_a_record_by_its_id(tmp_path: Path) -> None:
    build(tmp_path, sub__a_txt="A.", sub__b_jsonl='{"id": "r1", "text": "R."}\n\n{"id": 2, "text": "S."}\n')
    assert names(tmp_path / "sub/a.txt", tmp_path / "sub/b.jsonl") == ["a.txt", "r1", "2"]


def test_compressed_files_are_read_by_the_name_before_gz(tmp_path: Path) -> None:
    build(
        tmp_path,
        a_txt_gz=gzip.compress(b"A.", mtime=0),
        b_jsonl_gz=gzip.compress(b'{"id": "r1", "text": "R."}'),
    )
    assert names(tmp_path) == ["a.txt.gz", "r1"]


def test_a_json_file_holds_one_record_or_a_list(tmp_path: Path) -> None:
    build(
        tmp_path, a_json='{"id": "r1",\n "text": "R."}', b_json='[{"id": "r2", "text": "S."}, {"id": "r3"}]'
    )
    assert names(tmp_path)[:2] == ["r1", "r2"]
    assert names(tmp_path)[2].startswith("! b.json[2]: no 'text'")


def test_a_bad_line_is_named_by_file_and_line_and_the_rest_is_read(tmp_path: Path) -> None:
    build(
        tmp_path,
        a_jsonl='{"id": "r1", "text": "R."}\nnonsense\n{"id": "r2", "text": ""}\n{"id": "r3", "text": "T."}',
    )
    found = names(tmp_path)
    assert [found[0], found[3]] == ["r1", "r3"]
    assert found[1].startswith("! a.jsonl:2: not JSON")
    assert found[2].startswith("! a.jsonl:3: empty")


def test_json_lines_with_a_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    build(tmp_path, a_jsonl='{"id": "r1", "text": "R."}\r\n{"id": "r2", "text": "Ü."}\r\n'.encode("utf-16"))
    assert names(tmp_path) == ["r1", "r2"]


def test_files_without_a_telling_name_are_sniffed(tmp_path: Path) -> None:
    build(tmp_path, a="A.", b='{"id": "r1", "text": "R."}\n', c="{ braces } open this article.")
    assert names(tmp_path) == ["a", "r1", "c"]


def test_the_format_named_by_the_caller_wins(tmp_path: Path) -> None:
    build(tmp_path, a_txt='{"id": "r1", "text": "R."}')
    assert names(tmp_path, source_format="jsonl") == ["r1"]
    assert names(tmp_path, source_format="text") == ["a.txt"]
    with pytest.raises(ConfigError, match="unknown source format 'xml'"):
        read([str(tmp_path)], source_format="xml")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"Lind said no.", ["stdin"]),
        (b'{"id": "r1", "text": "R."}', ["r1"]),
        (gzip.compress(b"Lind.", mtime=0), ["stdin"]),
    ],
)
def test_standard_input_is_text_or_json_lines(
    monkeypatch: pytest.MonkeyPatch, data: bytes, expected: list[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert names("-") == expected


def test_missing_paths_empty_folders_and_no_path_are_errors_at_once(tmp_path: Path) -> None:
    build(tmp_path, good__a_txt="A.", pictures__a_png=b"\x89PNG")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=r"nowhere\.txt: no such file"):
        read([str(tmp_path / "good"), str(tmp_path / "nowhere.txt")])
    for folder in ("empty", "pictures"):
        with pytest.raises(InputError, match=f"{folder}: a folder without articles"):
            read([str(tmp_path / folder)])
    with pytest.raises(InputError, match="no input"):
        read([])
    with pytest.raises(InputError, match="no such file"):
        read(["a\0b"])


def test_a_folder_that_cannot_be_opened_is_told_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def scandir(folder: str) -> object:
        raise PermissionError(13, "Permission denied", folder)

    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(InputError, match="cannot be opened: Permission denied"):
        read([str(tmp_path)])


def test_files_of_other_kinds_are_named_and_hidden_ones_and_own_output_passed_over(tmp_path: Path) -> None:
    build(tmp_path, a_txt="A.", b_pdf=b"%PDF-1.7", c_ttl="", d_nq_gz=b"", _hidden_txt="H.")
    found = names(tmp_path)
    assert found[0] == "a.txt"
    assert found[1].startswith("! b.pdf: .pdf is not a kind of file")
    assert len(found) == 2


def test_the_record_of_an_output_folder_is_passed_over_and_articles_of_its_name_are_not(
    tmp_path: Path,
) -> None:
    record = '{"file": "a-txt-1.ttl", "article": "a.txt", "source": "1", "content": "2"}\n'
    build(tmp_path, a_txt="A.", out__manifest_jsonl=record)
    assert names(tmp_path) == ["a.txt"]
    (tmp_path / "out" / "manifest.jsonl").write_text('{"id": "b", "text": "B."}\n', encoding="utf-8")
    assert names(tmp_path) == ["a.txt", "b"]


@pytest.mark.parametrize(
    ("file", "paths", "expected"),
    [
        ("in/a.txt", ["in/a.txt"], True),
        ("in/../in/a.txt", ["-", "in"], True),
        ("link.txt", ["in"], True),
        ("in/raw", ["in"], True),
        ("in/graph.ttl", ["in"], False),
        ("in/.log.jsonl", ["in"], False),
        ("in/new.jsonl", ["in"], False),
        ("in/a.txt", ["other", "in/raw"], False),
    ],
)
def test_a_file_is_an_input_when_reading_would_find_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, paths: list[str], *, expected: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    build(tmp_path, in__a_txt="A.", in__raw="R.", in__graph_ttl="", other__b_txt="B.")
    (tmp_path / "in" / ".log.jsonl").touch()
    (tmp_path / "link.txt").symlink_to(tmp_path / "in" / "a.txt")
    assert is_input(Path(file), paths) is expected


def test_two_files_of_one_name_are_named_from_the_folder_above_both(tmp_path: Path) -> None:
    build(tmp_path, x__a_txt="X.", y__a_txt="Y.", y__b_txt="B.")
    assert names(tmp_path / "x", tmp_path / "y") == ["x/a.txt", "y/a.txt", "b.txt"]


def test_a_path_given_twice_is_read_once(tmp_path: Path) -> None:
    build(tmp_path, a_txt="A.")
    assert names(tmp_path, tmp_path / "a.txt", tmp_path) == ["a.txt"]


def test_one_text_is_one_article(tmp_path: Path) -> None:
    records = [
        {"id": "r1", "text": "Same."},
        {"id": "r1", "text": "Same."},
        {"id": "r2", "text": "Same."},
        {"id": "r1", "text": "Other."},
        {"id": "r1", "text": "Same.", "outlet": "The Ledger"},
    ]
    build(tmp_path, a_jsonl="\n".join(map(json.dumps, records)))
    assert names(tmp_path) == [
        "r1",
        "! a.jsonl:3: the same text as a.jsonl:1: one text is one article",
        "! a.jsonl:4: another text under the id of a.jsonl:1; give each article its own id",
        "! a.jsonl:5: the same text as a.jsonl:1: one text is one article",
    ]


def test_defaults_and_record_metadata_reach_the_article(tmp_path: Path) -> None:
    build(tmp_path, a_jsonl='{"id": "r1", "text": "R.", "outlet": "The Ledger"}\n{"id": "r2", "text": "S."}')
    found = list(read([str(tmp_path)], defaults=Defaults(outlet="Halverton Times")))
    assert [item.outlet.name for item in found if isinstance(item, Article) and item.outlet] == [
        "The Ledger",
        "Halverton Times",
    ]


def test_an_empty_file_of_either_kind_is_an_issue(tmp_path: Path) -> None:
    build(tmp_path, a_txt="", b_jsonl="\n \n", c_txt="C.")
    found = names(tmp_path)
    assert found[0].startswith("! a.txt: empty")
    assert found[1].startswith("! b.jsonl: empty")
    assert found[2] == "c.txt"


def test_articles_are_read_one_at_a_time(tmp_path: Path) -> None:
    build(tmp_path, a_txt="A.", b_txt="B.")
    found = read([str(tmp_path)])
    first = next(found)
    (tmp_path / "b.txt").unlink()
    assert isinstance(first, Article)
    assert list(found) == [Issue("b.txt", "cannot be read: No such file or directory")]
