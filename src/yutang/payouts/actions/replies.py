"""What the bank replied: read, shown with its sums, confirmed once, mismatches resolved by hand."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction

from yutang.kernel.clock import now
from yutang.kernel.text import one_line
from yutang.payouts import access, files, queries
from yutang.payouts.actions import bookings
from yutang.payouts.errors import CannotResolve, NoteNeeded, RunElsewhere
from yutang.payouts.models import (
    Payout,
    PayoutState,
    Reply,
    ReplyLine,
    Resolution,
    Run,
    RunState,
)
from yutang.payouts.rules import replies as rules
from yutang.payouts.rules.replies import Finding, ReplyFacts
from yutang.people.access import Person

_SERIAL_MAX = 60


def take_in(run_id: int, data: bytes, name: str, by: Person) -> Reply:
    """Read a reply's file and keep its lines for confirming; the same again is the one kept.

    Nothing is booked yet.

    Raises:
        NotFound: not of their place.
        RunElsewhere: the bank cannot have it yet.
        ReplyTooLarge, ReplyUnreadable, ReplyHeading, ReplyLineWrong, ReplyEmpty: the file.
    """
    run = access.run_for(by, run_id)
    if run.state in {RunState.DRAFT, RunState.DROPPED}:
        raise RunElsewhere
    lines = rules.read(files.rows_of(data), queries.profile_facts(run.profile))
    payouts = _named(run, lines)
    findings = rules.match(lines, _known(payouts))
    with transaction.atomic():
        reply, is_new = Reply.objects.get_or_create(
            run=run,
            digest=_digest(lines),
            defaults={"name": one_line(name)[:120], "by": by, "at": now()},
        )
        if is_new:
            ReplyLine.objects.bulk_create(
                (
                    _row(reply, line, finding, payouts.get(line.reference))
                    for line, finding in zip(lines, findings, strict=True)
                ),
                batch_size=1000,
            )
    return reply


@transaction.atomic
def confirm(reply_id: int, by: Person) -> Reply:
    """Take a reply over: paid and returned payouts are booked, the rest waits to be looked at.

    Confirmed twice is confirmed once.

    Raises:
        NotFound: not of their place.
    """
    found = access.reply_for(by, reply_id)
    reply = Reply.objects.select_for_update().get(pk=found.pk)
    if reply.confirmed_at is not None:
        return reply
    rows = list(reply.lines.order_by("line"))
    lines = [_facts(row) for row in rows]
    payouts = _named(found.run, lines, locked=True)
    paid: dict[int, Payout] = {}
    for row, line, finding in zip(rows, lines, rules.match(lines, _known(payouts)), strict=True):
        payout = payouts.get(line.reference)
        row.finding, row.payout = finding.value, payout
        if payout is not None and finding is Finding.PAID:
            payout.serial = line.serial[:_SERIAL_MAX]
            paid[payout.pk] = payout
        elif payout is not None and finding is Finding.RETURNED:
            if payout.pk in paid:  # paid and come back within one file
                bookings.arrive([paid.pop(payout.pk)], by)
            bookings.come_back(payout, by, line.said)
    bookings.arrive(paid.values(), by)
    ReplyLine.objects.bulk_update(rows, ["finding", "payout"], batch_size=500)
    reply.confirmed_by, reply.confirmed_at = by, now()
    reply.save(update_fields=["confirmed_by", "confirmed_at"])
    _close_runs({payout.run_id for payout in payouts.values()})
    return reply


@transaction.atomic
def resolve(line_id: int, how: str, note: str, by: Person) -> ReplyLine:
    """Resolve a mismatch: book what the bank really did, or set the line aside, with a note.

    Raises:
        NotFound: not of their place.
        NoteNeeded: nothing is noted.
        CannotResolve: resolved already, not confirmed yet, or no way for such a line.
    """
    access.reply_line_for(by, line_id)
    row = ReplyLine.objects.select_for_update().select_related("reply").get(pk=line_id)
    payout = (
        Payout.objects.select_for_update().filter(pk=row.payout_id).first()
        if row.payout_id
        else None
    )
    allowed = rules.resolutions(row.finding, payout.state if payout else "")
    if row.resolved_at is not None or row.reply.confirmed_at is None or how not in allowed:
        raise CannotResolve
    said = note.strip()[:300]
    if not said:
        raise NoteNeeded
    if payout is not None:
        _book(row, payout, how, said, by)
        _close_runs({payout.run_id})
    row.resolution, row.note, row.resolved_by, row.resolved_at = how, said, by, now()
    row.save(update_fields=["resolution", "note", "resolved_by", "resolved_at"])
    return row


def _book(row: ReplyLine, payout: Payout, how: str, note: str, by: Person) -> None:
    key = f"reply:{row.pk}"
    if how == Resolution.PAID:
        more_fen = row.amount_fen - payout.amount_fen
        payout.serial = row.serial[:_SERIAL_MAX]
        bookings.arrive([payout], by)
        bookings.correct(payout, key, more_fen, by, note)
    elif how == Resolution.RETURNED:
        bookings.come_back(payout, by, note)
    elif how == Resolution.TWICE:
        bookings.correct(payout, key, row.amount_fen, by, note)


def _close_runs(run_ids: Iterable[int]) -> None:
    """A run whose payouts are all answered is done."""
    for run in Run.objects.select_for_update().filter(pk__in=set(run_ids)).order_by("pk"):
        if run.state not in {RunState.APPROVED, RunState.SENT}:
            continue
        if not run.payouts.filter(state=PayoutState.OPEN).exists():
            run.state, run.sent_at = RunState.DONE, run.sent_at or now()
            run.save(update_fields=["state", "sent_at"])


def _named(run: Run, lines: Sequence[ReplyFacts], *, locked: bool = False) -> dict[str, Payout]:
    """Return the payouts of the run's place that the lines name, by reference."""
    found = Payout.objects.filter(
        reference__in={line.reference for line in lines}, run__place_code=run.place_code
    )
    if locked:
        found = found.select_for_update(of=("self",))
    return {
        payout.reference: payout
        for payout in found.select_related("account", "advance").order_by("pk")
    }


def _known(payouts: Mapping[str, Payout]) -> dict[str, rules.Known]:
    return {
        reference: rules.Known(
            payout.state, payout.amount_fen, payout.account.number_tail, payout.serial
        )
        for reference, payout in payouts.items()
    }


def _row(reply: Reply, line: ReplyFacts, finding: Finding, payout: Payout | None) -> ReplyLine:
    return ReplyLine(
        reply=reply,
        line=line.line,
        reference=line.reference,
        amount_fen=line.amount_fen,
        tail=line.tail,
        outcome=line.outcome,
        said=line.said,
        serial=line.serial,
        finding=finding.value,
        payout=payout,
    )


def _facts(row: ReplyLine) -> ReplyFacts:
    return ReplyFacts(
        row.line, row.reference, row.amount_fen, row.tail, row.outcome, row.said, row.serial
    )


def _digest(lines: Sequence[ReplyFacts]) -> bytes:
    """Return a digest of what is said, whatever file says it."""
    said = "\n".join(
        "\t".join(
            (line.reference, str(line.amount_fen), line.tail, line.outcome, line.said, line.serial)
        )
        for line in lines
    )
    return hashlib.sha256(said.encode("utf-8", "replace")).digest()
