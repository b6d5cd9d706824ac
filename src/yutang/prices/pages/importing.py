"""Lists of prices: looked at first, then brought in; what was not taken can be downloaded."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yutang.people.access import Person
from yutang.people.sessions import need_person
from yutang.plumbing.pages import form_page, number, page_of
from yutang.plumbing.reader import reads_english, sentence
from yutang.plumbing.sheets import trial
from yutang.plumbing.sheets.limits import MEGABYTE, Limits
from yutang.plumbing.sheets.trial import Outcome, Upload
from yutang.plumbing.sheets.writing import sent_as_read, sent_template
from yutang.prices import access, actions, lists
from yutang.prices.actions.importing import Source
from yutang.prices.forms import ImportForm
from yutang.prices.models import LeftRow, PriceImport
from yutang.prices.queries.deciding import ListDecided, decide
from yutang.prices.queries.flaws import flaw_of

_A_PAGE = 30
_LEFT_A_PAGE = 60
UPLOAD = Limits(bytes_max=15 * MEGABYTE)


@never_cache
@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    """The lists that were brought in; for clerks."""
    page = page_of(request, access.imports_of(need_person(request)), _A_PAGE)
    return render(request, "prices/imports.html", {"page": page})


@never_cache
@require_safe
def imported(request: HttpRequest, price_import: int) -> HttpResponseBase:
    """One list: its counts, and every row that was not taken, also as a table."""
    found = access.import_for(need_person(request), price_import)
    left = LeftRow.objects.filter(brought_by=found).order_by("row")
    if request.GET.get("as") in {"csv", "xlsx"}:
        form = "xlsx" if request.GET["as"] == "xlsx" else "csv"
        return sent_as_read(_left(left), f"yutang-prices-left-{found.pk}", form)  # type: ignore[arg-type]
    page = page_of(request, left, _LEFT_A_PAGE)
    context = {
        "found": found,
        "page": page,
        "rows": [(row, sentence(flaw_of(row.code, row.fields))) for row in page],
        "counts": _counts(found),
    }
    return render(request, "prices/imported.html", context)


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """A table to fill in, as XLSX, or as CSV when asked for."""
    form = "csv" if request.GET.get("form") == "csv" else "xlsx"
    return sent_template(lists.COLUMNS, "yutang-prices", form)  # type: ignore[arg-type]


@never_cache
@form_page
def bring_in(request: HttpRequest) -> HttpResponse:
    """Bring a market's list in; for the clerks of the place that keeps the market."""
    person = access.need_keeper(need_person(request))
    markets = access.markets_of(person)
    job = trial.Import(
        person.pk,
        decide=lambda upload: _decided(upload, person).outcome,
        write=lambda upload, mark: _written(upload, mark, person),
        template="prices/import.html",
        leads_to=reverse("prices:imports"),
        form=_form_of(markets),
        limits=UPLOAD,
        context={"has_markets": markets.exists()},
    )
    return trial.page(request, job)


def _form_of(markets: Any) -> Any:
    """Return the form of this person: the page makes it with or without answers."""

    class OwnImportForm(ImportForm):
        def __init__(self, *args: Any, **said: Any) -> None:
            super().__init__(*args, markets=markets, **said)

    return OwnImportForm


def _decided(upload: Upload, person: Person) -> ListDecided:
    market = access.market_for(person, number(upload.answers.get("market")))
    return decide(upload.data, access.markets_of(person), market)


def _written(upload: Upload, mark: str, person: Person) -> str:
    market = access.market_for(person, number(upload.answers.get("market")))
    names = "ask" if upload.answers.get("names") == "ask" else "own"
    source = Source(PriceImport.Kind.FILE, upload.name, market, person, names)  # type: ignore[arg-type]
    brought, decided = actions.bring_in(
        source, lambda: _decided(upload, person), mark=mark, keep=upload.keep
    )
    return told(decided.outcome, brought)


def told(outcome: Outcome, brought: PriceImport | None) -> str:
    """Return what an import did, in a sentence."""
    if brought is None:
        return _("Everything in this list was there already. Nothing changed.")
    return _("Brought in: %(added)s new, %(changed)s changed, %(same)s the same.") % {
        "added": outcome.new,
        "changed": outcome.changed,
        "same": outcome.same,
    }


def _counts(found: PriceImport) -> list[tuple[str, int]]:
    """Return what was wrong or odd with how many rows, in words, the most first."""
    said = [(flaw_of(code).__class__, rows) for code, rows in found.counts.items()]
    english = reads_english()
    named = [(flaw.title_en if english else flaw.title_zh, rows) for flaw, rows in said]
    return sorted(named, key=lambda each: -each[1])


def _left(left: Any) -> Iterator[list[object]]:
    yield ["Row", "Why", "Cells"] if reads_english() else ["行", "原因", "原来的内容"]
    for row in left.iterator(chunk_size=2000):
        yield [row.row, sentence(flaw_of(row.code, row.fields)), *row.cells]
