from collections.abc import Collection, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction
from tests.cast import COUNTY, OTHER_COUNTY, ClientOf

from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound
from yutang.plumbing import figures
from yutang.promises import actions, queries
from yutang.promises.errors import (
    BadDecision,
    BadEvidence,
    CountedAlready,
    NothingToDecide,
    NotInText,
    PersonsAddUp,
    UnknownFigure,
)
from yutang.promises.models import Agreement, Decision, Promise, Reading
from yutang.promises.tests.conftest import TEXT, Promised

if TYPE_CHECKING:
    from yutang.people.models import Person

SOON = timedelta(days=7)


@pytest.fixture
def figure() -> Iterator[dict[tuple[str, int], Decimal]]:
    """A room's figures of persons and of person-times, by code and year; not known unless set."""
    told: dict[tuple[str, int], Decimal] = {}

    def read(codes: Collection[str], year: int) -> dict[str, Decimal]:
        return {code: told[code, year] for code in codes if (code, year) in told}

    before = dict(figures._offered)
    for counts in ("persons", "person_times"):
        figures.offer(figures.Figure(f"test.{counts}", counts, "人", "told", read, counts=counts))
    yield told
    figures._offered.clear()
    figures._offered.update(before)


def _status(promise: Promise, on: date | None = None) -> str:
    return queries.standings([promise], on)[promise.pk].status


def test_an_agreement_is_kept_whole_and_clauses_stand_in_it(
    agreement: Agreement, clerk: "Person", other_clerk: "Person"
) -> None:
    from hashlib import sha256

    assert agreement.text_digest == sha256(TEXT.encode()).hexdigest()
    said = actions.AgreementSaid(
        "别的", ("甲", "乙"), COUNTY, today(), TEXT, ("第三条 没有写过。",)
    )
    with pytest.raises(NotInText):
        actions.sign(said, clerk)
    with pytest.raises(NotFound):
        actions.promise(
            agreement.clauses.get(position=1),
            actions.PromiseSaid("x", "亩", Decimal(1), today() + SOON, today()),
            other_clerk,
        )
    for rows in (Agreement.objects.all(), agreement.clauses.all()):
        with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
            rows.update(text="改过了")


def test_what_is_counted_by_hand_moves_a_promise_on(promised: Promised, clerk: "Person") -> None:
    promise = promised()
    assert _status(promise) == "late"
    day = today() - timedelta(days=50)
    actions.note_evidence(promise.pk, Decimal(300), day, "验收单 1", clerk)
    actions.note_evidence(promise.pk, Decimal(200), today(), "验收单 2", clerk)
    assert _status(promise) == "on_course"
    assert queries.values([promise], day) == {promise.pk: Decimal(300)}
    actions.note_evidence(promise.pk, Decimal(-100), today(), "更正：重复", clerk)
    assert _status(promise) == "late"
    for amount, on, note in (
        (Decimal(-401), today(), "多扣"),
        (Decimal(1), today() + SOON, "以后"),
        (Decimal(0), today(), "没有"),
        (Decimal(1), today(), " "),
    ):
        with pytest.raises(BadEvidence):
            actions.note_evidence(promise.pk, amount, on, note, clerk)
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        promise.evidence.update(amount=9)
    assert [point.value for point in queries.history(promise).points] == [300, 400]


def test_a_promise_that_is_behind_demands_a_decision_and_then_the_next(
    promised: Promised, clerk: "Person", officer: "Person", buyer: "Person"
) -> None:
    promise = promised()
    rows = Promise.objects.select_related("clause__agreement", "owner")
    assert [view.id for view in queries.waiting_for(rows)] == [promise.pk]
    with pytest.raises(NotFound):
        actions.decide(promise.pk, "补种", "林业站", today() + SOON, buyer)
    for what, until in ((" ", today() + SOON), ("补种", today())):
        with pytest.raises(BadDecision):
            actions.decide(promise.pk, what, "林业站", until, clerk)
    actions.decide(promise.pk, "补种 300 亩", "林业站", today() + SOON, officer)
    assert queries.waiting_for(rows) == []
    assert queries.waiting_for(rows, today() + SOON) == []
    assert queries.waiting_for(rows, today() + SOON + timedelta(days=1))
    actions.note_evidence(promise.pk, Decimal(1000), today(), "验收单", clerk)
    with pytest.raises(NothingToDecide):
        actions.decide(promise.pk, "再种", "林业站", today() + SOON, clerk)
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        Decision.objects.update(what="没说过")
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        Promise.objects.update(target=1)


def test_a_figure_is_read_and_kept_day_by_day_and_never_mixed(
    promised: Promised, clerk: "Person", figure: dict[tuple[str, int], Decimal]
) -> None:
    year = today().year
    last = today() - timedelta(days=500)
    with pytest.raises(UnknownFigure):
        promised(indicator="nobody.offers")
    with pytest.raises(PersonsAddUp):
        promised(indicator="test.persons", span="added")
    both = (COUNTY, OTHER_COUNTY)
    persons = promised(indicator="test.persons", place_codes=both, target=Decimal(100))
    times = promised(
        indicator="test.person_times", place_codes=both, target=Decimal(100), span="added",
        baseline_on=last,
    )  # fmt: skip
    country = promised(indicator="test.persons", place_codes=(), target=Decimal(100))
    assert (persons.counts, times.counts) == ("persons", "person_times")
    assert queries.values([persons, times, country]) == {}
    figure[COUNTY, year], figure[OTHER_COUNTY, year] = Decimal(30), Decimal(12)
    figure[COUNTY, last.year] = Decimal(50)
    figure["", year] = Decimal(41)
    assert queries.values([persons, times, country]) == {
        persons.pk: 42, times.pk: 92, country.pk: 41,
    }  # fmt: skip
    assert actions.read_all() == actions.read_all() == 3
    assert Reading.objects.count() == 3
    assert queries.standings([times], lately=True)[times.pk].value == 92
    assert queries.values([times], today() - timedelta(days=1)) == {}
    with pytest.raises(CountedAlready):
        actions.note_evidence(persons.pk, Decimal(1), today(), "名单", clerk)


def test_the_public_sees_promises_and_no_small_group_of_persons(
    promised: Promised, clerk: "Person", buyer: "Person", client_of: ClientOf,
    figure: dict[tuple[str, int], Decimal],
) -> None:  # fmt: skip
    from django.test import Client

    promise = promised(
        indicator="test.persons", target=Decimal(12), reference=Decimal(171_400),
        reference_source="报道：2018 年",
    )  # fmt: skip
    figure[COUNTY, today().year] = Decimal(7)
    page = Client().get(f"/promises/{promise.pk}/").content.decode()
    assert "不足 10" in page
    assert 'value="58"' not in page
    assert "171,400" in page
    assert "报道：2018 年" in page
    listed = Client().get(f"/promises/?place={COUNTY}&status=late").content.decode()
    assert "种树一千亩" not in listed
    assert "种树一千亩" in Client().get(f"/promises/?place={COUNTY}100201").content.decode()
    assert "种树一千亩" not in Client().get(f"/promises/?place={OTHER_COUNTY}").content.decode()
    own = client_of(clerk)
    late = promised(title="晚了的")
    assert "1 项等着作决定" in own.get("/me/").content.decode()
    sent = own.post(
        f"/promises/{late.pk}/decision/",
        {"what": "补种", "who": "林业站", "until": today() + SOON},
    )
    assert sent.status_code == 302
    assert "补种" in Client().get(f"/promises/{late.pk}/").content.decode()
    assert "等着作决定" not in own.get("/me/").content.decode()
    assert own.post(f"/promises/{late.pk}/owner/", {"mobile": "13800009999"}).status_code == 422
    own.post(f"/promises/{late.pk}/owner/", {"mobile": "13800000003"})
    assert Promise.objects.get(pk=late.pk).owner.name == "买家小李"


@pytest.mark.usefixtures("land")
def test_an_agreement_and_its_promise_are_written_down_on_pages(
    clerk: "Person", client_of: ClientOf
) -> None:
    client = client_of(clerk)
    typed = {
        "title": "框架协议", "parties": "甲县\n乙公司", "signed_on": today(), "text": TEXT,
        "clauses": "第二条 每年培训一百人次。",
    }  # fmt: skip
    assert client.post("/promises/agreements/new/", typed).status_code == 422, "whose place?"
    made = client.post("/promises/agreements/new/", typed | {"place_code": COUNTY})
    assert made.status_code == 302, made.content.decode()[-3000:]
    agreement = Agreement.objects.get()
    said = {
        "clause": agreement.clauses.get().pk, "title": "培训 100 人次", "unit": "人次",
        "counts": "person_times", "span": "added", "baseline": "0", "target": "100",
        "baseline_on": today(), "due_on": today() + SOON, "reference": "3000",
    }  # fmt: skip
    path = f"/promises/agreements/{agreement.pk}/promise/"
    assert client.post(path, said).status_code == 422, "a reference needs its source"
    assert client.post(path, said | {"reference_source": "报道"}).status_code == 302
    promise = Promise.objects.get()
    sent = client.post(
        f"/promises/{promise.pk}/evidence/",
        {"amount": "100", "on": today(), "note": "签到表"},
    )
    assert sent.status_code == 302
    assert "已兑现" in client.get(f"/promises/agreements/{agreement.pk}/").content.decode()


def test_rooms_above_ask_what_was_promised_to_one_place_alone(
    figure: dict[tuple[str, int], Decimal], promised: Promised
) -> None:
    by_figure = {"indicator": "test.person_times", "counts": "person_times"}
    alone = promised(**by_figure)
    promised(**by_figure, place_codes=(COUNTY, OTHER_COUNTY))
    promised()  # by hand
    (found,) = queries.of_places([COUNTY, OTHER_COUNTY, ""], today())
    assert (found.id, found.place_code, found.indicator) == (
        alone.pk,
        COUNTY,
        "test.person_times",
    )
    assert found.terms.target == alone.target
    assert found.tolerance_percent == queries.tolerance_at(COUNTY, today()).percent
