"""A register is read: who can be enrolled is kept sealed, who cannot is listed with the reason.

One transaction: a process that dies on the way leaves the roll as it was, to be read again.
"""

from collections import Counter

from django.db import connection, transaction

from yutang.insurance.actions import parts
from yutang.insurance.actions.parts import Fit
from yutang.insurance.actions.uploading import FOLDER, LIMITS, clear
from yutang.insurance.actions.watching import Tell, quiet, taken
from yutang.insurance.columns import Said, said_in
from yutang.insurance.errors import FileGone
from yutang.insurance.models import Policy, RefusedRow, Roll, RollState
from yutang.insurance.queries.insured import count_in, insured_among, left_from, policy_before
from yutang.insurance.queries.villages import Villages
from yutang.insurance.rules import Applicant, Reason, why_not, wording
from yutang.kernel.clock import now, today
from yutang.kernel.errors import Refusal
from yutang.people.errors import BadMobile, BadName
from yutang.people.rules import clean_name, normal_mobile
from yutang.plumbing import kept, rounds
from yutang.plumbing.sheets import reading as sheets
from yutang.roster import hauls
from yutang.roster import rules as roster
from yutang.roster.errors import BadIdNumber

_REFUSED_AT_ONCE = 2_000


def read(roll_id: int, tell: Tell = quiet) -> Roll:
    """Read the file of a roll that waits to be read; one that does not is left as it is."""
    with transaction.atomic():
        roll = taken(roll_id)
        if roll is None:
            return Roll.objects.get(pk=roll_id)
        if roll.state != RollState.READING:
            return roll
        clear(roll)
        RefusedRow.objects.filter(roll=roll).delete()
        try:
            with transaction.atomic():
                _Reader(roll, tell).read()
        except (Refusal, kept.Gone) as why:
            _failed(roll, why)
        roll.read_at = now()
        roll.save()
    return roll


def _failed(roll: Roll, why: Refusal | kept.Gone) -> None:
    refusal = why if isinstance(why, Refusal) else FileGone()
    roll.state, roll.rows, roll.can_enrol, roll.counts = RollState.FAILED, 0, 0, {}
    roll.why = refusal.sentence("zh-hans")[:400]
    roll.why_en = refusal.sentence("en")[:400]


class _Reader:
    """Reads one roll's file, some thousand rows in memory at a time."""

    def __init__(self, roll: Roll, tell: Tell) -> None:
        self.roll, self.tell = roll, tell
        self.policy = Policy.objects.select_related("plan", "version").get(pk=roll.policy_id)
        self.rule = wording.read(self.policy.version.text)
        self.villages = Villages(self.policy.place_code)
        self.first_row: dict[str, int] = {}
        self.waiting: list[Fit] = []
        self.refused: list[RefusedRow] = []
        self.counts: Counter[str] = Counter()
        self.rows = self.fit = self.parts = 0
        self.before = policy_before(self.policy)
        self.again = 0

    def read(self) -> None:
        data = kept.content(FOLDER, self.roll.sha256)
        total = sheets.rows_about(data)
        for said in said_in(sheets.stream(data, LIMITS), self.rule):
            self.rows += 1
            self._take(said)
            if len(self.waiting) >= parts.ROWS:
                self._sort_out()
                self.tell("reading", self.rows, max(total, self.rows))
        self._sort_out()
        self._keep_refused()
        self.tell("reading", self.rows, self.rows)
        roll = self.roll
        roll.state, roll.rows, roll.can_enrol = RollState.READ, self.rows, self.fit
        roll.counts = dict(self.counts)
        roll.gone = left_from(self.before, self.policy) - self.again

    def _take(self, said: Said) -> None:
        found = _judged(said, self)
        if isinstance(found, Fit):
            self.waiting.append(found)
        else:
            self._refuse(said.row, said.name, said.id_number, *found)

    def _sort_out(self) -> None:
        """Ask who of those that wait is insured already; keep the others."""
        if not self.waiting:
            return
        known = _known(self.waiting)
        ids = [each.id for each in known if each.id is not None]
        here, elsewhere = insured_among(self.policy, ids)
        self.again += count_in(self.before, set(ids) - here)
        fits = []
        for fit, entered in zip(self.waiting, known, strict=True):
            reason = _why_entered(entered, here, elsewhere)
            if reason is None:
                fits.append(fit)
            else:
                self._refuse(fit.row, fit.name, fit.id_number, reason, None)
        self.waiting = []
        if fits:
            parts.keep(self.roll, self.parts, fits)
            self.parts, self.fit = self.parts + 1, self.fit + len(fits)

    def _refuse(self, row: int, name: str, number: str, reason: Reason, other: int | None) -> None:
        self.counts[reason] += 1
        self.refused.append(
            RefusedRow(
                roll=self.roll,
                row=row,
                reason=reason,
                other_row=other,
                name_masked=roster.masked(name) if name else "",
                id_masked=_masked(number),
            )
        )
        if len(self.refused) >= _REFUSED_AT_ONCE:
            self._keep_refused()

    def _keep_refused(self) -> None:
        RefusedRow.objects.bulk_create(self.refused)
        self.refused = []


def _judged(said: Said, reader: _Reader) -> Fit | tuple[Reason, int | None]:
    """Return the row as it can be enrolled, or why it cannot: the first reason there is."""
    known = _who(said)
    if isinstance(known, Reason):
        return known, None
    first = reader.first_row.setdefault(known.text, said.row)
    if first != said.row:
        return Reason.TWICE, first
    code = reader.villages.find(said.village_code, said.town, said.village)
    if not code:
        return (Reason.NO_VILLAGE if code is None else Reason.WRONG_COUNTY), None
    who = Applicant(known.birth_on, known.gender, said.standing, code)
    reason = why_not(reader.rule, who, reader.policy.from_on)
    return (reason, None) if reason is not None else _fit(said, known, code)


def _who(said: Said) -> roster.IdNumber | Reason:
    if not said.name:
        return Reason.NO_NAME
    if not said.id_number:
        return Reason.NO_ID
    try:
        known = roster.read_id_number(said.id_number)
    except BadIdNumber:
        lost = said.has_lost_digits or said.id_number.endswith("000")
        return Reason.DIGITS_LOST if lost else Reason.BAD_ID
    return Reason.DIGITS_LOST if said.has_lost_digits else known


def _fit(said: Said, known: roster.IdNumber, code: str) -> Fit | tuple[Reason, int | None]:
    """Return the row as `roster.rules.check_entry` would have it; its number is read already."""
    try:
        name = clean_name(said.name)
    except BadName:
        return Reason.BAD_NAME, None
    return Fit(
        said.row,
        name,
        known.text,
        known.birth_on,
        known.gender,
        code,
        _mobile(said.mobile),
        said.standing if said.standing in roster.POVERTY_CLASSES else "",
        said.household,
        said.guardian,
    )


def _mobile(text: str) -> str:
    """Return a mobile number; one that is none is left out, and keeps nobody from being insured."""
    if not text:
        return ""
    try:
        return normal_mobile(text)
    except BadMobile:
        return ""


def _known(fits: list[Fit]) -> list[hauls.Entered]:
    """Return what the roster would answer for these rows; nothing is written."""
    rows = [hauls.Row(fit.entry, fit.guardian) for fit in fits]
    connection.ensure_connection()
    return rounds.run(connection.connection, hauls.find_many(rows, today()))


def _why_entered(entered: hauls.Entered, here: set[int], elsewhere: set[int]) -> Reason | None:
    if entered.why == "another_name":
        return Reason.ANOTHER_NAME
    if entered.why:
        return Reason.GUARDIAN_NEEDED
    if entered.id in here:
        return Reason.INSURED
    return Reason.INSURED_ELSEWHERE if entered.id in elsewhere else None


def _masked(number: str) -> str:
    """Return enough of a number to find the row again, and no more: its region and last sign."""
    if not number:
        return ""
    hidden = "*" * max(3, min(len(number), 18) - 7)
    return f"{number[:6]}{hidden}{number[-1:]}" if len(number) > 10 else f"{number[:2]}{hidden}"  # noqa: PLR2004
