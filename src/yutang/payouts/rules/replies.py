"""What a bank's reply says, line by line, and what each line means for the payout it names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from yutang.kernel.money import fen_from_yuan
from yutang.payouts.errors import ReplyEmpty, ReplyHeading, ReplyLineWrong
from yutang.payouts.rules.accounts import TAIL_DIGITS
from yutang.payouts.rules.profiles import REPLY_NEEDED, Profile

HEADING_WITHIN = 20
"""Banks write a title and totals above the headings; within so many lines they must come."""
AMOUNT_MAX_FEN = 10**13
CELL_MAX = 200
OPEN: Final = "open"
PAID: Final = "paid"
RETURNED: Final = "returned"


class Finding(StrEnum):
    """What a line means. `KNOWN`: told before; from `UNKNOWN` on it has to be looked at."""

    PAID = "paid"
    RETURNED = "returned"
    KNOWN = "known"
    UNKNOWN = "unknown"
    AMOUNT = "amount"
    ACCOUNT = "account"
    DOUBLED = "doubled"
    UNCLEAR = "unclear"
    AGAINST = "against"

    @property
    def needs_a_look(self) -> bool:
        return self not in {Finding.PAID, Finding.RETURNED, Finding.KNOWN}


PAID_AS_SAID: Final = "paid"
CAME_BACK: Final = "returned"
TWICE: Final = "twice"
ASIDE: Final = "aside"


def resolutions(finding: str, state: str) -> tuple[str, ...]:
    """Return the ways to resolve a line, given the state of the payout that it names.

    `twice`: the bank really paid once more than we asked; the payee's balance falls by it.
    `aside`: nothing to book, as when the bank wrote a line by mistake.
    """
    if finding in {Finding.DOUBLED, Finding.AGAINST}:
        return (TWICE, ASIDE) if state in {PAID, RETURNED} else (ASIDE,)
    if finding in {Finding.AMOUNT, Finding.ACCOUNT, Finding.UNCLEAR}:
        return {OPEN: (PAID_AS_SAID, CAME_BACK, ASIDE), PAID: (CAME_BACK, ASIDE)}.get(
            state, (ASIDE,)
        )
    return (ASIDE,) if Finding(finding).needs_a_look else ()


@dataclass(frozen=True)
class ReplyFacts:
    """A line of the reply. `line` counts the file's own lines from one; amount in fen."""

    line: int
    reference: str
    amount_fen: int
    tail: str
    outcome: str
    said: str
    serial: str


@dataclass(frozen=True)
class Known:
    """A payout as it stands: `open` at the bank, `paid`, `returned`; else it was never sent."""

    state: str
    amount_fen: int
    tail: str
    serial: str = ""


@dataclass(frozen=True)
class Totals:
    """What is told before a reply is confirmed, in fen."""

    lines: int
    paid: int
    paid_fen: int
    returned: int
    returned_fen: int
    to_look_at: int


def read(rows: Iterable[Sequence[str]], profile: Profile) -> list[ReplyFacts]:
    """Return the lines of a reply whose cells are given as text.

    Raises:
        ReplyHeading: the headings of the profile are not among the first lines.
        ReplyLineWrong: a line, by its number, with what is wrong about it.
        ReplyEmpty: headings and nothing below.
    """
    places: dict[str, int] | None = None
    found: list[ReplyFacts] = []
    for number, row in enumerate(rows, start=1):
        cells = [cell.strip() for cell in row]
        if places is None:
            places = _places(cells, profile)
            if places is None and number >= HEADING_WITHIN:
                break
        elif any(cells):
            found.append(_line(number, cells, places, profile))
    if places is None:
        headings = [column.heading for column in profile.reply]
        raise ReplyHeading(headings="、".join(headings), headings_en=", ".join(headings))
    if not found:
        raise ReplyEmpty
    return found


def match(lines: Iterable[ReplyFacts], payouts: Mapping[str, Known]) -> list[Finding]:
    """Return what each line means, in their order; an earlier line of the file counts as told."""
    now = dict(payouts)
    told: set[tuple[str, str]] = set()
    found: list[Finding] = []
    for line in lines:
        known = now.get(line.reference)
        finding = _meaning(line, known, doubled=(line.reference, line.outcome) in told)
        if not finding.needs_a_look:
            told.add((line.reference, line.outcome))
        if known is not None and finding in {Finding.PAID, Finding.RETURNED}:
            now[line.reference] = Known(
                finding.value, known.amount_fen, known.tail, line.serial or known.serial
            )
        found.append(finding)
    return found


def totals(lines: Sequence[ReplyFacts], findings: Sequence[Finding]) -> Totals:
    """Return counts and sums of what would be taken over."""
    both = list(zip(lines, findings, strict=True))
    paid = [line.amount_fen for line, finding in both if finding is Finding.PAID]
    back = [line.amount_fen for line, finding in both if finding is Finding.RETURNED]
    return Totals(
        lines=len(both),
        paid=len(paid),
        paid_fen=sum(paid),
        returned=len(back),
        returned_fen=sum(back),
        to_look_at=sum(finding.needs_a_look for finding in findings),
    )


def _meaning(line: ReplyFacts, known: Known | None, *, doubled: bool) -> Finding:
    if known is None:
        return Finding.UNKNOWN
    if doubled:
        return Finding.DOUBLED
    if line.amount_fen != known.amount_fen:
        return Finding.AMOUNT
    if line.tail and line.tail != known.tail:
        return Finding.ACCOUNT
    if line.outcome not in {PAID, RETURNED}:
        return Finding.UNCLEAR
    return _step(line, known)


def _step(line: ReplyFacts, known: Known) -> Finding:
    """A paid payout may come back later; one that came back is not paid by the same reference."""
    if known.state == OPEN or (known.state == PAID and line.outcome == RETURNED):
        return Finding(line.outcome)
    if known.state == line.outcome:
        is_another = line.serial and known.serial and line.serial != known.serial
        return Finding.DOUBLED if is_another else Finding.KNOWN
    return Finding.AGAINST


def _places(cells: Sequence[str], profile: Profile) -> dict[str, int] | None:
    """Return where each field stands when this line holds the headings."""
    at = {cell: place for place, cell in enumerate(cells)}
    found = {each.field: at[each.heading] for each in profile.reply if each.heading in at}
    return found if all(name in found for name in REPLY_NEEDED) else None


def _line(
    number: int, cells: Sequence[str], places: Mapping[str, int], profile: Profile
) -> ReplyFacts:
    def said(name: str) -> str:
        place = places.get(name)
        return cells[place][:CELL_MAX] if place is not None and place < len(cells) else ""

    reference = said("reference").lstrip("'")
    if not reference:
        raise ReplyLineWrong(line=number, column=_heading("reference", profile), found="")
    try:
        amount = fen_from_yuan(said("amount").lstrip("'"))
    except ValueError as error:
        raise _wrong_amount(number, said("amount"), profile) from error
    if not 0 < amount <= AMOUNT_MAX_FEN:
        raise _wrong_amount(number, said("amount"), profile)
    digits = "".join(sign for sign in said("number") if sign.isascii() and sign.isdigit())
    return ReplyFacts(
        line=number,
        reference=reference,
        amount_fen=amount,
        tail=digits[-TAIL_DIGITS:],
        outcome=profile.outcome(said("outcome")),
        said=" ".join(part for part in (said("outcome"), said("reason")) if part),
        serial=said("serial"),
    )


def _wrong_amount(number: int, found: str, profile: Profile) -> ReplyLineWrong:
    return ReplyLineWrong(line=number, column=_heading("amount", profile), found=found[:40])


def _heading(name: str, profile: Profile) -> str:
    return next((each.heading for each in profile.reply if each.field == name), name)
