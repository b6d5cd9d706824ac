"""What the shell of every page needs to know."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from yutang.live import access
from yutang.people.sessions import person_of
from yutang.plumbing.config import Config

TEXT_COOKIE = "yutang_text"


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the language in use, the other one to switch to, and whether this is a try-out."""
    english = getattr(request, "LANGUAGE_CODE", "zh-hans") == "en"
    return {
        "page_lang": "en" if english else "zh-Hans",
        "other_language": ("zh-hans", "中文") if english else ("en", "English"),
        "language_cookie": settings.LANGUAGE_COOKIE_NAME,
        "development": Config.load().development,
        "large_text": request.COOKIES.get(TEXT_COOKIE) == "large",
        "runs_sales": SimpleLazyObject(lambda: _runs_sales(request)),
    }


def _runs_sales(request: HttpRequest) -> bool:
    person = person_of(request)
    return person is not None and access.runs_sales(person)
