"""Files for the bank and from it, in its form and encoding; no file breaks the reader."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from yutang.payouts.errors import ReplyTooLarge, ReplyUnreadable
from yutang.payouts.rules.profiles import Profile
from yutang.plumbing.sheets import Limits, TooLarge, Unreadable, reading, writing
from yutang.plumbing.sheets.cells import plain

_LIMITS = Limits()
BYTES_MAX, ROWS_MAX = _LIMITS.bytes_max, _LIMITS.rows_max
TYPES = {"csv": "text/csv", "xlsx": writing.TYPES["xlsx"]}
_FEN = Decimal("0.01")

Cell = str | Decimal


def yuan(fen: int) -> Decimal:
    """Return fen as the amount of a cell."""
    return Decimal(fen) / 100


def written(profile: Profile, rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a file in the bank's form and encoding; amounts have two digits."""
    headed: list[Sequence[Cell]] = [[column.heading for column in profile.sent], *rows]
    if profile.form == "xlsx":
        return writing.book_bytes(_to_the_fen(headed))
    return table(headed).encode(profile.encoding, "replace")


def table(rows: Iterable[Sequence[Cell]]) -> str:
    """Return rows as CSV text."""
    return writing.csv_text(_to_the_fen(rows))


def rows_of(data: bytes) -> list[list[str]]:
    """Return the cells of a CSV (UTF-8 or GB18030) or XLSX file as text, line by line.

    Raises:
        ReplyTooLarge, ReplyUnreadable
    """
    try:
        lines = reading.lines_in(data, _LIMITS)
    except TooLarge as error:
        raise ReplyTooLarge(most=error.fields["most"]) from error
    except Unreadable as error:
        raise ReplyUnreadable from error
    if lines and lines[-1].number > ROWS_MAX:
        raise ReplyTooLarge(most=f"{ROWS_MAX:,}")
    rows: list[list[str]] = [[] for _ in range(lines[-1].number if lines else 0)]
    for line in lines:
        rows[line.number - 1] = [plain(cell) for cell in line.cells]
    return rows


def _to_the_fen(rows: Iterable[Sequence[Cell]]) -> list[list[Cell]]:
    return [
        [cell.quantize(_FEN) if isinstance(cell, Decimal) else cell for cell in row] for row in rows
    ]
