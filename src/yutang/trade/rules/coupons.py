"""Coupon codes: eight signs that nobody mistakes for another, typed in any way. Pure."""

import re
import secrets
import unicodedata
from collections.abc import Collection

CODE_LENGTH = 8
CODE_MAX = 20
COUPONS_MAX = 1_000
"""Most coupons made at once."""
USES_MAX = 1_000_000
"""Most orders of one code: as many as a lot may have units, for a code read out to everybody."""
_SIGNS = "34679ACDEFGHJKMNPQRTUVWXY"
"""Without 0 O, 1 I L, 2 Z, 5 S and 8 B, which look alike in print and in a hurry."""
_CODE = re.compile(rf"[0-9A-Z]{{1,{CODE_MAX}}}")


def new_codes(count: int, taken: Collection[str] = ()) -> list[str]:
    """Return so many new codes that nobody can guess (25⁸ are possible)."""
    codes: set[str] = set()
    while len(codes) < count:
        code = "".join(secrets.choice(_SIGNS) for _ in range(CODE_LENGTH))
        if code not in taken:
            codes.add(code)
    return sorted(codes)


def normal(typed: str | None) -> str:
    """Return the code meant: upper case, without spaces and hyphens; "" when it is none."""
    if typed is None:
        return ""
    plain = unicodedata.normalize("NFKC", typed).upper()
    code = "".join(sign for sign in plain if not sign.isspace() and sign not in "-‐–—_")
    return code if _CODE.fullmatch(code) else ""
