"""What the shell of every page needs to know."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from yutang.plumbing.config import Config


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the language in use, the other one to switch to, and whether this is a try-out."""
    english = getattr(request, "LANGUAGE_CODE", "zh-hans") == "en"
    return {
        "page_lang": "en" if english else "zh-Hans",
        "other_language": ("zh-hans", "中文") if english else ("en", "English"),
        "language_cookie": settings.LANGUAGE_COOKIE_NAME,
        "development": Config.load().development,
    }
