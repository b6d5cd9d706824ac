"""Plans: who writes them, how they move, what they add up to; two who write at once."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from PIL import Image
from tests.cast import COUNTY, VILLAGE, ClientOf

from yutang.goods.models import Product
from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound
from yutang.people import actions as people
from yutang.people.access import Person
from yutang.plumbing import figures, statements
from yutang.plumbing.figures import Figure
from yutang.specialities import access, errors
from yutang.specialities.actions import plans as actions
from yutang.specialities.models import Plan
from yutang.specialities.queries import plans as queries
from yutang.specialities.rules.plans import GoalWish, PlanFacts, TaskFacts

pytestmark = pytest.mark.django_db
YEAR = today().year
FACTS = PlanFacts(
    class_code="010307",
    good="板栗",
    owner="村委会",
    begins_on=date(YEAR, 1, 1),
    ends_on=date(YEAR + 3, 12, 31),
)
TASK = TaskFacts("建一座冷库", "合作社", date(YEAR + 1, 9, 1))
SALES = "specialities.sales_yuan"
OTHER = "130827100202"


@pytest.fixture
def cadre(land: None) -> Person:
    """Clerk of the village alone."""
    person = people.enrol("13800000021", "村支书老王")
    people.give_grant(person, "clerk", VILLAGE, by=None)
    return person


@pytest.fixture
def draft(cadre: Person) -> Plan:
    """A draft of the village, with a goal and a task."""
    plan = actions.make_plan(VILLAGE, FACTS, cadre)
    actions.add_goal(plan.pk, 1, GoalWish(SALES, Decimal(100_000), YEAR + 2), cadre)
    return actions.add_task(plan.pk, 2, TASK, cadre)


@pytest.fixture
def running(draft: Plan, cadre: Person, clerk: Person) -> Plan:
    for state, by in (("proposed", cadre), ("agreed", clerk), ("running", cadre)):
        actions.move_plan(draft.pk, state, "", by)
    draft.refresh_from_db()
    return draft


@pytest.fixture
def households() -> Iterator[Figure]:
    """A figure that one village knows for last year and this."""
    told = {YEAR - 1: Decimal(40), YEAR: Decimal(55)}
    figure = Figure(
        name="yearbook.leading_households",
        title="从业户",
        unit="户",
        told="",
        read=lambda codes, year: {c: told[year] for c in codes if c == VILLAGE and year in told},
    )
    kept = figures.by_name(figure.name)
    figures.offer(figure)
    yield figure
    if kept is None:
        del figures._offered[figure.name]
    else:
        figures.offer(kept)


def _breaches(name: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statements.load("specialities", f"verify_{name}"))
        return list(cursor.fetchall())


def test_a_plan_goes_from_the_village_to_the_county_and_is_public_then(
    client: Client, client_of: ClientOf, draft: Plan, cadre: Person, clerk: Person
) -> None:
    address = f"/plans/{draft.pk}/"
    assert client.get(address).status_code == 404
    assert client_of(cadre).get(address).status_code == 200
    village, county = client_of(cadre), client_of(clerk)
    village.post(f"{address}move/", {"to": "proposed"})
    village.post(f"{address}move/", {"to": "agreed"})
    draft.refresh_from_db()
    assert draft.state == "proposed", "a village does not agree with itself"
    page = county.post(f"{address}move/", {"to": "draft"}, follow=True).content.decode()
    assert "请写明原因" in page
    county.post(f"{address}move/", {"to": "draft", "reason": "目标太低"})
    assert "目标太低" in village.get(address).content.decode()
    village.post(f"{address}move/", {"to": "proposed"})
    county.post(f"{address}move/", {"to": "agreed"})
    page = client.get(address).content.decode()
    assert "板栗" in page
    assert "村委会" not in page, "who answers for it is not for everybody"
    assert not _breaches("plan_path")
    assert not _breaches("plan_version")


def test_strangers_and_the_county_next_door_see_no_draft(
    draft: Plan, stranger: Person, other_clerk: Person
) -> None:
    for person in (stranger, other_clerk, None):
        with pytest.raises(NotFound):
            access.plan_for(person, draft.pk)
    with pytest.raises(NotFound):
        actions.make_plan(OTHER, FACTS, other_clerk)
    with pytest.raises(NotFound):
        actions.move_plan(draft.pk, "proposed", "", other_clerk)


def test_a_village_has_one_plan_that_is_not_closed(draft: Plan, cadre: Person) -> None:
    with pytest.raises(errors.PlanTwice):
        actions.make_plan(VILLAGE, FACTS, cadre)
    actions.move_plan(draft.pk, "closed", "", cadre)
    assert actions.make_plan(VILLAGE, FACTS, cadre).state == "draft"


def test_two_who_write_at_once_do_not_overwrite_each_other(draft: Plan, cadre: Person) -> None:
    actions.rewrite_plan(draft.pk, 3, replace(FACTS, good="宽城板栗"), cadre)
    with pytest.raises(errors.PlanChanged):
        actions.rewrite_plan(draft.pk, 3, replace(FACTS, good="苹果"), cadre)
    draft.refresh_from_db()
    assert (draft.good, draft.version, draft.goals.count()) == ("宽城板栗", 4, 1)
    goods = [version.told["good"] for version in draft.versions.all()]
    assert goods == ["板栗", "板栗", "板栗", "宽城板栗"]


def test_what_was_agreed_stands_and_the_database_knows_the_arrows_too(
    running: Plan, cadre: Person
) -> None:
    with pytest.raises(errors.PlanStands):
        actions.add_task(running.pk, running.version, TASK, cadre)
    with pytest.raises(errors.NoSuchMove):
        actions.move_plan(running.pk, "running", "", cadre)
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=running.pk).update(state="draft")


def test_a_plan_without_goal_or_task_is_not_proposed(cadre: Person) -> None:
    plan = actions.make_plan(VILLAGE, FACTS, cadre)
    with pytest.raises(errors.NothingToPropose):
        actions.move_plan(plan.pk, "proposed", "", cadre)


def test_a_goal_starts_from_the_figure_and_progress_is_read_from_it(
    cadre: Person, households: Figure
) -> None:
    plan = actions.make_plan(VILLAGE, FACTS, cadre)
    actions.add_goal(plan.pk, 1, GoalWish(households.name, Decimal(100), YEAR + 2), cadre)
    (goal,) = queries.plan_view(plan).goals
    assert (goal.baseline, goal.baseline_year) == (Decimal(40), YEAR - 1)
    assert goal.value == Decimal(55)
    assert goal.value_year == YEAR
    assert goal.percent == 25


def test_where_nothing_is_known_no_goal_is_set(
    clerk: Person, land: None, households: Figure
) -> None:
    plan = actions.make_plan(OTHER, FACTS, clerk)
    with pytest.raises(errors.NoBaseline):
        actions.add_goal(plan.pk, 1, GoalWish(households.name, Decimal(9), YEAR + 1), clerk)
    with pytest.raises(errors.BadGoal):
        actions.add_goal(plan.pk, 1, GoalWish("made.up", Decimal(9), YEAR + 1), clerk)


def test_tasks_are_worked_on_with_evidence_that_only_the_place_sees(
    client: Client, client_of: ClientOf, running: Plan, cadre: Person, other_clerk: Person
) -> None:
    task = running.tasks.get()
    picture = io.BytesIO()
    Image.new("RGB", (30, 20), "green").save(picture, "JPEG")
    picture.name = "a.jpg"
    picture.seek(0)
    said = {"state": "done", "note": "九月完工", "photograph": picture}
    client_of(cadre).post(f"/tasks/{task.pk}/", said)
    task.refresh_from_db()
    assert (task.state, task.note, task.changed_by) == ("done", "九月完工", cadre)
    photo = client_of(cadre).get(f"/tasks/{task.pk}/evidence/")
    assert photo["Content-Type"] == "image/webp"
    assert client.get(f"/tasks/{task.pk}/evidence/").status_code == 401
    assert client_of(other_clerk).get(f"/tasks/{task.pk}/evidence/").status_code == 404
    with pytest.raises(errors.ReasonMissing):
        actions.work_on_task(task.pk, "dropped", " ", cadre)
    task.evidence.delete()


def test_late_tasks_are_flagged_and_found(client: Client, running: Plan) -> None:
    running.tasks.update(due_on=today() - timedelta(days=1))
    assert "逾期" in client.get(f"/plans/{running.pk}/").content.decode()
    found = queries.filtered(access.plans_of(None), COUNTY, "late", "0103")
    assert list(found) == [running]
    assert not queries.filtered(access.plans_of(None), COUNTY, "late", "02").exists()


def test_the_countys_plan_is_the_sum_of_its_villages(
    client: Client, running: Plan, clerk: Person, product: Product
) -> None:
    for place, target in ((OTHER, 50_000), (VILLAGE[:9], 900_000)):
        plan = actions.make_plan(place, FACTS, clerk)
        actions.add_goal(plan.pk, 1, GoalWish(SALES, Decimal(target), YEAR + 2), clerk)
        actions.add_task(plan.pk, 2, TASK, clerk)
        for state in ("proposed", "agreed"):
            actions.move_plan(plan.pk, state, "", clerk)
    county = queries.county_plan(COUNTY)
    assert county.covered == 2
    assert county.villages > 100
    (goal,) = county.sums
    assert (goal.sum.plans, goal.sum.target) == (2, Decimal(150_000)), "the town's own is left out"
    assert county.table == ((VILLAGE[:9], county.table[0][1], (3,)),)
    assert county.progress.whole == 3
    page = client.get(f"/places/{COUNTY}/plans/").content.decode()
    assert f"{county.villages} 个村里有 2 个有规划" in page
    assert client.get(f"/places/{VILLAGE}/plans/").status_code == 404


def test_a_plan_is_written_on_a_phone_form_by_form(client_of: ClientOf, cadre: Person) -> None:
    browser = client_of(cadre)
    said = {
        "place": VILLAGE,
        "good": "板栗",
        "class_code": "010307",
        "owner": "村委会",
        "begins_on": f"{YEAR}-01-01",
        "ends_on": f"{YEAR + 2}-12-31",
    }
    made = browser.post("/plans/new/", said)
    assert made.status_code == 302
    address = made["Location"]
    goal = {"do": "goal", "version": "1", "figure": SALES, "target": "0", "target_year": YEAR + 1}
    refused = browser.post(address, goal)
    assert refused.status_code == 422
    assert "目标没有填对" in refused.content.decode()
    browser.post(address, goal | {"target": "5000"})
    task = {"do": "task", "version": "2", "what": "培训", "who": "镇里", "due_on": f"{YEAR}-12-01"}
    page = browser.post(address, task, follow=True).content.decode()
    assert "培训" in page
    stale = browser.post(
        address, {"do": "remove-goal", "version": "1", "figure": SALES}, follow=True
    )
    assert "别人改过" in stale.content.decode()
    browser.post(address, {"do": "remove-goal", "version": "3", "figure": SALES})
    plan = Plan.objects.get()
    assert (plan.version, plan.goals.count(), plan.tasks.count()) == (4, 0, 1)
    task_id = plan.tasks.get().pk
    browser.post(address, {"do": "remove-task", "version": "4", "task": task_id})
    browser.post(address, {"do": "plan", "version": "5", **said, "good": "小米"})
    plan.refresh_from_db()
    assert (plan.good, plan.tasks.count()) == ("小米", 0)
    assert browser.get(f"/plans/{plan.pk}/versions/1/").status_code == 200
    assert browser.get(f"/plans/{plan.pk}/versions/99/").status_code == 404


def test_a_list_of_plans_is_narrowed_by_place_state_and_class(
    client: Client, running: Plan
) -> None:
    address = f"/plans/{running.pk}/"
    for asked in ("", f"?under={COUNTY}", "?state=running", "?class_code=0103", "?under=%3Cx"):
        assert address in client.get(f"/plans/{asked}").content.decode(), asked
    for asked in ("?under=130623", "?state=closed", "?class_code=02"):
        assert address not in client.get(f"/plans/{asked}").content.decode(), asked
