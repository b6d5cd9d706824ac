"""Who lives together, as far as limits go: one spelling of an address of delivery. Pure."""

import re
import unicodedata

from yutang.trade.rules.contact import Contact

_UNITS = "号楼|号院|单元|栋|幢|座|楼|层|室|房|户|弄|排|号|#"
_NUMERALS = "一二三四五六七八九"
_COUNTED = re.compile(rf"([{_NUMERALS}十]{{1,3}})(?={_UNITS})")
_UNIT = re.compile(rf"(?<=[0-9a-z])(?:{_UNITS})")
_UNSEEN = re.compile(r"[\u0300-\u036f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Accents and variation selectors: over a digit they hardly show, and would part a number."""
_MARKS = re.compile(r"[\W_]+")
_APART = re.compile(r"(?<![0-9a-z])-|-(?![0-9a-z])")


def one_spelling(contact: Contact) -> str:
    """Return the address as all its usual spellings have it.

    Full and half width, case, spaces and punctuation do not matter; 2号楼3单元401室, 2栋3单元401,
    二号楼三单元401 and 2-3-401 are the same. Numbers never run together: 1-23 is not 12-3. A region
    repeated in the detail is left out; a county that is known counts by its code.
    """
    region, detail = _plain(contact.region), _plain(contact.detail)
    if region and detail.startswith(region):
        detail = detail.removeprefix(region)
    return f"{contact.region_code or region}|{_numbers_apart(detail)}"


def _plain(text: str) -> str:
    spelled = _UNSEEN.sub("", unicodedata.normalize("NFKC", text).casefold())
    return "".join(letter for letter in spelled if not letter.isspace())


def _numbers_apart(text: str) -> str:
    """Return the text with one hyphen between its numbers, and no other sign."""
    counted = _COUNTED.sub(lambda found: _number(found[1]), text)
    split = _MARKS.sub("-", _UNIT.sub("-", counted))
    return _APART.sub("", re.sub("-+", "-", split))


def _number(numeral: str) -> str:
    """Return 一 to 九十九 in digits."""
    if "十" not in numeral:
        return "".join(str(_NUMERALS.index(each) + 1) for each in numeral)
    tens, ones = numeral.split("十", 1)
    tens_digit = _NUMERALS.index(tens) + 1 if tens in _NUMERALS and tens else 1
    ones_digit = _NUMERALS.index(ones) + 1 if ones in _NUMERALS and ones else 0
    return str(10 * tens_digit + ones_digit)
