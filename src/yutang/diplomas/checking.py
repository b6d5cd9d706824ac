"""The page that checks what was signed, and the same as one file to keep: for diplomas, and for
what rooms above sign by `actions.sign`.
"""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any, Final

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from yutang.diplomas import queries

_SCRIPTS: Final = ("diplomas/verify.js", "diplomas/scan.js", "diplomas/check.js")
_SCANNER: Final = "web/vendor/qr.decode.min.mjs"
_SCRIPT: Final = "verify_signed.py"


@dataclass(frozen=True)
class Checked:
    """What a page checks: codes of one `kind`, beside a list of those that no longer hold.

    `kept`: the list, signed now; `at`: its address, for a newer one. `told`: the template of what
    is said of a code. `words`: sentences of the script, those that differ from a diploma's.
    """

    kind: str
    list_kind: str
    kept: str
    at: str
    told: str
    words: Mapping[str, str]


def context(request: HttpRequest, what: Checked) -> dict[str, Any]:
    """Return what the page needs; its body is ``diplomas/_check.html``."""
    return {
        "site": request.build_absolute_uri("/").rstrip("/"),
        "keys": queries.key_set(),
        "revoked": what.kept,
        "checked": what,
        "shown_keys": [key for key in queries.signing_keys() if key.distrusted_at is None],
        "words": {**_words(), **what.words},
    }


def whole_file(request: HttpRequest, what: Checked, title: str, name: str) -> HttpResponse:
    """Return the page as one file to keep: keys, list and scripts are in it."""
    said = context(request, what)
    kept_from = _(
        "Kept from {site}. Its keys and its list are in this file; where there is a line, a newer "
        "list is fetched from there."
    )
    said |= {
        "title": title,
        "kept_from": kept_from.format(site=said["site"]),
        "style": _static("web/yutang.css"),
        "script": "\n".join(_joined(each) for each in _SCRIPTS),
        "scanner": "data:text/javascript;base64," + b64encode(_static(_SCANNER).encode()).decode(),
    }
    return attached(render_to_string("diplomas/check_file.txt", said, request), "text/html", name)


def script() -> HttpResponse:
    """Return the script that does the same, for whoever trusts only what they can read."""
    text = resources.files("yutang.diplomas").joinpath(_SCRIPT).read_text("utf-8")
    return attached(text, "text/x-python", _SCRIPT)


def attached(text: str, kind: str, name: str) -> HttpResponse:
    """Return a text as a file to keep."""
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def for_everybody(response: HttpResponse) -> HttpResponse:
    """Let pages of any site read the answer: anybody's verifier."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _words() -> dict[str, str]:
    return {
        "revoked": _("This diploma was revoked."),
        "not_revoked": _("It is not among the revoked diplomas, as of {at}."),
        "was_revoked": _("It is on the list of revoked diplomas, as of {at}."),
        "old": _("This list is {days} days old. Go online and check again to be sure."),
        "no_list": _("Whether it was revoked is not known: no list is at hand."),
        "shape": _("This is no whole code of a diploma: something is missing or too much."),
        "kind": _("This code is signed, but it is not a diploma."),
        "algorithm": _("This code is not signed the way our diplomas are. Do not trust it."),
        "key": _("It was signed with a key that is not ours, or no longer trusted."),
        "signature": _("What it says was changed after it was signed, or it is a forgery."),
        "camera": _("No camera may be used here. Take a photo of the code instead."),
        "no_code": _("No code was found in that photo. Come closer, with even light."),
        "hours": _("{hours} hours"),
    }


def _static(name: str) -> str:
    path = finders.find(name)
    assert isinstance(path, str), f"{name} is part of the program"
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 - as the finder names it
        return file.read()


def _joined(name: str) -> str:
    """Return a module of ours as part of a whole: without its imports and exports."""
    lines = _static(name).splitlines()
    kept = [line.removeprefix("export ") for line in lines if not line.startswith("import ")]
    return "\n".join(kept)
