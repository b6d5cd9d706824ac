"""What a fund hands to a programme, and what comes back: asked by one, confirmed by another."""

from datetime import datetime
from uuid import UUID

from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.kernel.money import yuan
from yutang.ledger import actions as ledger
from yutang.ledger.rules import FUND, PROGRAMME, Line
from yutang.people.access import Person
from yutang.programmes import access, queries
from yutang.programmes.actions import guards, hands
from yutang.programmes.errors import FundShort, KeyTaken, NotNow, OtherScheme, ProgrammeShort
from yutang.programmes.models import Fund, Grant, Programme, ProgrammeState
from yutang.programmes.rules import kinds, steps


def ask_grant(
    fund_id: int,
    programme_id: int,
    amount_fen: int,
    words: str,
    by: Person,
    *,
    key: UUID,
    is_back: bool = False,
) -> Grant:
    """Ask that a fund hands money to a programme, or `is_back`, that it takes back what is left.

    Who runs the programme, or is a clerk of the fund's place, asks; a clerk of the fund's place
    who did not ask confirms.

    Raises:
        NotFound, NotNow: the programme is closed. AmountWrong, WordsNeeded
        OtherScheme: money with a rule of its own goes to programmes of the same rule only.
        FundShort, ProgrammeShort
    """
    fund = Fund.objects.filter(pk=fund_id).first()
    programme = Programme.objects.filter(pk=programme_id).first()
    if fund is None or programme is None:
        raise NotFound
    if not (access.runs(by, programme) or access.decides(by, fund.place_code)):
        raise NotFound
    steps.check_amount(amount_fen)
    known = Grant.objects.filter(key=key).first()
    if known is not None:
        same = (fund.pk, programme.pk, amount_fen, is_back)
        if (known.fund_id, known.programme_id, known.amount_fen, known.is_back) != same:
            raise KeyTaken
        return known
    if programme.state != ProgrammeState.RUNNING:
        raise NotNow
    if fund.scheme_id != programme.scheme_id:
        raise OtherScheme
    _check_left(fund.pk, programme.pk, amount_fen, is_back=is_back)
    return Grant.objects.create(
        key=key,
        fund=fund,
        programme=programme,
        amount_fen=amount_fen,
        is_back=is_back,
        words=steps.check_words(words),
        noted_at=now(),
        noted_by=by,
    )


def decide_grant(
    grant_id: int,
    by: Person,
    *,
    confirms: bool,
    reason: str = "",
    at: datetime | None = None,
) -> Grant:
    """Confirm a grant: fund → programme in the ledger, or back; or drop it, with a reason.

    Raises:
        NotFound, NotNow, OwnHand, WordsNeeded, FundShort, ProgrammeShort
    """
    grant = access.grant_for(by, grant_id)
    whose = grant.programme_id if grant.is_back else grant.fund_id
    with guards.refused(whose):
        if confirms and grant.is_back:
            Fund.objects.select_for_update().get(pk=grant.fund_id)
            Programme.objects.select_for_update().get(pk=grant.programme_id)
        grant = hands.waiting(grant, by, confirms=confirms)
        if confirms and grant.is_back:
            _check_left(grant.fund_id, grant.programme_id, grant.amount_fen, is_back=True)
        hands.decide(grant, by, confirms=confirms, reason=reason, at=at)
        if confirms:
            _post(grant, by, at)
    return grant


def _check_left(fund: int, programme: int, amount_fen: int, *, is_back: bool) -> None:
    """Refuse early what the database would refuse; a programme gives back a fund's own part."""
    if not is_back:
        left = queries.fund_has(fund)
        if amount_fen > left:
            raise FundShort(left=yuan(left))
        return
    left = queries.left_of_fund(fund, programme)
    if amount_fen > left:
        raise ProgrammeShort(left=yuan(left))


def _post(grant: Grant, by: Person, at: datetime | None) -> None:
    fen = -grant.amount_fen if grant.is_back else grant.amount_fen
    lines = [
        Line(FUND, kinds.fund_owner(grant.fund_id), fen),
        Line(PROGRAMME, kinds.programme_owner(grant.programme_id), -fen),
    ]
    ledger.post("grant_back" if grant.is_back else "grant", str(grant.pk), lines, at=at, by=by)
