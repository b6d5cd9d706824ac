"""What a rule asks for, and what of it is there: computed lines fill in by themselves."""

from collections.abc import Mapping
from datetime import date

from yutang.criteria import queries as criteria
from yutang.honours.models import Application
from yutang.honours.queries import terms as versions
from yutang.honours.rules import demands
from yutang.honours.rules.demands import Demand, Line
from yutang.honours.rules.versions import Terms
from yutang.plumbing import figures

_YEARS_BACK = 3
_ANSWERS = {"yes": True, "no": False}


def lines_of(application: Application, terms: Terms, today: date) -> list[Line]:
    """Return every line of the rule, looked at now; a few queries a computed line."""
    papers = _papers(application, terms)
    return [
        _line(position, demand, application.place_code, today, papers.get(position, 0))
        for position, demand in enumerate(terms.demands)
    ]


def _papers(application: Application, terms: Terms) -> Mapping[int, int]:
    ids = {pk: position for position, pk in enumerate(versions.demand_ids(terms.id))}
    counts: dict[int, int] = {}
    for demand_id in application.papers.filter(dropped_at=None).values_list("demand", flat=True):
        if demand_id in ids:
            counts[ids[demand_id]] = counts.get(ids[demand_id], 0) + 1
    return counts


def _line(position: int, demand: Demand, code: str, today: date, papers: int) -> Line:
    if demand.how == demands.DOCUMENT:
        return Line(
            position,
            demand.how,
            demand.title,
            demand.title_en,
            is_met=bool(papers),
            papers=papers,
        )
    if demand.how == demands.VERDICT:
        return _verdict(position, demand, code)
    return _figure(position, demand, code, today)


def _figure(position: int, demand: Demand, code: str, today: date) -> Line:
    """Return the line of a figure, of the newest of the last years in which it is known."""
    figure = figures.by_name(demand.name)
    asked = Line(
        position,
        demand.how,
        demand.title,
        demand.title_en,
        demand.name,
        "" if demand.least is None else f"{demand.least.normalize():f}",
    )
    if figure is None:
        return asked
    for year in range(today.year, today.year - _YEARS_BACK, -1):
        value = figure.read([code], year).get(code)
        if value is not None:
            return Line(
                **{
                    **asked.kept(),
                    "value": f"{value.normalize():f}",
                    "told": str(year),
                    "link": figure.rows(code, year) if figure.rows else "",
                    "is_met": demands.judged(demand, value),
                }
            )
    return asked


def _verdict(position: int, demand: Demand, code: str) -> Line:
    found = criteria.verdict(code, demand.name)
    told = "" if found is None else f"{found.criterion.id} {found.period}"
    return Line(
        position,
        demand.how,
        demand.title,
        demand.title_en,
        demand.name,
        told=told,
        is_met=None if found is None else _ANSWERS.get(found.answer),
    )
