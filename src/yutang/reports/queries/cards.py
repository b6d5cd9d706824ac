"""Cards as pages show them: which version, its lines, who decided, what waits for whom."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.db.models import Q, QuerySet
from django.db.models.functions import Left

from yutang.facts import queries as facts
from yutang.kernel.errors import NotFound
from yutang.reports.models import Card, CardVersion, Decision, FrozenValue, Submission
from yutang.reports.queries.reckoning import Made, reckon
from yutang.reports.rules import signing, steps
from yutang.reports.rules.lines import Line, Status


@dataclass(frozen=True)
class CardView:
    """A card as it is shown: frozen, once it was handed in; reckoned anew before that.

    `version` None: nobody began it. `submission` None: not frozen. `newest`: the last version that
    is locked, where it is another one than the one that is shown.
    """

    place_code: str
    year: int
    lines: list[Line]
    manifest: int
    through: date | None
    is_demo: bool
    version: CardVersion | None = None
    submission: Submission | None = None
    decisions: tuple[Decision, ...] = ()
    newest: int = 0
    corrected_by: CardVersion | None = None
    """The later version that is locked too: it holds in place of this one."""
    being_corrected: CardVersion | None = None
    """A later version that is not locked yet."""

    @property
    def state(self) -> str:
        """How the version stands; a card that nobody began is a draft."""
        return self.version.state if self.version else "draft"

    @property
    def is_locked(self) -> bool:
        return self.state == "locked"

    @property
    def is_frozen(self) -> bool:
        return self.submission is not None

    @property
    def number(self) -> int:
        return self.version.number if self.version else 1

    @property
    def key(self) -> str:
        """The number of this version of the card."""
        return signing.key_of(self.place_code, self.year, self.number)

    @property
    def locked_at(self) -> datetime | None:
        return self.version.since if self.version and self.is_locked else None


@dataclass(frozen=True)
class Kept:
    """A version of a card in a list."""

    place_code: str
    year: int
    number: int
    state: str
    since: datetime


def card(
    place_code: str, year: int, version: int | None = None, *, lately: bool = False
) -> CardView:
    """Return a card: the version asked for, else the locked one, else what was handed in last.

    What nobody handed in, or what was returned, is reckoned now, and provisional; with `lately`,
    an earlier reckoning of the day will do, of the manifest that it names.

    Raises:
        NotFound: there is no such version.
    """
    every = list(
        CardVersion.objects.filter(card__place_code=place_code, card__year=year)
        .select_related("card")
        .order_by("number")
    )
    chosen = _chosen(every, version)
    locked = [each for each in every if each.state == "locked"]
    if chosen is not None:
        newest = chosen.submissions.order_by("-number").first()
        shown = chosen.state not in steps.OPEN and newest is not None
        if shown and newest is not None:
            return _frozen(chosen, newest, every)
    if version is not None and chosen is None:
        raise NotFound
    made = reckon(place_code, year, lately=lately)
    return CardView(
        place_code=place_code,
        year=year,
        lines=made.lines,
        manifest=made.manifest,
        through=made.through_day,
        is_demo=facts.reads_demo(),
        version=chosen,
        newest=locked[-1].number if locked else 0,
    )


def _chosen(every: Sequence[CardVersion], number: int | None) -> CardVersion | None:
    """Return the version to show: the one asked for, else the last locked, else the last."""
    if number is not None:
        return next((each for each in every if each.number == number), None)
    locked = [each for each in every if each.state == "locked"]
    known = locked or list(every)
    return known[-1] if known else None


def _frozen(version: CardVersion, newest: Submission, every: Sequence[CardVersion]) -> CardView:
    later = [each for each in every if each.number > version.number]
    locked = [each for each in every if each.state == "locked"]
    return CardView(
        place_code=version.card.place_code,
        year=version.card.year,
        lines=frozen_lines(newest),
        manifest=newest.manifest,
        through=newest.through,
        is_demo=newest.is_demo,
        version=version,
        submission=newest,
        decisions=tuple(newest.decisions.order_by("pk")),
        newest=locked[-1].number if locked else 0,
        corrected_by=next((each for each in later[::-1] if each.state == "locked"), None),
        being_corrected=next((each for each in later if each.state != "locked"), None),
    )


def frozen_lines(submission: Submission) -> list[Line]:
    """Return the lines of a card as they were handed in."""
    rows = FrozenValue.objects.filter(submission=submission).order_by("line")
    return [_line(row) for row in rows]


def _line(row: FrozenValue) -> Line:
    return Line(
        indicator=row.indicator,
        number=row.number,
        why_none=row.why_none,
        numerator=row.numerator,
        denominator=row.denominator,
        rows=row.rows,
        reported=row.reported,
        of_places=row.of_places,
        reporters=row.reporters,
        through=row.through,
        trend=signing.trend_read(row.trend),
        promise_id=row.promise_id,
        threshold=row.threshold,
        promised=row.promised,
        due_on=row.due_on,
        status=cast("Status", row.status),
    )


def line_in(view: CardView, name: str) -> Line:
    """Return a card's line of an indicator; raises `NotFound`."""
    found = next((each for each in view.lines if each.indicator == name), None)
    if found is None:
        raise NotFound
    return found


def frozen(submission: Submission) -> Made:
    """Return what was handed in, as `reckon` returns what is not."""
    view = facts.manifest(submission.manifest)
    return Made(frozen_lines(submission), submission.manifest, view.through)


def years_of(place_code: str) -> list[int]:
    """Return the years that a place has cards of, newest first."""
    return list(
        Card.objects.filter(place_code=place_code).order_by("-year").values_list("year", flat=True)
    )


def versions() -> "QuerySet[CardVersion]":
    """Return what was handed in, the last step first."""
    found = CardVersion.objects.exclude(state="draft").select_related("card")
    return found.order_by("-since", "-pk")


def of_places(codes: Collection[str]) -> "QuerySet[CardVersion]":
    """Return the versions of the cards of these places and of all that lies in them."""
    there = Q(pk__in=[])
    for code in codes:
        there |= Q(card__place_code__startswith=code)
    found = CardVersion.objects.filter(there).select_related("card")
    return found.order_by("-since", "-pk")


def waiting_for(codes: Collection[str]) -> "QuerySet[CardVersion]":
    """Return the versions that wait for officers of these places, the longest waiting first.

    A city's officers are asked for what was handed in, a province's for what the city approved
    and for the province's own card; who holds both is asked for both.
    """
    found = CardVersion.objects.filter(state__in=["submitted", "city"]).select_related("card")
    found = found.annotate(
        city=Left("card__place_code", 4), province=Left("card__place_code", steps.PROVINCE_DIGITS)
    )
    there = Q(pk__in=[])
    for code in codes:
        in_city = Q(state="submitted", city__startswith=code)
        in_province = Q(state="city", province__startswith=code)
        there |= in_city | in_province
    return found.filter(there).order_by("since", "pk")


def returned_to(codes: Collection[str]) -> "QuerySet[CardVersion]":
    """Return the versions of these places that were returned, or are being corrected."""
    return of_places(codes).filter(state__in=steps.OPEN).order_by("since", "pk")


def corrected_keys() -> list[str]:
    """Return the numbers of all locked versions in whose place a later locked one stands."""
    locked = CardVersion.objects.filter(state="locked").select_related("card")
    newest: dict[int, int] = {}
    found = list(locked.order_by("card_id", "number"))
    for each in found:
        newest[each.card_id] = each.number
    return [
        signing.key_of(each.card.place_code, each.card.year, each.number)
        for each in found
        if each.number < newest[each.card_id]
    ]
