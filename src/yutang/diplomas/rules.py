"""What stands on a diploma and in its code: pure, of plain values."""

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from yutang.diplomas.errors import BadPaper, ReasonShort

ALGORITHM = "ES256"
DIPLOMA_TYPE = "diploma+jwt"
REVOKED_TYPE = "revoked+jwt"
NUMBER_MAX = 24
HOLDER_MAX = 40
TITLE_ZH_MAX = 60
TITLE_EN_MAX = 120
PROGRAMME_MAX = 60
REASON_LEAST = 4
REASON_MOST = 200
_HOURS_MOST = Decimal(9999)
_NUMBER = re.compile(r"[0-9]{2,12}-[0-9]{4}-[0-9]{5,7}")
_FINGERPRINT_GROUP = 4


@dataclass(frozen=True)
class Paper:
    """What a diploma says; `member_id` is of roster.Member, when its holder is one."""

    holder: str
    """The full name."""
    title_zh: str
    title_en: str
    hours: Decimal
    on: date
    place_code: str
    """Of the office that issues it: 2 to 12 digits."""
    programme: str = ""
    member_id: int | None = None
    is_demo: bool = False


def checked(paper: Paper) -> Paper:
    """Return the paper with its edges trimmed.

    Raises:
        BadPaper: a name or title is missing or too long, hours or place are none.
    """
    said = Paper(
        holder=" ".join(paper.holder.split()),
        title_zh=paper.title_zh.strip(),
        title_en=paper.title_en.strip(),
        hours=Decimal(paper.hours).quantize(Decimal("0.1")),
        on=paper.on,
        place_code=paper.place_code,
        programme=paper.programme.strip()[:PROGRAMME_MAX],
        member_id=paper.member_id,
        is_demo=paper.is_demo,
    )
    sound = (
        0 < len(said.holder) <= HOLDER_MAX
        and "*" not in said.holder  # a masked name is nobody's
        and 0 < len(said.title_zh) <= TITLE_ZH_MAX
        and 0 < len(said.title_en) <= TITLE_EN_MAX
        and 0 <= said.hours <= _HOURS_MOST
        and re.fullmatch("[0-9]{2,12}", said.place_code)
    )
    if not sound:
        raise BadPaper
    return said


def reason(text: str) -> str:
    """Return why a diploma is taken back, trimmed. Raises `ReasonShort`."""
    said = " ".join(text.split())[:REASON_MOST]
    if len(said) < REASON_LEAST:
        raise ReasonShort(least=REASON_LEAST)
    return said


def number(place_code: str, year: int, serial: int) -> str:
    """Return the number on the paper: office, year, serial without a gap."""
    return f"{place_code}-{year}-{serial:05d}"


def clean_number(text: str) -> str:
    """Return a number as it is kept, of what somebody typed; empty when it is none."""
    said = text.strip()[:NUMBER_MAX]
    return said if _NUMBER.fullmatch(said) else ""


def claims(said: Paper, number: str, issuer: str, installation: str) -> dict[str, object]:
    """Return what is signed: short names, so that a phone reads the code from paper.

    `jti` number, `sub` holder, `zh` `en` what for, `hrs` hours, `on` day, `at` code and name of
    the office, `prog` programme, `iss` installation.
    """
    hours = int(said.hours) if said.hours == int(said.hours) else float(said.hours)
    made: dict[str, object] = {
        "jti": number,
        "sub": said.holder,
        "zh": said.title_zh,
        "en": said.title_en,
        "hrs": hours,
        "on": said.on.isoformat(),
        "at": f"{said.place_code} {issuer}".strip(),
        "iss": installation,
    }
    if said.programme:
        made["prog"] = said.programme
    if said.is_demo:
        made["demo"] = 1
    return made


def revoked_claims(numbers: list[str], at: datetime, installation: str) -> dict[str, object]:
    """Return the list of revoked numbers as it is signed, with its moment (`iat`, in seconds)."""
    return {"iss": installation, "iat": int(at.timestamp()), "revoked": sorted(numbers)}


def compact(claims: dict[str, object]) -> bytes:
    """Return the claims as short JSON: Chinese letters as they are, three bytes each."""
    return json.dumps(claims, ensure_ascii=False, separators=(",", ":")).encode()


def fingerprint(digest: bytes) -> str:
    """Return a key's SHA-256 as people compare it: groups of four hexadecimal letters."""
    text = digest.hex().upper()
    return " ".join(
        text[start : start + _FINGERPRINT_GROUP]
        for start in range(0, len(text), _FINGERPRINT_GROUP)
    )


def masked(holder: str) -> str:
    """Return a name as lists show it: its first letter."""
    return f"{holder[:1]}*"
