from __future__ import annotations

import re
import unicodedata

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import URIRef

from kg.errors import ConfigError
from kg.iris import SLUG_LENGTH, Iris, canonical_url, check_base, safe_iri, slug
from kg.model import Article, Span

BASE = "https://example.org/kg/"
SLUG = re.compile(r"(?:[a-z0-9-]|%[0-9A-F]{2})*(?:~[0-9a-f]{8})?")
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=120)


def same_but_for_case_and_spaces(first: str, second: str) -> bool:
    def plain(name: str) -> str:
        lower = unicodedata.normalize("NFC", name).lower()
        return unicodedata.normalize("NFC", "-".join(lower.replace("-", " ").split()))

    return plain(first) == plain(second)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Anna Lind", "anna-lind"),
        ("  Anna \t\u00a0 LIND ", "anna-lind"),
        ("Saint-Denis", "saint-denis"),
        ("42nd Street", "42nd-street"),
        ("Åse", "%C3%A5se"),
        ("A\u030ase", "%C3%A5se"),
        ("हिंदी", "%E0%A4%B9%E0%A4%BF%E0%A4%82%E0%A4%A6%E0%A5%80"),
    ],
)
def test_a_name_of_letters_and_spaces_needs_no_hash(name: str, expected: str) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        ".",
        "..",
        "../../etc/passwd",
        "O'Brien",
        "a/b",
        "#?<>",
        "🙂",
        "\u202eabc",
        "x" * 300,
        "\ud800",
    ],
    ids=ascii,
)
def test_a_name_that_loses_something_ends_in_its_hash(name: str) -> None:
    assert re.fullmatch(r"(?:[a-z0-9-]|%[0-9A-F]{2})*~[0-9a-f]{8}", slug(name))


@given(ANY_TEXT)
def test_every_slug_is_ascii_of_bounded_length_and_a_safe_last_part(name: str) -> None:
    made = slug(name)
    assert made
    assert SLUG.fullmatch(made)
    assert len(made) <= SLUG_LENGTH * 12 + 9
    assert pyoxigraph.NamedNode(f"{BASE}person/{made}").value == URIRef(f"{BASE}person/{made}").toPython()


@given(ANY_TEXT, ANY_TEXT)
def test_two_names_share_a_slug_only_if_case_or_spaces_tell_them_apart(first: str, second: str) -> None:
    assert (slug(first) == slug(second)) == same_but_for_case_and_spaces(first, second)


@given(
    st.text(st.sampled_from("aA -'é.\u0301"), max_size=6),
    st.text(st.sampled_from("aA -'é.\u0301"), max_size=6),
)
def test_near_names_share_a_slug_only_if_case_or_spaces_tell_them_apart(first: str, second: str) -> None:
    assert (slug(first) == slug(second)) == same_but_for_case_and_spaces(first, second)


@pytest.mark.parametrize(
    "text",
    [
        "http://example.org",
        "https://example.org:8080/a/b?c=d&e=%20#f",
        "https://example.org/(x)'y';z",
    ],
)
def test_an_ascii_web_address_is_kept(text: str) -> None:
    assert safe_iri(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://example.org/é?ü#ß", "https://example.org/%C3%A9?%C3%BC#%C3%9F"),
        ("HTTP://example.org/", "http://example.org/"),
        ("http://bücher.example/", "http://xn--bcher-kva.example/"),
    ],
)
def test_an_address_with_other_letters_is_encoded(text: str, expected: str) -> None:
    assert safe_iri(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/etc/passwd",
        "../x",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "urn:x:y",
        "http://",
        "http:///path",
        "http://user:secret@example.org/",
        "http://exa mple.org/",
        "http://example.org/a b",
        "http://example.org/\n",
        "http://example.org/> <http://evil.example/",
        'http://example.org/"',
        "http://example.org/%zz",
        "http://example.org/%",
        "http://example.org/[1]",
        "http://example.org\\@evil.example/",
        "http://example.org:port/",
        "http://example.org/\ud800",
        "http://example.org/" + "a" * 3000,
    ],
    ids=ascii,
)
def test_anything_else_is_refused(text: str) -> None:
    assert safe_iri(text) is None


@given(st.one_of(ANY_TEXT, ANY_TEXT.map("http://example.org/".__add__), ANY_TEXT.map("https://".__add__)))
def test_what_is_let_through_is_accepted_by_a_strict_parser(text: str) -> None:
    iri = safe_iri(text)
    if iri is not None:
        assert iri.isascii()
        assert pyoxigraph.NamedNode(iri).value == iri
        assert URIRef(iri).n3() == f"<{iri}>"
        assert safe_iri(iri) == iri


def test_addresses_of_one_article_have_one_canonical_form() -> None:
    variants = ["https://Post.example:443/a?b=1#top", "https://post.example/a?b=1"]
    assert {canonical_url(url) for url in variants} == {"https://post.example/a?b=1"}


@pytest.mark.parametrize("base", ["", "kg/", "https://example.org", "https://example.org/kg#", "ftp://a/"])
def test_a_base_below_which_nothing_can_be_minted_is_refused(base: str) -> None:
    with pytest.raises(ConfigError, match="base"):
        check_base(base)


def test_an_article_is_named_by_its_address_and_a_text_by_its_characters() -> None:
    here = Iris.of(Article("a.txt", "one", (), url="https://post.example/a"), base=BASE)
    there = Iris.of(Article("b.txt", "two", (), url="https://POST.example/a#x"), base=BASE)
    assert here.article == there.article
    assert here.text != there.text


def test_an_article_without_address_is_named_by_its_text() -> None:
    iris = Iris.of(Article("a.txt", "one", ()), base=BASE)
    assert iris.article_id == iris.text_id == "7692c3ad3540bb803c020b3aee66cd88"


def test_iris_follow_the_published_patterns() -> None:
    iris = Iris(BASE, "a" * 32, "b" * 32)
    assert iris.span(Span(3, 9)) == f"{BASE}text/{'b' * 32}#offset_3_9"
    assert iris.statement(Span(3, 9)) == f"{BASE}statement/{'b' * 32}/offset_3_9"
    assert iris.statement(Span(3, 9), clash=2) == f"{BASE}statement/{'b' * 32}/offset_3_9_2"
    assert iris.entity("person/john-smith.us-senator") == f"{BASE}person/john-smith.us-senator"
    assert iris.entity("source/officials") == f"{BASE}article/{'a' * 32}/source/officials"
    assert iris.graph == f"{BASE}graph/{'b' * 32}"


@pytest.mark.parametrize(
    "path", ["", "person/", "person/a/b", "person/a b", "person/a.", "ship/a", "../a", "person/é"]
)
def test_a_path_that_is_none_is_a_programming_error(path: str) -> None:
    with pytest.raises(ValueError, match="path of an entity"):
        Iris(BASE, "a" * 32, "b" * 32).entity(path)


def test_what_hangs_on_an_unnamed_source_is_scoped_to_the_article() -> None:
    iris = Iris(BASE, "a" * 32, "b" * 32)
    assert iris.beside("affiliation", "source/aide", "chief").startswith(iris.article)
    assert iris.beside("affiliation", "person/lind", "chief") == f"{BASE}affiliation/lind.chief"
    assert iris.beside("link", "country/NO", "Q20") == f"{BASE}link/country.NO.Q20"
