"""What a code alone says of a place. Pure."""

_COMMITTEES = range(200, 400)
_RESIDENTS = range(1, 200)
_STREETS = range(1, 100)
_TOWNS = range(100, 400)


def is_rural(code: str) -> int | None:
    """Return 1 for an administrative village 行政村, 0 for a residents' committee 居委会 [V].

    None where digits 10–12 say neither.
    """
    unit = int(code[9:12])
    if unit in _COMMITTEES:
        return 1
    return 0 if unit in _RESIDENTS else None


def is_town(code: str) -> int | None:
    """Return 1 for a town or township, 0 for a street office 街道; None: digits 7–9 say neither."""
    unit = int(code[6:9])
    if unit in _TOWNS:
        return 1
    return 0 if unit in _STREETS else None
