"""Plots, plantings, survival checks and wage sheets through their doors."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from tests.cast import COUNTY, VILLAGE

from yutang.ecology import access, actions, queries
from yutang.ecology.actions.planting import Planted
from yutang.ecology.errors import (
    BadOutline,
    BadPlanting,
    BadSurvey,
    ConsentMissing,
    DayInSheet,
    NoDays,
    PlantingDecided,
    PlotElsewhere,
    PlotTwice,
    SecondAgreeNeeded,
    SecondLookNeeded,
    SheetDecided,
    TooMuchPlanted,
    WorkedAlready,
)
from yutang.ecology.models import Overlap, Plot, Survey, WorkDay
from yutang.ecology.rules import read_corners
from yutang.ecology.tests.conftest import Plant, photo
from yutang.kernel.clock import today
from yutang.kernel.counts import Persons, PersonTimes
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.programmes import queries as programmes
from yutang.programmes.access import Programme
from yutang.programmes.errors import BudgetShort
from yutang.roster import actions as roster

NEXT_FIELD = "118.5020,40.6000\n118.5060,40.6000\n118.5060,40.6030\n118.5020,40.6030"
FAR_FIELD = "118.6020,40.6000\n118.6060,40.6000\n118.6060,40.6030"


def register(programme: Programme, name: str, corners: str, by: Person) -> Plot:
    facts = actions.PlotFacts(programme.pk, name, VILLAGE, Decimal(120))
    return actions.register(facts, read_corners(corners), "drawn", by, key=uuid4())


def test_a_plot_knows_its_area_beside_the_stated_one(plot: Plot) -> None:
    seen = queries.view(plot)
    assert seen.measured_mu == pytest.approx(Decimal("126.9"), abs=Decimal("0.5"))
    assert not seen.differs
    assert seen.sketch.startswith("M")


def test_an_overlap_is_found_and_goes_with_a_better_outline(
    plot: Plot, programme: Programme, helper: Person
) -> None:
    other = register(programme, "东坡二号", NEXT_FIELD, helper)
    assert register(programme, "西坡", FAR_FIELD, helper).overlaps.count() == 0
    (found,) = Overlap.objects.all()
    assert found.mu == pytest.approx(Decimal("42.3"), abs=Decimal("0.3"))
    assert queries.view(plot).overlaps == ((other.pk, "东坡二号", found.mu),)
    actions.outline(other.pk, read_corners(FAR_FIELD.replace("118.6", "118.7")), "walked", helper)
    assert queries.view(plot).overlaps == ()


def test_a_plot_lies_within_its_programme_and_has_one_name(
    plot: Plot, programme: Programme, helper: Person, other_clerk: Person, stranger: Person
) -> None:
    with pytest.raises(PlotTwice):
        register(programme, plot.name, FAR_FIELD, helper)
    facts = actions.PlotFacts(programme.pk, "外县", "130623100201", Decimal(1))
    with pytest.raises(PlotElsewhere):
        actions.register(facts, read_corners(FAR_FIELD), "drawn", other_clerk, key=uuid4())
    with pytest.raises(NotFound):
        register(programme, "别人的", FAR_FIELD, stranger)
    with pytest.raises(BadOutline):
        read_corners("118.5,40.6\n118.6,40.7\n118.5,40.7\n118.6,40.6")


def test_a_planting_counts_once_another_has_confirmed_it(
    plant: Plant, plot: Plot, helper: Person, clerk: Person
) -> None:
    noted = plant(confirmed=False)
    assert queries.view(plot).planted_mu == 0
    with pytest.raises(NotFound):
        actions.confirm(noted.pk, helper)
    actions.confirm(noted.pk, clerk)
    assert queries.view(plot).planted_mu == 100
    with pytest.raises(PlantingDecided):
        actions.refuse(noted.pk, "没有种", clerk)


def test_nobody_confirms_what_they_noted(plot: Plot, clerk: Person) -> None:
    said = Planted(today(), "山杏", Decimal(5))
    noted = actions.plant(plot.pk, said, None, clerk, key=uuid4())
    with pytest.raises(SecondLookNeeded):
        actions.confirm(noted.pk, clerk)


def test_no_more_is_planted_than_the_plot_is_large(plant: Plant, clerk: Person) -> None:
    first = plant(100, confirmed=False)
    with pytest.raises(TooMuchPlanted, match="20"):
        plant(21)
    plant(60, is_again=True)
    actions.refuse(first.pk, "照片是别处的", clerk)
    plant(120)
    for wrong in (Planted(today() + timedelta(days=1), "山杏", Decimal(1)),):
        with pytest.raises(BadPlanting):
            actions.plant(first.plot_id, wrong, None, clerk, key=uuid4())


@pytest.mark.parametrize(
    ("camera", "says"),
    [
        (("", 0, 0), ("unknown", "unknown")),
        (("{on} 09:30:00", 118.501, 40.601), ("agrees", "agrees")),
        (("2020:01:01 09:30:00", 118.501, 40.601), ("differs", "agrees")),
        (("{on} 09:30:00", 118.601, 40.601), ("agrees", "differs")),
        (("0000:00:00 00:00:00", 0, 0), ("unknown", "unknown")),
    ],
)
def test_what_the_camera_wrote_is_compared_and_then_stripped(
    plot: Plot, helper: Person, camera: tuple[str, float, float], says: tuple[str, str]
) -> None:
    on = today() - timedelta(days=1)
    taken = camera[0].format(on=on.strftime("%Y:%m:%d"))
    data = photo(taken, camera[1], camera[2])
    noted = actions.plant(plot.pk, Planted(on, "油松", Decimal(1)), data, helper, key=uuid4())
    assert (noted.time_says, noted.place_says) == says
    from yutang.ecology import photos
    from yutang.ecology.rules import Taken

    kept = photos.content(noted.photo)
    assert kept.startswith(b"RIFF")
    assert photos.read(kept) == Taken()


def test_what_is_alive_is_known_by_anothers_count_in_time_only(
    plant: Plant, plot: Plot, helper: Person, clerk: Person
) -> None:
    planting = plant(100, days_ago=400)
    seen = queries.view(plot)
    assert [seen.alive_mu, seen.unknown_mu, seen.young_mu] == [0, 100, 0]
    (due,) = queries.due(access.plots_of(clerk), today(), 10)
    assert due.standing.state == "overdue"
    squares = [(18, 2), (9, 11)]
    with pytest.raises(SecondLookNeeded):
        actions.look(planting.pk, today(), squares, None, helper, key=uuid4())
    for wrong in ([], [(0, 0)], [(-1, 4)]):
        with pytest.raises(BadSurvey):
            actions.look(planting.pk, today(), wrong, None, clerk, key=uuid4())
    key = uuid4()
    first = actions.look(planting.pk, today(), squares, None, clerk, key=key)
    assert actions.look(planting.pk, today(), squares, None, clerk, key=key) == first
    seen = queries.view(plot)
    assert (seen.alive_mu, seen.alive_trees) == (Decimal("67.50"), 4995)
    assert [seen.unknown_mu, seen.last_look] == [0, today()]
    totals = queries.totals(plot.programme_id)
    assert [totals.planted_mu, totals.alive_mu, totals.alive_trees] == [100, Decimal("67.5"), 4995]


def test_a_person_works_once_a_day_and_agreed_to_it(
    plot: Plot, programme: Programme, workers: list[int], helper: Person, clerk: Person
) -> None:
    on = today() - timedelta(days=3)
    assert actions.note_work(plot.pk, on, workers[:2], helper) == 2
    assert actions.note_work(plot.pk, on, workers, helper) == 1
    other = register(programme, "西坡", FAR_FIELD, helper)
    with pytest.raises(WorkedAlready, match="赵"):
        actions.note_work(other.pk, on, workers[:1], helper)
    entry = roster.Entry(name="没同意", place_code=VILLAGE)
    asked = roster.enter(entry, clerk, purpose="ecology").pk
    with pytest.raises(ConsentMissing):
        actions.note_work(plot.pk, on, [asked], helper)
    actions.note_work(plot.pk, on - timedelta(days=1), workers[:1], helper)
    assert queries.work_of([plot.pk]) == (Persons(3), PersonTimes(4))


def test_a_wage_sheet_is_agreed_by_another_and_paid_from_the_programme(
    plot: Plot, workers: list[int], helper: Person, clerk: Person, second_clerk: Person
) -> None:
    programme = plot.programme
    for back in (1, 2):
        actions.note_work(plot.pk, today() - timedelta(days=back), workers, helper)
    week = (today() - timedelta(days=7), today())
    sheet = actions.make_sheet(programme.pk, *week, 100_00, clerk)
    with pytest.raises(NoDays):
        actions.make_sheet(programme.pk, *week, 100_00, clerk)
    with pytest.raises(DayInSheet):
        actions.take_back(WorkDay.objects.earliest("pk").pk, helper)
    with pytest.raises(SecondAgreeNeeded):
        actions.agree(sheet.pk, clerk)
    actions.agree(sheet.pk, second_clerk)
    assert programmes.spent(programme.pk) == {"wage": 600_00}
    with pytest.raises(SheetDecided):
        actions.agree(sheet.pk, second_clerk)
    wages = queries.wages_of(sheet, clerk)
    assert [(each.days, each.wage_fen) for each in wages] == [(2, 200_00)] * 3
    assert queries.totals(programme.pk).wages_fen == 600_00


def test_a_sheet_beyond_the_budget_stays_unpaid_and_a_refused_one_frees_its_days(
    plot: Plot, workers: list[int], helper: Person, clerk: Person, second_clerk: Person
) -> None:
    programme = plot.programme
    for back in range(1, 4):
        actions.note_work(plot.pk, today() - timedelta(days=back), workers, helper)
    week = (today() - timedelta(days=7), today())
    sheet = actions.make_sheet(programme.pk, *week, 100_00, clerk)
    with pytest.raises(BudgetShort):
        actions.agree(sheet.pk, second_clerk)
    assert programmes.spent(programme.pk) == {}
    actions.refuse_sheet(sheet.pk, "一天工钱写高了", second_clerk)
    again = actions.make_sheet(programme.pk, *week, 50_00, clerk)
    actions.agree(again.pk, second_clerk)
    assert programmes.spent(programme.pk) == {"wage": 450_00}


@pytest.mark.parametrize(
    "statement",
    [
        "update ecology_outline set mu = 500",
        "update ecology_planting set mu = 119",
        "delete from ecology_survey",
        "update ecology_quadrat set alive = 99",
        "update ecology_wagesheet set day_fen = 1",
        "delete from ecology_workday",
        "update ecology_workday set wage_fen = wage_fen + 1",
        "update ecology_workday set sheet_id = null, wage_fen = null",
    ],
)
def test_the_database_keeps_what_was_seen_and_agreed(
    plant: Plant, workers: list[int], helper: Person, clerk: Person, statement: str
) -> None:
    planting = plant(100, days_ago=400)
    actions.look(planting.pk, today(), [(9, 1)], None, clerk, key=uuid4())
    actions.note_work(planting.plot_id, today(), workers, helper)
    actions.make_sheet(planting.plot.programme_id, today(), today(), 50_00, clerk)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_checks_sums_are_those_of_its_squares(plant: Plant, clerk: Person) -> None:
    planting = plant(100, days_ago=400)
    survey = actions.look(planting.pk, today(), [(9, 1)], None, clerk, key=uuid4())
    survey.pk, survey.key, survey.alive = None, uuid4(), 10
    survey._state.adding = True
    connection.cursor().execute("set constraints all immediate")
    with pytest.raises(IntegrityError, match="adds_up"), transaction.atomic():
        survey.save()
    assert Survey.objects.count() == 1


def test_figures_keep_persons_and_days_apart(
    plant: Plant, workers: list[int], helper: Person, clerk: Person
) -> None:
    from yutang.plumbing import figures

    planting = plant(100, days_ago=0)
    for back in (0, 1):
        actions.note_work(planting.plot_id, today() - timedelta(days=back), workers, helper)
    year, codes = today().year, ("", "13", COUNTY, VILLAGE, "130623")
    read = {
        name: figures.by_name(f"ecology.{name}").read(codes, year)  # type: ignore[union-attr]
        for name in ("mu_planted", "mu_alive", "work_persons", "work_person_times", "wages_yuan")
    }
    assert read["mu_planted"] == dict.fromkeys(("", "13", COUNTY, VILLAGE), Decimal(100))
    assert read["work_persons"][""] == 3
    assert read["work_person_times"][COUNTY] == (6 if today().day > 1 or today().month > 1 else 3)
    assert read["mu_alive"][COUNTY] == 0
    assert not read["wages_yuan"]
