"""Sentences about what a place stands out with: each reason with its number and its address."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yutang.plumbing.reader import reads_english
from yutang.specialities.queries.standings import Analysis, ClassLine
from yutang.specialities.rules import seasons
from yutang.specialities.rules.scoring import Outcome, Reason

_ANCHORS = {
    "share": "sold",
    "lq": "compared",
    "lq_all": "compared",
    "growth": "years",
    "engaged": "producers",
    "marks": "marks",
    "alone": "near",
}


class ReasonView(NamedTuple):
    """One reason of a score: the sentence, its points of its weight, and where its rows are."""

    text: str
    points: str
    weight: int
    url: str


class CellView(NamedTuple):
    """One of the 24 solar terms in a season's strip; `shade` 0 is nothing, 5 the most."""

    label: str
    name: str
    shade: int
    amount_fen: int


def reasons(analysis: Analysis, line: ClassLine) -> list[ReasonView]:
    """Return all reasons of a class's score, those with the most points first."""
    page = rows_url(analysis, line.class_code)
    found = [
        (
            reason.weight * (reason.points or 0),
            ReasonView(
                _sentence(analysis, line, reason),
                _points(reason),
                reason.weight,
                f"{page}#{_ANCHORS[reason.name]}",
            ),
        )
        for reason in line.scored.reasons
        if not (reason.name == "lq" and analysis.above is None)
    ]
    return [view for _gained, view in sorted(found, key=lambda each: -each[0])]


def rows_url(analysis: Analysis, class_code: str) -> str:
    """Return the address of the rows behind a class's numbers."""
    page = reverse("specialities:rows", args=[analysis.place_code, class_code])
    return f"{page}?year={analysis.year}&by={analysis.basis}"


def verdict(analysis: Analysis) -> str:
    """Say what is suggested, or plainly why nothing is."""
    outcome, orders = analysis.suggestion.outcome, sum(line.orders for line in analysis.lines)
    weights = analysis.scoring.weights
    if outcome is Outcome.NOTHING:
        return _("Nothing was sold or reported here yet, so nothing is suggested.")
    if outcome is Outcome.THIN:
        return ngettext(
            "No suggestion: only %(orders)s order, and reported output below %(least)s yuan.",
            "No suggestion: only %(orders)s orders, and reported output below %(least)s yuan.",
            orders,
        ) % {"orders": f"{orders:,}", "least": f"{weights.output_min_yuan:,}"}
    if outcome is Outcome.CLOSE:
        names = (
            "、".join(line.name for line in analysis.close)
            if not reads_english()
            else (", ".join(line.name for line in analysis.close))
        )
        return _("%(first)s, but it is close: %(others)s.") % {
            "first": analysis.lines[0].name,
            "others": names,
        }
    return analysis.lines[0].name


def season_told(by_term: tuple[int, ...]) -> str:
    """Say when three quarters of it fall, by solar terms."""
    found = seasons.season(by_term)
    if found is None:
        return _("nothing sold")
    first, last = (_term(at) for at in (found.first, found.last))
    if found.first == found.last:
        return first
    return _("%(first)s to %(last)s") % {"first": first, "last": last}


def strip(line: ClassLine, year: int) -> list[list[CellView]]:
    """Return the 24 solar terms in four rows of six, spring to winter."""
    shades = seasons.shades(line.by_term)
    starts = seasons.beginnings_of(year)
    cells = [
        CellView(
            f"{starts[at].month}/{starts[at].day}" if reads_english() else seasons.TERMS[at][0],
            _term(at),
            shades[at],
            line.by_term[at],
        )
        for at in range(seasons.TERM_COUNT)
    ]
    return [cells[start : start + 6] for start in range(0, seasons.TERM_COUNT, 6)]


def percent(part: float | None) -> str:
    """``0.613`` → ``61 %``, small parts with one digit; empty when not known."""
    if part is None:
        return ""
    digits = 1 if 0 < abs(part) < 0.1 else 0  # noqa: PLR2004 - a tenth
    return f"{part * 100:.{digits}f} %"


def rough(fen: int) -> str:
    """Say an amount as people do: ``12833000000`` → ``1.28 亿元``; in English ``¥128.3 m``."""
    whole = fen / 100
    if reads_english():
        return f"¥{whole / 1e6:,.1f} m" if whole >= 1e6 else f"¥{whole:,.0f}"  # noqa: PLR2004
    if whole >= 1e8:  # noqa: PLR2004 - 亿
        return f"{whole / 1e8:,.2f} 亿元"
    if whole >= 1e6:  # noqa: PLR2004 - 百万
        return f"{whole / 1e4:,.0f} 万元"
    return f"{whole / 1e4:,.1f} 万元" if whole >= 1e4 else f"{whole:,.0f} 元"  # noqa: PLR2004


def times(quotient: float | None) -> str:
    """``2.31`` → ``2.3``; empty when not known."""
    return "" if quotient is None else f"{quotient:.1f}"


def _term(at: int) -> str:
    return seasons.TERMS[at][1 if reads_english() else 0]


def _points(reason: Reason) -> str:
    if reason.points is None:
        return "–"
    return f"{reason.weight * reason.points / 100:.0f}"


def _sentence(analysis: Analysis, line: ClassLine, reason: Reason) -> str:
    said = {
        "share": _share,
        "lq": _lq,
        "lq_all": _lq_all,
        "growth": _growth,
        "engaged": _engaged,
        "marks": _marks,
        "alone": _alone,
    }[reason.name]
    return said(analysis, line)


def _share(analysis: Analysis, line: ClassLine) -> str:
    if analysis.basis == "output":
        text = _("%(percent)s of the reported output: %(part)s of %(whole)s.")
    else:
        text = _("%(percent)s of the sales on this platform: %(part)s of %(whole)s.")
    return text % {
        "percent": percent(line.share),
        "part": rough(line.amount_fen),
        "whole": rough(analysis.total_fen),
    }


def _lq(analysis: Analysis, line: ClassLine) -> str:
    name = analysis.above.name if analysis.above else ""
    if line.lq is None:
        return _("Nothing to compare with in %(place)s yet.") % {"place": name}
    return _("Its share is %(times)s times that of %(place)s (location quotient).") % {
        "times": times(line.lq),
        "place": name,
    }


def _lq_all(analysis: Analysis, line: ClassLine) -> str:
    del analysis
    if line.lq_all is None:
        return _("Nothing to compare with in all loaded provinces yet.")
    return _("Its share is %(times)s times that of all loaded provinces (location quotient).") % {
        "times": times(line.lq_all)
    }


def _growth(analysis: Analysis, line: ClassLine) -> str:
    del analysis
    if line.growth is None:
        return _("Not enough years to tell whether it grows.")
    if line.growth < 0:
        return _("It shrinks by %(percent)s a year (median).") % {"percent": percent(-line.growth)}
    return _("It grows by %(percent)s a year (median).") % {"percent": percent(line.growth)}


def _engaged(analysis: Analysis, line: ClassLine) -> str:
    if analysis.households is None:
        text = ngettext(
            "%(n)s producer registered; the yearbook does not know the number of households.",
            "%(n)s producers registered; the yearbook does not know the number of households.",
            line.producers,
        )
        return text % {"n": f"{line.producers:,}"}
    part = percent(line.households / analysis.households)
    text = ngettext(
        "%(n)s household of %(all)s engaged (%(percent)s).",
        "%(n)s households of %(all)s engaged (%(percent)s).",
        line.households,
    )
    return text % {
        "n": f"{line.households:,}",
        "all": f"{analysis.households:,}",
        "percent": part,
    }


def _marks(analysis: Analysis, line: ClassLine) -> str:
    del analysis
    if not line.marks:
        return _("No mark held: neither green food, organic nor geographical indication.")
    text = ngettext("%(n)s mark held today.", "%(n)s marks held today.", line.marks)
    return text % {"n": line.marks}


def _alone(analysis: Analysis, line: ClassLine) -> str:
    del analysis
    if not line.compared:
        return _("It is not known what the neighbours lead with.")
    text = ngettext(
        "Of %(all)s neighbour with figures %(n)s leads with the same.",
        "Of %(all)s neighbours with figures %(n)s lead with the same.",
        line.compared,
    )
    return text % {"n": line.alike, "all": line.compared}
