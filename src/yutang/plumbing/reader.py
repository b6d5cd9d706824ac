"""Who reads: the language in which this request is answered, and refusals in it.

It is Django's way to ask, so the gate, which reads the language from the cookie, never imports it.
"""

from django.utils.translation import get_language

from yutang.kernel.errors import Language, Refusal, language_of


def language() -> Language:
    """Return the reader's language."""
    return language_of(get_language())


def reads_english() -> bool:
    """Tell whether the reader reads English; otherwise it is Chinese."""
    return language() == "en"


def sentence(refusal: Refusal) -> str:
    """Return why not, in the reader's language."""
    return refusal.sentence(language())
