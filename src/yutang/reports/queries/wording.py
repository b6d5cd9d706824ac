"""A card in words, in the reader's language: for pages, the sheet and the command alike."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yutang.indicators import queries as indicators
from yutang.indicators import thresholds
from yutang.indicators.queries import RowsPage
from yutang.indicators.rules.shape import Indicator
from yutang.indicators.rules.values import FEW, Value
from yutang.kernel.counts import SMALL
from yutang.places import queries as places
from yutang.plumbing.reader import language
from yutang.reports.queries.cards import CardView
from yutang.reports.rules.lines import Line

BAR_WIDTH: Final = 14
BAR_GAP: Final = 4
BAR_HEIGHT: Final = 32
_CENTS: Final = 2
_RULE_STATUS: Final[dict[str, str | Promise]] = {
    "kept": gettext_lazy("meets the rule"),
    "behind": gettext_lazy("misses the rule"),
}
STATUS_NAMES: Final[dict[str, str | Promise]] = {
    "kept": gettext_lazy("kept"),
    "on_course": gettext_lazy("on the way"),
    "behind": gettext_lazy("behind"),
    "no_promise": gettext_lazy("no promise"),
    "not_known": gettext_lazy("not known"),
}
WHY_NONE: Final[dict[str, str | Promise]] = {
    "few": gettext_lazy("so few persons are not shown in public"),
    "beside": gettext_lazy("not shown: subtracted, it would tell of too few persons beside it"),
    "no_rows": gettext_lazy("there are no rows yet"),
    "no_divisor": gettext_lazy("there is nothing to divide by"),
    "no_part": gettext_lazy("one of the two numbers that it is made of is not there"),
    "not_known": gettext_lazy("it cannot be reckoned"),
}


@dataclass(frozen=True)
class Bar:
    """A year of the trend, drawn."""

    year: int
    text: str
    x: int
    y: int
    height: int


@dataclass(frozen=True)
class LineView:
    """A line of a card, as it is read."""

    line: Line
    at: int
    """Its number on the card."""
    name: str
    title: str
    told: str
    unit: str
    number: str
    why: str
    before: str
    change: str
    promised: str
    status: str
    reason: str
    complete: str
    bars: list[Bar]

    @property
    def is_told(self) -> bool:
        """Whether it stands in the open: it has rows, or something was promised about it."""
        is_hidden = self.line.why_none in {"few", "beside"}
        return bool(self.line.rows) or is_hidden or self.line.promised is not None

    @property
    def mark(self) -> str:
        """Which chip its status is: good, worth a look, or neither."""
        return {"kept": "ok", "behind": "warn"}.get(self.line.status, "")


@dataclass(frozen=True)
class SectionView:
    """A chapter of a card: lines with rows or a promise, then those of which nothing is there."""

    name: str
    title: str
    told: list[LineView]
    rest: list[LineView]


def heads() -> tuple[str, ...]:
    """Return the heads of a card's columns."""
    return _("Indicator"), _("Done"), _("Last year"), _("Promised"), _("How it stands")


def place_name(place_code: str) -> str:
    """Return a place's whole name; of the empty code, the whole country."""
    return places.full_name(place_code) if place_code else _("The whole country")


def rest_told(many: int) -> str:
    """Return of how many more indicators nothing is there."""
    return _("Of %(n)s more figures nothing is there yet.") % {"n": many}


def state_names() -> dict[str, str]:
    """Return how cards stand, in words."""
    return {
        "draft": _("provisional"),
        "submitted": _("handed in, waits for the city"),
        "city": _("approved by the city, waits for the province"),
        "locked": _("approved and locked"),
        "returned": _("returned, provisional"),
    }


def as_of(view: CardView) -> str:
    """Return of which facts a card is."""
    if not view.manifest or view.through is None:
        return _("No facts were published yet: the numbers come when the publisher has run.")
    said = {"day": view.through.isoformat(), "number": view.manifest}
    return _("Facts through %(day)s, manifest %(number)s") % said


def demo_word() -> str:
    """Return what stands on a card of invented facts."""
    return _("Demo data: invented.")


def sections(view: CardView) -> list[SectionView]:
    """Return a card's lines by section; indicators that are no longer defined come last."""
    lines = {each.indicator: (at, each) for at, each in enumerate(view.lines, 1)}
    found = []
    for section, every in indicators.sections():
        held = [(each, lines.pop(each.name)) for each in every if each.name in lines]
        views = [line_view(line, each, view.year, at) for each, (at, line) in held]
        found.append(_section(section.name, section.title.to(language()), views))
    gone = [line_view(line, None, view.year, at) for at, line in lines.values()]
    if gone:
        found.append(_section("gone", _("No longer counted"), gone))
    return [each for each in found if each.told or each.rest]


def _section(name: str, title: str, views: list[LineView]) -> SectionView:
    return SectionView(
        name,
        title,
        [each for each in views if each.is_told],
        [each for each in views if not each.is_told],
    )


def indicator_of(name: str) -> Indicator | None:
    """Return the definition of a line, if it is still there."""
    return next((each for each in indicators.every() if each.name == name), None)


def line_view(line: Line, each: Indicator | None, year: int, at: int = 0) -> LineView:
    """Return a line as it is read; without its definition its name stands for it."""
    words, digits = language(), each.digits if each else 2
    return LineView(
        line=line,
        at=at,
        name=line.indicator,
        title=each.title.to(words) if each else line.indicator,
        told=each.told.to(words) if each else "",
        unit=each.unit.to(words) if each else "",
        number=number_text(line.number, digits) or few_text(line) or "–",
        why=str(WHY_NONE.get(line.why_none, "")),
        before=number_text(line.before, digits),
        change=_change(line),
        promised=_promised(line, each, digits),
        status=str(status_name(line)),
        reason=_reason(line, digits),
        complete=complete_text(line),
        bars=_bars(line.trend, year, digits),
    )


def number_text(number: Decimal | None, digits: int = 2) -> str:
    """Return a number with thousands apart, `digits` after the point where it has any; or nothing.

    More than two digits are shown only as far as they go: ¥ 46.90, but 3.5 of 3.500000.
    """
    if number is None:
        return ""
    text = f"{number:,.{digits}f}"
    whole, _point, rest = text.partition(".")
    if not rest.strip("0"):
        return whole
    return text.rstrip("0") if digits > _CENTS else text


def value_text(value: Value, digits: int = 6) -> str:
    """Return a value as it is read, or why there is none."""
    if value.number is not None:
        return number_text(value.number, digits)
    if value.why_none == FEW:
        return _("fewer than %(n)s") % {"n": SMALL}
    return value.why_none.to(language()) if value.why_none else "–"


@dataclass(frozen=True)
class PartView:
    """One of the two numbers of a ratio."""

    name: str
    title: str
    number: str
    unit: str


def parts(found: RowsPage) -> list[PartView]:
    """Return the two numbers that a ratio is made of; of what is no ratio, none."""
    views = []
    for each in found.parts:
        definition = indicators.by_name(each.name)
        said = value_text(each)
        unit = definition.unit.to(language()) if each.number is not None else ""
        views.append(PartView(each.name, definition.title.to(language()), said, unit))
    return views


def few_text(line: Line) -> str:
    """Return what stands for a number of fewer than ten persons; or nothing."""
    return _("fewer than %(n)s") % {"n": SMALL} if line.why_none == "few" else ""


def status_name(line: Line) -> str | Promise:
    """Return how a line stands, in a word or two."""
    if line.threshold and line.status in _RULE_STATUS:
        return _RULE_STATUS[line.status]
    return STATUS_NAMES[line.status]


def _change(line: Line) -> str:
    percent = line.change_percent
    if percent is None:
        return ""
    return f"+{percent:,} %" if percent > 0 else f"{percent:,} %".replace("-", "−")


def _promised(line: Line, each: Indicator | None, digits: int) -> str:
    if line.promised is None:
        return ""
    said = {"number": number_text(line.promised, max(digits, 2))}
    if line.due_on:
        return _("%(number)s by %(day)s") % {**said, "day": line.due_on.isoformat()}
    if each is not None and each.at_most:
        return _("at most %(number)s (a rule)") % said
    return _("at least %(number)s (a rule)") % said


def _reason(line: Line, digits: int) -> str:
    """Return why a line stands as it does, in one sentence."""
    if line.number is None:
        return str(WHY_NONE.get(line.why_none, ""))
    if line.promised is None:
        return ""
    said = {
        "number": number_text(line.promised, max(digits, 2)),
        "day": line.due_on.isoformat() if line.due_on else "",
    }
    if line.threshold:
        return threshold_told(line)
    if line.status == "kept":
        return _("%(number)s was promised by %(day)s, and is reached.") % said
    if line.status == "on_course":
        return _("On the straight way to %(number)s by %(day)s.") % said
    return _("Less than the straight way to %(number)s by %(day)s asks for.") % said


def threshold_told(line: Line) -> str:
    """Return whose rule a line is held against, and whether anybody has confirmed it."""
    try:
        limit = thresholds.at(line.threshold, line.through or date.max)
    except LookupError:
        return line.threshold
    _unit, _scope, source = limit.told
    said = source.to(language())
    return _("Rule: %(source)s") % {"source": said} + (
        _(" (unverified default)") if limit.is_unverified else ""
    )


def complete_text(line: Line) -> str:
    """Return how many have reported, or that the platform itself recorded the rows."""
    if not line.reporters:
        return _("recorded by the platform")
    said = {"n": f"{line.reported or 0:,}", "of": f"{line.of_places or 0:,}"}
    if line.reporters == "counties":
        return _("%(n)s of %(of)s counties reported") % said
    return _("%(n)s of %(of)s villages reported") % said


def _bars(trend: tuple[Decimal | None, ...], year: int, digits: int) -> list[Bar]:
    """Return a bar a year; a year without a number is an empty place, nought a thin line."""
    top = max((each for each in trend if each is not None), default=Decimal(0))
    found = []
    for at, each in enumerate(trend):
        height = 0
        if each is not None:
            height = max(1, int(each * BAR_HEIGHT / top)) if top > 0 else 1
        found.append(
            Bar(
                year=year - len(trend) + 1 + at,
                text=number_text(each, digits),
                x=at * (BAR_WIDTH + BAR_GAP),
                y=BAR_HEIGHT - height,
                height=height,
            )
        )
    return found
