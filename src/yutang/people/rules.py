"""Decisions about people: numbers, names, codes, limits, and who may do what where. All pure."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final, Literal, NamedTuple, get_args

from yutang.kernel.errors import Language
from yutang.people.errors import (
    BadCode,
    BadMobile,
    BadName,
    BadPlaceCode,
    BadRole,
    ReasonNeeded,
)

NAME_LETTERS_MOST = 40
REASON_LETTERS_MOST = 200
LABEL_LETTERS_MOST = 60

CODE_DIGITS = 6
CODE_LIFE_S = 5 * 60
CODE_TRIES_MOST = 5

_MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9][0-9]{9})")
_TYPED_MOST = 40
_GAPS = re.compile(r"[\s\-‐-―.()]+")
_PLACE_LENGTHS = frozenset({2, 4, 6, 9, 12})


class Limit(NamedTuple):
    """At most `most` events in any stretch of `window_s` seconds."""

    most: int
    window_s: int


CODE_LIMITS_NUMBER: Final = (Limit(1, 60), Limit(10, 24 * 3600))
# A village hall or a whole carrier may stand behind one address, so this one is wide.
CODE_LIMITS_ADDRESS: Final = (Limit(100, 3600),)
PASSWORD_LIMITS_NUMBER: Final = (Limit(5, 15 * 60),)
PASSWORD_LIMITS_ADDRESS: Final = (Limit(50, 15 * 60),)

Role = Literal[
    "host", "producer", "teacher", "doctor", "assessor", "helper", "clerk", "officer", "operator"
]
ROLES: Final[tuple[Role, ...]] = get_args(Role)
OPERATOR: Final[Role] = "operator"
# What a clerk may hand on, and whether for the very place or only for one below it.
_CLERK_GIVES: Final[dict[str, bool]] = {
    **dict.fromkeys(("host", "producer", "teacher", "doctor", "assessor", "helper"), True),
    "clerk": False,
}


class GrantView(NamedTuple):
    """A role for a place and all that lies under it; the empty code is the whole country."""

    role: str
    place_code: str


Verdict = Literal["good", "wrong", "none", "expired", "used", "locked"]


class CodeState(NamedTuple):
    """What is known of the newest code of a number."""

    expires_at: datetime
    tries: int
    used: bool


def normal_mobile(text: str) -> str:
    """Return the 11 digits of a mobile number of mainland China as somebody typed it.

    Takes +86, 0086 and 86 in front, spaces, hyphens and full-width digits.

    Raises:
        BadMobile: it is none.
    """
    if len(text) <= _TYPED_MOST:
        found = _MOBILE.fullmatch(_GAPS.sub("", unicodedata.normalize("NFKC", text)))
        if found:
            return found[1]
    raise BadMobile


def masked(mobile: str) -> str:
    """Return the number fit to be shown: ``13800001234`` → ``138****1234``."""
    return f"{mobile[:3]}****{mobile[-4:]}"


def clean_code(text: str) -> str:
    """Return the six digits of a code as somebody typed or pasted it.

    Raises:
        BadCode: it is not six digits.
    """
    if len(text) <= _TYPED_MOST:
        digits = _GAPS.sub("", unicodedata.normalize("NFKC", text))
        if re.fullmatch(rf"[0-9]{{{CODE_DIGITS}}}", digits):
            return digits
    raise BadCode


def clean_name(text: str) -> str:
    """Return a name fit to be shown beside others: one line, visible letters, 1 to 40 of them.

    Raises:
        BadName: nothing visible is left, or it is too long.
    """
    name = _one_line(text)
    if not name or len(name) > NAME_LETTERS_MOST:
        raise BadName(most=NAME_LETTERS_MOST)
    return name


def clean_reason(text: str) -> str:
    """Return why somebody opens personal data: one line, at most 200 letters.

    Raises:
        ReasonNeeded: none is given.
    """
    reason = _one_line(text)[:REASON_LETTERS_MOST]
    if not reason:
        raise ReasonNeeded
    return reason


def clean_label(text: str, otherwise: str) -> str:
    """Return a short label, or `otherwise` when nothing visible was typed."""
    return _one_line(text)[:LABEL_LETTERS_MOST] or otherwise


def clean_place_code(text: str, *, empty: bool = False) -> str:
    """Return a place code of 2, 4, 6, 9 or 12 digits; with `empty` also the whole country.

    Raises:
        BadPlaceCode: another shape.
    """
    code = text.strip()
    if empty and not code:
        return ""
    if len(code) in _PLACE_LENGTHS and code.isascii() and code.isdigit():
        return code
    raise BadPlaceCode


def clean_role(text: str) -> Role:
    """Return the role of that name.

    Raises:
        BadRole: there is none.
    """
    for role in ROLES:
        if text == role:
            return role
    raise BadRole


def first_name(language: Language, number: int) -> str:
    """Return the name of a newcomer until they choose one; never made of their number."""
    return f"Neighbour {number:04d}" if language == "en" else f"乡亲{number:04d}"


def code_text(code: str, language: Language) -> str:
    """Return the text message that carries a code."""
    minutes = CODE_LIFE_S // 60
    if language == "en":
        return (
            f"[Yutang] Your code is {code}. It is good for {minutes} minutes. "
            "Never tell it to anybody."
        )
    return f"【鱼塘】验证码 {code},{minutes} 分钟内有效。请不要告诉任何人。"


def wait_s(moments: Iterable[datetime], at: datetime, limits: Sequence[Limit]) -> int:
    """Return how many whole seconds until one more event keeps every limit; 0 means now."""
    known = sorted(moments, reverse=True)
    return max((_one_wait_s(known, at, limit) for limit in limits), default=0)


def _one_wait_s(newest_first: Sequence[datetime], at: datetime, limit: Limit) -> int:
    if len(newest_first) < limit.most:
        return 0
    free_at = newest_first[limit.most - 1] + timedelta(seconds=limit.window_s)
    left = (free_at - at).total_seconds()
    return max(0, int(left) + (left > int(left)))


def judge(code: CodeState | None, at: datetime, *, matches: bool) -> Verdict:
    """Say what becomes of a typed code. A wrong guess counts; the last one locks the code."""
    if code is None:
        return "none"
    if code.used:
        return "used"
    if code.tries >= CODE_TRIES_MOST:
        return "locked"
    if code.expires_at <= at:
        return "expired"
    if matches:
        return "good"
    return "locked" if code.tries + 1 >= CODE_TRIES_MOST else "wrong"


def covers(grants: Iterable[GrantView], role: str, place_code: str) -> bool:
    """Say whether these grants make their holder `role` at the place; an operator is all roles.

    A place lies under another when its code starts with the other's.
    """
    return any(
        grant.role in {role, OPERATOR} and place_code.startswith(grant.place_code)
        for grant in grants
    )


def may_give(grants: Iterable[GrantView], role: str, place_code: str) -> bool:
    """Say whether the holder of these grants may give, or end, that role for that place.

    An operator: anything under their own place. A clerk: hosts and producers of their own place
    and under it, and clerks of places truly under it.
    """
    return any(
        grant.role == OPERATOR
        or (
            grant.role == "clerk"
            and role in _CLERK_GIVES
            and (_CLERK_GIVES[role] or place_code != grant.place_code)
        )
        for grant in grants
        if place_code.startswith(grant.place_code)
    )


def roles_to_give(grants: Iterable[GrantView]) -> tuple[Role, ...]:
    """Return the roles that the holder of these grants may give at all, somewhere."""
    held = {grant.role for grant in grants}
    if OPERATOR in held:
        return ROLES
    return tuple(role for role in ROLES if "clerk" in held and role in _CLERK_GIVES)


def _one_line(text: str) -> str:
    visible = "".join(" " if letter.isspace() else letter for letter in text[:1000])
    kept = "".join(
        letter for letter in visible if letter == " " or unicodedata.category(letter)[0] != "C"
    )
    return " ".join(unicodedata.normalize("NFC", kept).split())
