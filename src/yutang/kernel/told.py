"""A text in both languages, carried in the code where a definition stands."""

from typing import NamedTuple

from yutang.kernel.errors import Language


class Told(NamedTuple):
    """The same words in Chinese and in English; `Told("订单", "orders")`."""

    zh: str
    en: str

    def to(self, language: Language) -> str:
        """Return the words for a reader of this language."""
        return self.en if language == "en" else self.zh
