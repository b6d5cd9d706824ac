"""What a list of trainees would do: who is enrolled, who is in already, who cannot be."""

from collections.abc import Callable
from dataclasses import dataclass, field

from yutang.kernel.clock import today
from yutang.kernel.errors import Refusal
from yutang.people.access import Person
from yutang.plumbing.sheets.problems import Problem
from yutang.plumbing.sheets.table import Row, Table, read
from yutang.plumbing.sheets.trial import Decided, Outcome, Verdict
from yutang.roster import access as roster
from yutang.roster import queries as rolls
from yutang.roster.errors import AnotherName, GuardianNeeded
from yutang.roster.rules import Entry, age, check_entry
from yutang.training.columns import PEOPLE, PEOPLE_KEY
from yutang.training.errors import BadPlace, ClassOver, TooYoung
from yutang.training.models import Cohort, Enrolment
from yutang.training.queries.whereabouts import place_meant
from yutang.training.rules import enrolling, kinds


@dataclass(frozen=True)
class ToBring:
    """Somebody whom the list enrols."""

    entry: Entry
    guardian: str
    relation: str
    joins_as: str


@dataclass
class ListDecided:
    outcome: Outcome
    people: list[ToBring] = field(default_factory=list)


class _At(Exception):  # noqa: N818 - says where, not what went wrong
    def __init__(self, column: str, why: Refusal) -> None:
        super().__init__(column)
        self.column, self.why = column, why


def decide_list(data: bytes, cohort: Cohort, by: Person) -> ListDecided:
    """Decide a list of trainees for a class, brought by who works for their places.

    Raises:
        ClassOver: the class takes nobody any more.
    """
    if cohort.state != Cohort.State.OPEN or enrolling.is_over(cohort.ends_on, today()):
        raise ClassOver
    return _Deciding(read(data, PEOPLE, PEOPLE_KEY), cohort, by).decided()


class _Deciding:
    """Goes through the rows once; villages are looked up once a spelling."""

    def __init__(self, table: Table, cohort: Cohort, by: Person) -> None:
        self.table, self.cohort, self.by = table, cohort, by
        self.within = roster.works_at(by)
        self.villages: dict[str, str | BadPlace] = {}
        gone = (enrolling.LEFT, enrolling.REFUSED)
        rows = Enrolment.objects.filter(cohort=cohort).exclude(state__in=gone)
        self.inside = set(rolls.kept(list(rows.values_list("member_id", flat=True))).values())

    def decided(self) -> ListDecided:
        problems: list[Problem] = []
        listed: list[Decided] = []
        people: list[ToBring] = []
        for row in self.table.rows:
            try:
                verdict, about, person = self._take(row)
            except _At as at:
                problems.append(self.table.problem(row, at.column, at.why))
                continue
            listed.append(Decided(row.number, verdict, about))
            if verdict == Verdict.NEW:
                people.append(person)
        return ListDecided(Outcome.of(self.table, listed, problems), people)

    def _take(self, row: Row) -> tuple[Verdict, str, ToBring]:
        entry = self._entry(row)
        assert entry.birth_on is not None, "an ID number says the date of birth"
        years = age(entry.birth_on, max(self.cohort.begins_on, today()))
        least = kinds.KINDS[self.cohort.kind].least_age
        if years < least:
            raise _At("id_number", TooYoung(least=least))
        if enrolling.needs_guardian(age(entry.birth_on, today())) and not row["guardian"]:
            raise _At("guardian", GuardianNeeded())
        known = rolls.by_id_number(entry.id_number)
        if known is not None and roster.names(self.by, [known])[known] not in {
            entry.name,
            f"{entry.name[:1]}*",
        }:
            raise _At("id_number", AnotherName())
        verdict = Verdict.SAME if known in self.inside else Verdict.NEW
        bring = ToBring(
            entry, row["guardian"] or "", row["relation"] or "", row["joins_as"] or "student"
        )
        return verdict, f"{entry.name} ****{entry.id_number[-4:]}", bring

    def _entry(self, row: Row) -> Entry:
        village = _or_at("village", lambda: self._village(row["village"]))
        said = Entry(
            name=row["name"],
            place_code=village,
            id_number=row["id_number"],
            mobile=row["mobile"] or "",
        )
        try:
            return check_entry(said, today())
        except Refusal as why:
            named = getattr(why, "field", "")
            column = named if named in {"name", "id_number", "mobile"} else "name"
            raise _At("mobile" if why.code == "bad_mobile" else column, why) from why

    def _village(self, text: str) -> str:
        if text not in self.villages:
            try:
                self.villages[text] = place_meant(text, self.within)
            except BadPlace as why:
                self.villages[text] = why
        found = self.villages[text]
        if isinstance(found, BadPlace):
            raise found
        return found


def _or_at(column: str, call: Callable[[], str]) -> str:
    try:
        return call()
    except Refusal as why:
        raise _At(column, why) from why
