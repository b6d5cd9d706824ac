"""Many transactions written at once, Django-free: part of whatever transaction they are run in.

Postings that move the same fen between the same accounts travel as one shape, so a haul of
thousands of orders costs little more than their keys.
"""

from collections.abc import Generator, Iterable, Sequence

from yutang.ledger import rules
from yutang.ledger.rules import Line, Posting
from yutang.plumbing.rounds import Query, Round, Rows, query

HASH = Query("select set_config('enable_hashjoin', 'on', true)", {})
"""Connections for hauls ask by index only; a bulk joins thousands to thousands, once."""

Accounts = dict[tuple[str, str], int]
Written = dict[tuple[str, str], int]
"""(cause, key) → id of the transaction."""


def post(
    postings: Sequence[Posting], *, by: int | None = None, note: str = ""
) -> Generator[Round, Rows, Written]:
    """Yield the statements; return the transactions written here.

    One whose (cause, key) was written before is left as it is and is not among them. `by` (the
    person who writes by hand) and `note` are those of all.

    Raises:
        NotBalanced: a posting's lines do not sum to 0.
    """
    if not postings:
        return {}
    shapes: dict[tuple[Line, ...], int] = {}
    for posting in postings:
        shapes.setdefault(posting.lines, len(shapes))
    for lines in shapes:
        rules.check(lines)
    named = dict.fromkeys((line.kind, line.owner) for lines in shapes for line in lines)
    asked = {"kinds": [kind for kind, _ in named], "owners": [owner for _, owner in named]}
    opened = yield (
        HASH,
        query("ledger", "open_accounts", **asked),
        query("ledger", "accounts_named", **asked),
    )
    accounts: Accounts = {(kind, owner): account for kind, owner, account in opened[2]}
    rows = yield (_post(postings, shapes, accounts, by, note),)
    return {(cause, key): transaction for cause, key, transaction in rows[0]}


def _post(
    postings: Sequence[Posting],
    shapes: dict[tuple[Line, ...], int],
    accounts: Accounts,
    by: int | None,
    note: str,
) -> Query:
    flat = [
        (shape, number, accounts[line.kind, line.owner], line.amount_fen)
        for lines, shape in shapes.items()
        for number, line in enumerate(lines, start=1)
    ]
    return query(
        "ledger",
        "post",
        causes=[posting.cause for posting in postings],
        keys=[posting.key for posting in postings],
        ats=[posting.at for posting in postings],
        orders=[posting.order for posting in postings],
        shapes=[shapes[posting.lines] for posting in postings],
        line_shapes=_array(row[0] for row in flat),
        lines=_array(row[1] for row in flat),
        accounts=_array(row[2] for row in flat),
        amounts=_array(row[3] for row in flat),
        by=by,
        note=note,
    )


def _array(numbers: Iterable[int]) -> str:
    """Return PostgreSQL's own text of an array: ten times the pace of one parameter an element."""
    return "{" + ",".join(map(str, numbers)) + "}"
