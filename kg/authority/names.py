"""Names reduced to the keys under which authorities file them."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import combining, normalize

# Letters that Unicode does not decompose, as their bearers write them in plain English print.
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "ħ": "h",
        "ŧ": "t",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ə": "e",
        "ŋ": "n",
    }
)
# Marks inside a word vanish ("al-Assad's" keeps its hyphen as a break, "O'Neill" is one word).
_INSIDE = str.maketrans(dict.fromkeys(".'’‘ʻʼ`´ʿʾ"))
_BREAK = re.compile(r"[^\w]+|_+")
_LAST_ASKED = 256  # names; one name is asked for as a person, a body and a place in turn


@lru_cache(maxsize=_LAST_ASKED)
def normalize_name(name: str) -> str:
    """The key of a name: case, accents, punctuation, a leading "the" and split initials do not count.

    Two spellings of one name that differ in these only have one key; "" when the name has no letter.

    >>> normalize_name("The Côte-d’Ivoire"), normalize_name("J. D. Vance") == normalize_name("JD Vance")
    ('cote divoire', True)
    """
    text = name.casefold()
    if not text.isascii():
        text = normalize("NFKD", normalize("NFKD", text).casefold())
        text = "".join(c for c in text if not combining(c)).translate(_LETTERS)
    words = text.split()
    if not "".join(words).isalnum():
        text = text.translate(_INSIDE).replace("&", " and ")
        words = _BREAK.sub(" ", text).split()
    while len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join(_with_initials_joined(words))


def _with_initials_joined(words: list[str]) -> list[str]:
    """The words with each run of single letters made one word: j d vance -> jd vance."""
    if 1 not in map(len, words):
        return words
    found: list[str] = []
    run = False
    for word in words:
        if len(word) == 1 and run:
            found[-1] += word
        else:
            found.append(word)
        run = len(word) == 1
    return found


# What differs between the romanizations of one Arabic or Slavic name that agencies use side by side;
# each to one form. Initials in the middle do not count either; "Jr" does, it tells son from father.
_PARTICLES = frozenset({"al", "el", "ul", "as", "ash", "an", "ad"})
_MOHAMMED = re.compile(r"m[ou]h?[ae]mm?[ae]d")
_ABDUL = re.compile(r"abd[aeu]l")
_SOFT_END = re.compile(r"(?:[iy][ijy]|ey|ei|ej|i)$")
_DOUBLE = re.compile(r"(.)\1")
_PAIRS = (
    ("ks", "x"),
    ("kh", "h"),
    ("dj", "j"),
    ("ou", "u"),
    ("oo", "u"),
    ("ae", "a"),
    ("oe", "o"),
    ("ue", "u"),
)
_REMEMBERED = 100_000  # words; names share theirs, and a look-up of one costs a tenth of its rules
_SOFT_END_FROM = 4  # letters: "Xi", "Li" and "Ali" are whole names


def spelling_key(key: str) -> str:
    """The key of a person's name without middle initials and what romanizations differ in.

    Takes a key of ``normalize_name``; a name of one word and one in another script stay as they are.

    >>> spelling_key("volodymyr zelenskyy") == spelling_key("volodymyr zelensky")
    True
    >>> spelling_key("donald j trump")
    'donald trump'
    """
    if " " not in key or not key.isascii():
        return key
    first, *middle, last = map(_respelt, key.split())
    return " ".join((first, *(word for word in middle if len(word) > 1 and word not in _PARTICLES), last))


@lru_cache(maxsize=_REMEMBERED)
def _respelt(word: str) -> str:
    """One word of a person's name in the form that its romanizations share."""
    if _MOHAMMED.fullmatch(word):
        return "mohamed"
    found = _ABDUL.sub("abdul", word)
    for one, other in _PAIRS:
        found = found.replace(one, other)
    if len(found) >= _SOFT_END_FROM:
        found = _SOFT_END.sub("y", found)
    found = _DOUBLE.sub(r"\1", found)
    return found if found == word else _respelt(found)  # a rule may open the way for another


_LEGAL_FORMS = frozenset(
    {
        "inc",
        "corp",
        "corporation",
        "co",
        "company",
        "ltd",
        "limited",
        "llc",
        "llp",
        "plc",
        "ag",
        "se",
        "sa",
        "nv",
        "spa",
        "gmbh",
    }
)
_AMERICAN = {"centre": "center", "defence": "defense", "labour": "labor", "programme": "program"}
_ISATION = re.compile(r"isation(s?)\b")


def body_key(key: str) -> str:
    """The key of an organization's name without its legal form and British spelling.

    Takes a key of ``normalize_name``.

    >>> body_key("world health organisation"), body_key("apple inc")
    ('world health organization', 'apple')
    """
    words = key.split()
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        del words[-1]
    plain = " ".join([_AMERICAN.get(word, word) for word in words])
    return _ISATION.sub(r"ization\1", plain) if "isation" in plain else plain
