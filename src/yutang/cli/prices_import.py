"""`yutang import prices`: a market's price list, brought in with its dirt counted."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.table import Table

from yutang.cli import boot
from yutang.kernel.errors import Refusal

if TYPE_CHECKING:
    from yutang.prices.access import Market
    from yutang.prices.queries.deciding import ListDecided

NO_MARKET = "no_such_market"
_console = Console()
_errors = Console(stderr=True)


def bring_in(file: Path, *, market: str, source: str, ask: bool, only_look: bool) -> None:
    """Bring a list in as the operator of this machine; what is left out is counted by reason.

    A market that `source` registers is registered with its first quotes, never without.
    """
    boot.django()
    try:
        data = file.read_bytes()
    except OSError as error:
        raise _stop(f"{file} cannot be read: {error.strerror}. Look at its name.") from error
    try:
        with _errors.status("reading"):
            is_read = _run(file.name, data, (market, source), ask=ask, only_look=only_look)
    except Refusal as refusal:
        hint = " --source TEXT does." if refusal.code == NO_MARKET else ""
        raise _stop(refusal.sentence("en") + hint) from refusal
    if not is_read:
        raise _stop(
            "Nothing was written: not one row could be read. Mend what is said above, "
            "then bring the list in again."
        )


def _run(
    name: str, data: bytes, market_and_source: tuple[str, str], *, ask: bool, only_look: bool
) -> bool:
    """Bring the list in and tell of it; False where nothing of it could be read."""
    from django.db import transaction

    from yutang.prices.queries.deciding import decide

    with transaction.atomic():
        market = _market(*market_and_source)
        if only_look:
            found, said = decide(data, [market], market), "Nothing was written."
        else:
            found, said = _bring_in(name, data, market, ask=ask)
        is_read = not found.found.wrong and found.found.lines > found.outcome.refused
        if only_look or not is_read:
            transaction.set_rollback(True)
    _tell(found, said if is_read else "")
    return is_read


def _bring_in(name: str, data: bytes, market: "Market", *, ask: bool) -> tuple["ListDecided", str]:
    from yutang.plumbing import kept
    from yutang.plumbing.sheets.trial import FOLDER
    from yutang.prices.access import PriceImport
    from yutang.prices.actions.importing import Source, bring_in
    from yutang.prices.queries.deciding import decide

    def decided() -> "ListDecided":
        return decide(data, [market], market)

    made = Source(PriceImport.Kind.FILE, name, market, None, "ask" if ask else "own")
    brought, found = bring_in(made, decided, keep=lambda: kept.keep(FOLDER, data))
    return found, f"Import {brought.pk}." if brought else "Everything was there: nothing changed."


def _market(name: str, source: str) -> "Market":
    from yutang.prices.actions.markets import MarketFacts, add_market
    from yutang.prices.errors import NoSuchMarket
    from yutang.prices.queries.markets import market_named

    found = market_named(name)
    if found is not None:
        return found
    if not source:
        raise NoSuchMarket(name=name)
    return add_market(MarketFacts(name=name, source=source, terms=""), None)


def _tell(decided: "ListDecided", said: str) -> None:
    outcome, table = decided.outcome, Table("rows", "how many", box=None, pad_edge=False)
    for problem in decided.found.wrong:
        _errors.print(problem.why.sentence("en"), style="red", markup=False)
    for word, number in (
        ("in the list", decided.found.lines),
        ("new", outcome.new),
        ("changed", outcome.changed),
        ("the same", outcome.same),
        ("left out", outcome.refused),
        ("held back", len(decided.found.held)),
    ):
        table.add_row(word, f"{number:,}")
    for code, number in decided.found.counts.most_common():
        table.add_row(f"  {code.replace('_', ' ')}", f"{number:,}")
    table.columns[1].justify = "right"
    _console.print(table)
    if said:
        _console.print(said, markup=False)


def _stop(said: str) -> typer.Exit:
    _errors.print(said, style="red", markup=False, soft_wrap=True)
    return typer.Exit(1)
