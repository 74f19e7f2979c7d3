"""A text and what is known about it become a draft, and a draft an article."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from kg.errors import ConfigError, InputError
from kg.model import Article, Credit
from kg.read.blocks import find_layout
from kg.read.clean import clean
from kg.read.stamps import published_in

if TYPE_CHECKING:
    from datetime import date, datetime

# spaCy refuses more (E088) and costs about 1 GB for each 100,000 characters; a long read has 60,000.
MAX_CHARACTERS: Final = 1_000_000

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}")
_MARKUP: Final = re.compile(r"\s*<(?:!doctype|html|\?xml|rss|feed)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for every article whose text or record does not say it.

    Raises ``ConfigError`` for a ``language`` that is no language tag.
    """

    outlet: str | None = None
    published: date | None = None
    language: str | None = None

    def __post_init__(self) -> None:
        if self.language and _tag(self.language) is None:
            raise ConfigError(f"'{self.language}' is no language tag", hint="give one like en or en-GB")


NO_DEFAULTS: Final = Defaults()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A text that can be an article, and what is told about it besides; not yet cut into blocks.

    The cut takes 4 ms of processor time for 2,000 characters, a draft a twentieth of it: who asks only
    whether an article has changed, or hands it to another process, needs no more than the draft.
    """

    identifier: str
    text: str
    defaults: Defaults = NO_DEFAULTS
    headline: str | None = None
    published: date | datetime | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None

    @property
    def digest(self) -> bytes:
        """The 32 bytes of the SHA-256 of the text's UTF-8 bytes."""
        return hashlib.sha256(self.text.encode("utf-8")).digest()

    def article(self) -> Article:
        """The article, with blocks; what is told besides wins over what the text tells."""
        layout = find_layout(self.text, self.headline)
        told = published_in(layout.moments)
        return Article(
            identifier=self.identifier,
            text=self.text,
            blocks=layout.blocks,
            headline=_one_line(self.headline) or layout.headline,
            authors=layout.authors,
            photo_credits=layout.photo_credits,
            published=_more_exact(self.published, told) or told or self.defaults.published,
            outlet=_credit(self.outlet) or layout.outlet or _credit(self.defaults.outlet),
            url=self.url if self.url and is_web_address(self.url) else None,
            language=_tag(self.language) or _tag(self.defaults.language) or "en",
        )


def draft_from_text(
    text: str,
    identifier: str,
    defaults: Defaults = NO_DEFAULTS,
    *,
    headline: str | None = None,
    published: date | datetime | None = None,
    outlet: str | None = None,
    url: str | None = None,
    language: str | None = None,
) -> Draft:
    """The draft that a text is.

    The text is kept as it is but for characters that cannot be, which are replaced one for one.
    Raises ``InputError`` when the text is empty, too long or markup.
    """
    kept = clean(text)
    if not kept.strip():
        raise InputError("no text" if text else "empty", hint="leave it out")
    if len(kept) > MAX_CHARACTERS:
        raise InputError(
            f"{len(kept):,} characters, more than the {MAX_CHARACTERS:,} of one article",
            hint="split it into its articles, or give them as JSON Lines",
        )
    if _MARKUP.match(kept):
        raise InputError("markup, not text", hint="extract the article's text first")
    return Draft(
        identifier=clean(identifier),
        text=kept,
        defaults=defaults,
        headline=headline,
        published=published,
        outlet=outlet,
        url=url,
        language=language,
    )


def article_from_text(
    text: str,
    identifier: str,
    defaults: Defaults = NO_DEFAULTS,
    *,
    headline: str | None = None,
    published: date | datetime | None = None,
    outlet: str | None = None,
    url: str | None = None,
    language: str | None = None,
) -> Article:
    """The article that a text is, with blocks; metadata given here wins over what the text tells.

    A ``url`` that is no web address and a ``language`` that is no language tag are left out.
    Raises ``InputError`` as ``draft_from_text`` does.
    """
    return draft_from_text(
        text,
        identifier,
        defaults,
        headline=headline,
        published=published,
        outlet=outlet,
        url=url,
        language=language,
    ).article()


def is_web_address(url: str) -> bool:
    """Whether a URL is an absolute http or https address without white space or controls."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return (
        parts.scheme in {"http", "https"}
        and bool(parts.hostname)
        and clean(url) == url
        and not any(map(str.isspace, url))
    )


def _one_line(text: str | None) -> str | None:
    """The text cleaned, on one line; None when nothing is left."""
    return " ".join(clean(text).split()) or None if text else None


def _credit(name: str | None) -> Credit | None:
    """The name as metadata that stands nowhere in the text."""
    bare = _one_line(name)
    return Credit(bare) if bare else None


def _tag(language: str | None) -> str | None:
    """The language tag in lower case, or None when it is none (BCP 47, its common part)."""
    return language.lower() if language and _LANGUAGE.fullmatch(language) else None


def _more_exact(given: date | datetime | None, told: date | datetime | None) -> date | datetime | None:
    """The date given, or the text's moment of that same day, which adds the hour."""
    same = given is not None and told is not None and told.isoformat()[:10] == given.isoformat()
    return told if same else given
