"""IRIs minted from content: ASCII only, the same for the same input, safe to write in any RDF syntax.

==============================  ============================================================
article                         ``article/{32 hex}`` of the canonical URL's SHA-256, else the text's
text                            ``text/{32 hex}`` of the SHA-256 of its UTF-8 bytes
span, mention                   ``{text}#offset_{begin}_{end}`` in code points, half open
statement                       ``statement/{text id}/offset_{begin}_{end}``, ``_2`` on a clash
hop                             ``{statement}.hop{n}``
person, organization, place …   ``{kind}/{slug}``; a country has its ISO code for a slug
unnamed source                  ``{article}/source/{slug}``
==============================  ============================================================

32 hexadecimal digits (128 bits) collide with p < 1e-15 at 1e9 texts; 64 bits would with p = 0.027.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit, urlunsplit

from kg.errors import ConfigError

if TYPE_CHECKING:
    from kg.model import Article, Span

# Longer names are sentences; 80 code points of 4 bytes still fit every store's key (960 characters).
SLUG_LENGTH = 80
_HASH_LENGTH = 8
_ID_LENGTH = 32
# Browsers and archives cut addresses at 2,048 characters: what is longer is data, not an address.
_IRI_LENGTH = 2048

# RFC 3986, http and https only, without user information; every class is disjoint from what follows
# it, so matching takes linear time.
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?\.?")
_HTTP = re.compile(
    r"https?://(?P<host>[^/?#:@\[\]]+)(?::[0-9]{1,5})?"
    r"(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*)?"
    r"(?:\?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
    r"(?:#(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
)
_KINDS = "person|organization|country|place|platform|source"
_PATH = re.compile(rf"(?P<kind>{_KINDS})/(?P<name>(?:[A-Za-z0-9_~-]|\.(?!\Z)|%[0-9A-F]{{2}})+)")
_VERSION = re.compile(r"[A-Za-z0-9]+(?:\.[A-Za-z0-9]+)*")
_WIKIDATA = "http://www.wikidata.org/entity/"
_ITEM = re.compile(r"Q[1-9][0-9]*")
_DEFAULT_PORT = {"http": ":80", "https": ":443"}


def slug(name: str) -> str:
    """The name as the last part of an IRI: lower case, words joined by "-", ASCII after encoding.

    Letters, their marks and digits of any script are kept, white space and hyphens become "-". When
    anything else was lost, or the name is longer than ``SLUG_LENGTH``, "~" and eight hexadecimal
    digits of the name's SHA-256 follow. Two names have one slug only if they differ in case, in
    Unicode form or in spaces against hyphens. Never empty, never ends in ".", has no "/".

    >>> slug("Anna  Lind"), slug("O'Brien")
    ('anna-lind', 'o-brien~65b87174')
    """
    plain = "-".join(unicodedata.normalize("NFC", name).lower().replace("-", " ").split())
    plain = unicodedata.normalize("NFC", plain)
    kept = "-".join("".join(c if _is_word(c) else " " for c in plain).split())
    short = kept[:SLUG_LENGTH].rstrip("-")
    encoded = quote(short, safe="-")
    if short == plain and short:
        return encoded
    digest = hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{encoded}~{digest[:_HASH_LENGTH]}"


def _is_word(character: str) -> bool:
    category = unicodedata.category(character)
    return character == "-" or category[0] in "LM" or category == "Nd"


def safe_iri(text: str) -> str | None:
    """``text`` as an ASCII http(s) IRI that every RDF parser accepts, or None.

    Characters outside ASCII are percent-encoded in the path, query and fragment and punycoded in the
    host. None for any other scheme, for user information, for white space, control characters, stray
    "%" and anything else RFC 3986 has no place for.

    >>> safe_iri("https://example.org/café"), safe_iri("javascript:alert(1)")
    ('https://example.org/caf%C3%A9', None)
    """
    if len(text) > _IRI_LENGTH or any("\ud800" <= c <= "\udfff" for c in text):
        return None
    match = _HTTP.fullmatch(_ascii(text))
    if match is None:
        return None
    host = _ascii_host(match["host"])
    return None if host is None else match[0][: match.start("host")] + host + match[0][match.end("host") :]


def _ascii(text: str) -> str:
    """The text with everything outside ASCII that is not in the host percent-encoded as UTF-8."""
    scheme, mark, rest = text.partition("://")
    end = min((i for i in map(rest.find, "/?#") if i >= 0), default=len(rest))
    tail = "".join(c if c.isascii() else quote(c) for c in rest[end:])
    return scheme.lower() + mark + rest[:end] + tail


def _ascii_host(host: str) -> str | None:
    try:
        plain = host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError:
        return None
    return plain if _HOST.fullmatch(plain) else None


def canonical_url(url: str) -> str | None:
    """The address that stands for an article: no fragment, no default port, host in lower case; or None.

    >>> canonical_url("HTTPS://Example.org:443#top")
    'https://example.org/'
    """
    safe = safe_iri(url)
    if safe is None:
        return None
    parts = urlsplit(safe)
    host = parts.netloc.lower().removesuffix(_DEFAULT_PORT[parts.scheme])
    return urlunsplit((parts.scheme, host, parts.path or "/", parts.query, ""))


def check_base(base: str) -> str:
    """The base IRI, unchanged; raises ``ConfigError`` when no IRI can be minted below it."""
    if safe_iri(base) != base or not base.endswith("/") or "?" in base or "#" in base:
        raise ConfigError(
            f"not a base for IRIs: {base!r}",
            hint="give an absolute http or https address that ends in '/'",
        )
    return base


def wikidata(identifier: str) -> str:
    """The IRI that an authority's identifier stands for: an item's number becomes Wikidata's IRI.

    >>> wikidata("Q7747"), wikidata("https://example.org/7")
    ('http://www.wikidata.org/entity/Q7747', 'https://example.org/7')
    """
    return f"{_WIKIDATA}{identifier}" if _ITEM.fullmatch(identifier) else identifier


def hex_id(text: str) -> str:
    """The first 32 hexadecimal digits of the SHA-256 of the text's UTF-8 bytes."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:_ID_LENGTH]


@dataclass(frozen=True, slots=True)
class Iris:
    """The IRIs of one article below ``base``; ``of`` makes it from the article."""

    base: str
    article_id: str
    text_id: str

    @classmethod
    def of(cls, article: Article, *, base: str) -> Iris:
        """The IRIs of ``article``; raises ``ConfigError`` for a base that cannot be one."""
        text_id = article.sha256[:_ID_LENGTH]
        url = canonical_url(article.url) if article.url else None
        return cls(check_base(base), hex_id(url) if url else text_id, text_id)

    @property
    def article(self) -> str:
        """The article apart from its wording."""
        return f"{self.base}article/{self.article_id}"

    @property
    def text(self) -> str:
        """The wording."""
        return f"{self.base}text/{self.text_id}"

    @property
    def graph(self) -> str:
        """The named graph that holds what was read from this wording."""
        return f"{self.base}graph/{self.text_id}"

    def image(self, number: int) -> str:
        """The article's photograph ``number``, counted from 1."""
        return f"{self.article}.image{number}"

    def span(self, span: Span) -> str:
        """A span or mention."""
        return f"{self.text}#offset_{span.start}_{span.end}"

    def statement(self, content: Span, *, clash: int = 1) -> str:
        """The statement with this content hull; ``clash`` counts those that share the hull."""
        suffix = "" if clash == 1 else f"_{clash}"
        return f"{self.base}statement/{self.text_id}/offset_{content.start}_{content.end}{suffix}"

    def entity(self, path: str) -> str:
        """The entity with this path; raises ``ValueError`` for a path that is none."""
        match = _PATH.fullmatch(path)
        if match is None:
            raise ValueError(f"not the path of an entity: {path!r}")
        return f"{self.article}/{path}" if match["kind"] == "source" else self.base + path

    def beside(self, kind: str, path: str, *names: str) -> str:
        """A node of ``kind`` that hangs on the entity at ``path`` and is scoped as the entity is.

        ``names`` tell it from its like and are parts of IRIs already. Below the article for an
        unnamed source, else ``{kind}/{entity}.{names}``.
        """
        owner, _, name = path.partition("/")
        if owner == "source":
            return ".".join([self.entity(path), kind, *names])
        holder = name if owner == "person" else f"{owner}.{name}"
        return f"{self.base}{kind}/{'.'.join([holder, *names])}"

    def run(self, digest: str) -> str:
        """The run with this digest of its software, version, model and options."""
        return f"{self.base}run/{digest[:_ID_LENGTH]}"

    def software(self, name: str, version: str) -> str:
        """One version of a piece of software, or a language model."""
        plain = _VERSION.fullmatch(version)
        return f"{self.base}software/{slug(name)}.{version if plain else slug(version)}"

    def prefixes(self) -> dict[str, str]:
        """Prefixes for what this article alone can name; their local names have no "/"."""
        return {
            "source": f"{self.article}/source/",
            "span": f"{self.text}#",
            "statement": f"{self.base}statement/{self.text_id}/",
        }


def shared_prefixes(base: str) -> dict[str, str]:
    """Prefixes for what any article can name, in reading order."""
    kinds = ("article", "text", "person", "organization", "country", "place", "platform", "affiliation")
    return {kind: f"{base}{kind}/" for kind in (*kinds, "link", "run", "software")}
