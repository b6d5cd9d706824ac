"""Who reads: the language in which this request is answered, and refusals in it.

It is Django's way to ask, so the gate, which reads the language from the cookie, never imports it.
"""

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import get_language

from yutang.kernel.errors import Language, Refusal, language_of

REMEMBERED_S = 365 * 24 * 3600
"""How long a browser keeps what its reader chose."""


def language() -> Language:
    """Return the reader's language."""
    return language_of(get_language())


def reads_english() -> bool:
    """Tell whether the reader reads English; otherwise it is Chinese."""
    return language() == "en"


def remember_language(response: HttpResponse, chosen: str) -> None:
    """Keep the language of the pages in this browser for a year."""
    remember(response, settings.LANGUAGE_COOKIE_NAME, chosen)


def remember(response: HttpResponse, name: str, chosen: str) -> None:
    """Keep what the reader chose in a cookie of this name."""
    response.set_cookie(name, chosen, max_age=REMEMBERED_S, samesite="Lax")


def sentence(refusal: Refusal) -> str:
    """Return why not, in the reader's language."""
    return refusal.sentence(language())
