"""Names as lists spell them: when two spellings are one name, and how alike two names are."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from yutang.kernel.text import one_line

ALIKE_LEAST: Final = 0.6
"""Below this a name is no suggestion."""
ALIKE_SURELY: Final = 0.85
"""From here on a new name becomes no good of its own by itself: a person decides."""
_SIGNS: Final = str.maketrans(
    {"ф": "φ", "ø": "φ", "【": "(", "】": ")", "[": "(", "]": ")", "～": "-", "~": "-", "—": "-",
     "–": "-", "，": ",", "、": ",", "。": "."}
)  # fmt: skip
_PLAIN_SPECS: Final = frozenset({"普通", "普通级", "-", "/", "无", "统货", "common"})
_ASIDE: Final = re.compile(r"\([^)]*\)?|\d+(-\d+)?|[φ<>.,%/-]")


@lru_cache(maxsize=20_000)
def key_of(text: str) -> str:
    """Return the name by which two spellings are compared.

    Full-width signs, spaces, brackets of other shapes, capital letters and the several signs for a
    diameter (Φ, Ф, ø) are one spelling; nothing that a person would have to decide is.
    """
    narrow = unicodedata.normalize("NFKC", one_line(text)).lower().translate(_SIGNS)
    return "".join(narrow.split()).strip(".,;:*")


@lru_cache(maxsize=20_000)
def spec_of(text: str) -> str:
    """Return a specification; an ordinary one (普通) is none."""
    said = one_line(text)
    return "" if key_of(said) in _PLAIN_SPECS else said


class Suggestion(NamedTuple):
    """A good that a name may mean, and how alike they are (1: the same signs)."""

    good: int
    alike: float


def alike(one: str, other: str) -> float:
    """Return how alike two names are, from 0 to 1.

    Order does not matter (苹果(富士) and 富士苹果 are 1), nor do brackets. Where one says a size or
    a place besides, a little is taken away.
    """
    first, second = key_of(one), key_of(other)
    if first == second:
        return 1.0
    whole = _dice(_signs(first), _signs(second))
    return whole if whole == 1 else max(whole, 0.95 * _dice(_core(first), _core(second)))


def suggested(name: str, goods: Mapping[int, str], most: int = 3) -> list[Suggestion]:
    """Return the goods whose names are most like this one, the likest first."""
    found = (Suggestion(good, round(alike(name, title), 3)) for good, title in goods.items())
    near = [each for each in found if each.alike >= ALIKE_LEAST]
    return sorted(near, key=lambda each: (-each.alike, each.good))[:most]


class Alike:
    """Names that are known, to be asked whether one is like another; quick over hundreds."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = list(names)

    def add(self, name: str) -> None:
        self._names.append(name)

    def has(self, name: str, least: float) -> bool:
        """Tell whether a known name is this much like it."""
        return any(alike(name, known) >= least for known in self._names)


def class_within(name: str, classes: Iterable[tuple[str, str]]) -> str:
    """Return the class whose crop the name mentions, the longest word first; empty: none.

    `classes` are codes with the words that mean them.
    """
    said = key_of(name)
    hits = [(len(word), code) for code, word in classes if word and word in said]
    return max(hits)[1] if hits else ""


@lru_cache(maxsize=20_000)
def _core(text: str) -> Counter[str]:
    return _signs(_ASIDE.sub("", text))


@lru_cache(maxsize=20_000)
def _signs(text: str) -> Counter[str]:
    return Counter(sign for sign in text if sign.isalnum())


def _dice(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0
