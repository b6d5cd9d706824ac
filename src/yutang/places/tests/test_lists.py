"""Old lists and changes of codes, from the file to the next list that knows."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from tests.cast import ClientOf

from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.places import actions, queries
from yutang.places.errors import NoPlaces, ReasonNeeded, UnknownPlace
from yutang.places.models import Alias, MatchList, Successor
from yutang.places.rules.succession import Confidence, Kind, SuccessorFacts, Today
from yutang.plumbing.sheets.trial import Verdict

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chengde")]

HEAD = "省份,地市,县（市、区）,乡镇,行政村\n"
UNKNOWN = "河北省,承德市,宽城县,龙须门镇,无此老村\n"
LIST = (
    HEAD
    + "河北省,承德市,宽城满族自治县,宽城镇,宽城\n"
    + UNKNOWN
    + "河北省,承德市,老宽县,龙须门镇,\n"
    + "河北省,承德市,宽城县,龙须门镇,无此老村*\n"
).encode("gb18030")


def the_list(by: Person, data: bytes = LIST) -> MatchList:
    return actions.bring_list(data, "淘宝村 2015", 2015, by)


def matches(kept: MatchList) -> list[str]:
    return list(kept.rows.order_by("number").values_list("match", flat=True))


def renamed(by: Person) -> None:
    facts = SuccessorFacts("130828", 2015, "老宽县", "130827", 2023, Kind.RECODED, None, "公告")
    actions.add_successor(facts, by)


def test_a_list_is_kept_once_with_its_match_levels(clerk: Person, operator: Person) -> None:
    renamed(operator)
    kept = the_list(clerk)
    assert matches(kept)[1:] == ["town", "successor", "town"]
    assert the_list(clerk) == kept
    assert [(level.key, level.rows) for level in queries.levels(kept)][-1] == ("town", 3)


def test_what_a_person_decides_the_next_list_knows(clerk: Person) -> None:
    kept = the_list(clerk)
    row = kept.rows.get(number=3)
    village = queries.under("130827").filter(level=5)[0].code
    assert actions.decide(row, village, "2018 年并入", clerk) == 2
    assert matches(kept)[1] == matches(kept)[3] == "alias"
    following = the_list(clerk, (HEAD + UNKNOWN).encode())
    assert following.rows.get().code == village
    assert Alias.objects.get().by == clerk


def test_a_place_that_is_no_more_is_remembered_too(clerk: Person, other_clerk: Person) -> None:
    actions.decide(the_list(clerk).rows.get(number=3), "", "整村搬迁", clerk, is_gone=True)
    assert matches(the_list(other_clerk, (HEAD + UNKNOWN).encode())) == ["gone"]


def test_another_countys_clerk_decides_for_their_own_list_only(other_clerk: Person) -> None:
    kept = the_list(other_clerk)
    actions.decide(kept.rows.get(number=3), "130827100", "听说", other_clerk)
    assert not Alias.objects.exists()
    assert matches(kept)[1] == "alias"


def test_a_list_is_its_makers(clerk: Person, other_clerk: Person, stranger: Person) -> None:
    row = the_list(clerk).rows.get(number=3)
    with pytest.raises(NotFound):
        actions.decide(row, "130827100", "x", other_clerk)
    with pytest.raises(NotFound):
        the_list(stranger)
    with pytest.raises(ReasonNeeded):
        actions.decide(row, "130827100", " ", clerk)
    with pytest.raises(UnknownPlace):
        actions.decide(row, "130827999", "x", clerk)


def test_rows_that_nobody_decided_are_joined_anew(clerk: Person, operator: Person) -> None:
    kept = the_list(clerk)
    assert matches(kept)[2] == "prefecture"
    renamed(operator)
    assert actions.rejoin(kept) == 1
    assert matches(kept)[2] == "successor"
    assert actions.rejoin(kept) == 0


def test_a_table_without_places_is_no_list(clerk: Person) -> None:
    with pytest.raises(NoPlaces):
        the_list(clerk, "省,市\n河北省,承德市\n".encode())


STEPS = """旧代码,旧版本,旧名称,新代码,新版本,变化,生效日期,来源
130828,2015,老宽县,130827,2023,改代码,2019年8月,公告
130829.0,２０１５,分县,130826,2023,分为,2018-7-5,公告
130829,2015,分县,130827,2023,分为,2018-7-5,公告
130830,2015,回头县,130827,2010,并入,,公告
130831,2015,没头县,999999,2023,并入,,公告
130828,2015,老宽县,130826,2023,改代码,,公告
"""


def test_a_dirty_table_of_changes_names_each_problem_and_writes_the_rest() -> None:
    dry = queries.decide_successors(STEPS.encode()).outcome
    assert not Successor.objects.exists()
    done = actions.load_successors(STEPS.encode())
    assert done.mark == dry.mark
    assert {problem.cell for problem in done.problems} == {"G2", "E5", "D6"}
    assert Successor.objects.count() == done.new == 3
    again = actions.load_successors(STEPS.encode())
    assert (again.new, again.changed, again.count(Verdict.SAME)) == (0, 0, 3)


def test_what_ships_is_a_sound_table() -> None:
    from yutang.places.loading import shipped_successors

    plan = queries.decide_successors(shipped_successors())
    assert {problem.why.code for problem in plan.outcome.problems} == {"unknown_place"}


def test_old_codes_lead_to_today_and_today_tells_its_past(operator: Person) -> None:
    renamed(operator)
    assert queries.today("130828", 2013) == [Today("130827", Kind.RECODED, Confidence.RECORDED)]
    town = queries.today("130828100", 2015)
    assert town == [Today("130827100", Kind.RECODED, Confidence.DERIVED)]
    assert queries.today("130828100", 2023) == []
    assert [step.old_name for step in queries.history("130827")] == ["老宽县"]
    page = Client().get("/places/130827/").content.decode()
    assert "老宽县" in page
    former = Client().get("/places/130828/")
    assert (former.status_code, "/places/130827/" in former.content.decode()) == (404, True)


def test_the_database_refuses_steps_that_lead_backwards(operator: Person) -> None:
    renamed(operator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Successor.objects.update(new_edition=2015)
    with pytest.raises(IntegrityError), transaction.atomic():
        Successor.objects.update(new_code="")


def test_a_clerk_brings_a_list_decides_a_row_and_takes_the_result(
    clerk: Person, client_of: ClientOf
) -> None:
    client = client_of(clerk)
    sent = {"name": "", "year": "2015", "file": SimpleUploadedFile("旧名单.csv", LIST)}
    there = client.post("/places/lists/", sent)["Location"]
    page = client.get(there).content.decode()
    row = re.search(rf"{there}rows/\d+/", page)
    assert row is not None
    asked = client.get(f"{row[0]}?q=宽城 须门").content.decode()
    code = re.search(r'name="code" value="(\d+)"', asked)
    assert code is not None
    client.post(row[0], {"code": code[1], "reason": "并村"})
    assert Alias.objects.get().code == code[1]
    told = client.get(f"{there}?as=csv")
    assert code[1] in b"".join(told).decode()
    client.post(f"{there}forget/")
    assert client.get(there).status_code == 404


def test_an_operator_imports_what_the_dry_run_showed(
    operator: Person, clerk: Person, client_of: ClientOf
) -> None:
    client, address = client_of(operator), "/places/successors/import/"
    assert client_of(clerk).get(address).status_code == 404
    dry = client.post(address, {"file": SimpleUploadedFile("x.csv", STEPS.encode())})
    ticket = re.search(r'name="ticket" value="([^"]+)"', dry.content.decode())
    assert ticket is not None
    assert not Successor.objects.exists()
    assert client.post(address, {"ticket": ticket[1]}).status_code == 302
    assert Successor.objects.count() == 3
    one = Successor.objects.filter(kind="recoded").get()
    client.post(f"/places/successors/{one.pk}/remove/")
    assert "老宽县" not in client.get("/places/successors/").content.decode()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("龙须", "130827101"),
        ("宽城 须门", "130827101"),
        ("承德须门", "130827101"),
        ("满族", "130826"),
    ],
)
def test_any_part_of_a_name_finds_the_place(text: str, first: str) -> None:
    assert queries.search(text)[0].code == first
    assert queries.search(text, within="1306") == []


def test_the_page_of_a_place_finds_what_lies_in_it_by_a_part(client: Client) -> None:
    village = queries.under("130827").filter(level=5)[7]
    part = village.short_name[-2:]
    inside = client.get(f"/places/130827/?q={part}").content.decode()
    assert f"/places/{village.code}/" in inside
    assert (
        f"/places/{village.code}/" not in client.get(f"/places/130826/?q={part}").content.decode()
    )


@pytest.mark.parametrize("text", ["%", "_", "\\", "\x00", "' or 1=1", "宽%", "村 村"])
def test_signs_of_patterns_are_letters_in_a_search(text: str) -> None:
    assert all("宽%" not in place.name for place in queries.search(text))
    assert queries.search("%城") == queries.search("_城") == []
