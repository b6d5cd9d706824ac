"""A card is handed in, approved step by step and locked; a locked one is corrected by the next."""

from datetime import datetime

from django.db import transaction

from yutang.facts import actions as facts
from yutang.facts.queries import reads_demo
from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.reports import access
from yutang.reports.errors import MovedOn, NothingToReport, NotLocked
from yutang.reports.models import Card, CardVersion, Decision, FrozenValue, Submission
from yutang.reports.queries.reckoning import Made, reckon
from yutang.reports.rules import signing, steps


def hand_in(place_code: str, year: int, by: Person, *, at: datetime | None = None) -> Submission:
    """Freeze what a card comes to now, and hand it in to the city.

    Its manifest is pinned, so that every number still opens exactly its rows. Two who hand in at
    once: the second finds that it has moved on.

    Raises:
        NotFound: it is not theirs. YearRuns: the facts do not reach to the end of the year.
        NothingToReport: not one row. MovedOn: it is handed in, or locked, already.
    """
    access.need_writer(by, place_code)
    made = reckon(place_code, year)
    steps.check_over(year, made.through_day)
    if made.is_empty:
        raise NothingToReport
    at = at or now()
    with transaction.atomic():
        version = _open_version(place_code, year, by, at)
        given = _frozen(version, made, by, at)
        _move(version, "submitted", at)
    return given


def _open_version(place_code: str, year: int, by: Person, at: datetime) -> CardVersion:
    """Return the version that is handed in, its card locked; a first one is begun."""
    card, _made = Card.objects.get_or_create(place_code=place_code, year=year)
    card = _locked(card.pk)
    newest = card.versions.order_by("-number").first()
    if newest is None:
        return CardVersion.objects.create(card=card, number=1, since=at, made_at=at, made_by=by)
    if newest.state not in steps.OPEN:
        raise MovedOn
    return newest


def _frozen(version: CardVersion, made: Made, by: Person, at: datetime) -> Submission:
    through = made.through_day
    assert through is not None, "checked before"
    rows = signing.signed_rows(made.lines)
    given = Submission.objects.create(
        version=version,
        number=version.submissions.count() + 1,
        manifest=made.manifest,
        through=through,
        digest=signing.digest(rows),
        is_demo=reads_demo(),
        at=at,
        by=by,
    )
    code, year = version.card.place_code, version.card.year
    facts.pin(made.manifest, f"report {signing.key_of(code, year, version.number)}")
    FrozenValue.objects.bulk_create(
        FrozenValue(
            submission=given,
            line=number,
            indicator=line.indicator,
            number=line.number,
            why_none=line.why_none,
            numerator=line.numerator,
            denominator=line.denominator,
            rows=line.rows,
            reported=line.reported,
            of_places=line.of_places,
            reporters=line.reporters,
            through=line.through,
            trend=signing.trend_said(line.trend),
            promise_id=line.promise_id,
            threshold=line.threshold,
            promised=line.promised,
            due_on=line.due_on,
            status=line.status,
        )
        for number, line in enumerate(made.lines, 1)
    )
    return given


def decide(
    version_id: int,
    times: int,
    outcome: steps.Outcome,
    reason: str,
    by: Person,
    *,
    at: datetime | None = None,
) -> Decision:
    """Approve a version, or return it with a reason, for the level whose turn it is.

    `times`: how often it had been handed in when they looked.

    Raises:
        NotFound: they are no officer there. NotYourOwn: they handed it in, or approved it before.
        MovedOn: it moved on since they looked. ReasonNeeded: it is returned without one.
    """
    at = at or now()
    with transaction.atomic():
        version = _version(version_id)
        level = steps.turn(version.state, version.card.place_code)
        newest = version.submissions.order_by("-number").first()
        if level is None or newest is None or newest.number != times:
            raise MovedOn
        access.need_decider(by, level, version)
        said = steps.checked_reason(reason) if outcome == "return" else ""
        made = Decision.objects.create(
            submission=newest, level=level, outcome=outcome, reason=said, at=at, by=by
        )
        _move(version, steps.after(level, outcome), at)
    return made


def correct(
    place_code: str, year: int, reason: str, by: Person, *, at: datetime | None = None
) -> CardVersion:
    """Begin the next version of a locked card; the locked one stays readable.

    Raises:
        NotFound: it is not theirs. NotLocked: the newest version is not locked. ReasonNeeded.
    """
    access.need_writer(by, place_code)
    said, at = steps.checked_reason(reason), at or now()
    with transaction.atomic():
        found = Card.objects.filter(place_code=place_code, year=year).first()
        if found is None:
            raise NotLocked
        card = _locked(found.pk)
        newest = card.versions.order_by("-number").first()
        if newest is None or newest.state != "locked":
            raise NotLocked
        return CardVersion.objects.create(
            card=card, number=newest.number + 1, reason=said, since=at, made_at=at, made_by=by
        )


def _locked(card_id: int) -> Card:
    return Card.objects.select_for_update().get(pk=card_id)


def _version(version_id: int) -> CardVersion:
    """Return the version, its card locked until the transaction ends; raises `NotFound`."""
    found = CardVersion.objects.filter(pk=version_id).values_list("card_id", flat=True).first()
    if found is None:
        raise NotFound
    _locked(found)
    return CardVersion.objects.select_related("card").get(pk=version_id)


def _move(version: CardVersion, state: steps.State, at: datetime) -> None:
    version.state, version.since = state, at
    version.save(update_fields=["state", "since"])
