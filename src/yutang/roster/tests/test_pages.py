import io
import re
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from tests.cast import VILLAGE, ClientOf

from yutang.kernel.clock import today
from yutang.roster import actions, queries
from yutang.roster.actions import Entry
from yutang.roster.models import Double, Member, RosterImport
from yutang.roster.tests.conftest import Made, id_number

pytestmark = pytest.mark.usefixtures("land")

if TYPE_CHECKING:
    from yutang.people.models import Person

HEADINGS = ["姓名", "所在村", "身份证号", "性别", "出生日期", "手机", "监护人"]


def _table(*rows: list[Any]) -> io.BytesIO:
    book, data = openpyxl.Workbook(), io.BytesIO()
    for row in (HEADINGS, *rows):
        book.worksheets[0].append(row)
    book.save(data)
    data.seek(0)
    data.name = "学员.xlsx"
    return data


def test_a_list_is_looked_at_then_brought_in_and_the_second_time_changes_nothing(
    made: Made, clerk: "Person", client_of: ClientOf
) -> None:
    from datetime import date

    born, client = date(1980, 5, 1), client_of(clerk)
    made()
    child = today().replace(day=1, year=today().year - 9)
    rows: list[list[Any]] = [
        ["王秀英", VILLAGE, id_number(born, 2), "", "", "13800009911", ""],
        ["李强", VILLAGE, id_number(born, 3), "男", "", "", ""],
        ["没证", VILLAGE, "", "女", born, "", ""],
        ["抄错", VILLAGE, "11010119800307001X", "", "", "", ""],
        ["邻县", "130623", id_number(born, 5), "", "", "", ""],
        ["小孩", VILLAGE, id_number(child, 5), "", "", "", ""],
        ["小妹", VILLAGE, id_number(child, 6), "", "", "", "王秀英"],
        ["另名", VILLAGE, id_number(born, 2)[:-1] + "0", "", "", "", ""],
    ]
    asked = {"purpose": "training", "agreed": "on"}

    def dry() -> tuple[str, str]:
        said = client.post("/roster/imports/new/", {**asked, "file": _table(*rows)})
        page = said.content.decode()
        assert said.status_code == 200, page[-2000:]
        ticket = re.search(r'name="ticket" value="([^"]+)"', page)
        assert ticket
        return page, ticket[1]

    page, ticket = dry()
    assert Member.objects.count() == 1
    assert not [row for row in rows[:2] if row[2] in page]
    client.post("/roster/imports/new/", {"ticket": ticket})
    brought = RosterImport.objects.get()
    assert (brought.added, brought.changed, brought.same, brought.refused) == (3, 1, 0, 4)
    ids = list(Member.objects.values_list("pk", flat=True))
    assert queries.with_consent(ids, "training") == set(ids)
    page, ticket = dry()
    client.post("/roster/imports/new/", {"ticket": ticket})
    assert Member.objects.count() == 4
    again = RosterImport.objects.order_by("-pk")[0]
    assert (again.added, again.changed, again.same) == (0, 0, 4)


def test_a_person_is_entered_corrected_and_agreed_for_on_pages(
    clerk: "Person", helper: "Person", client_of: ClientOf
) -> None:
    client = client_of(clerk)
    typed = {
        "name": "赵六",
        "place": VILLAGE,
        "id_number": "990101198005010027",
        "purpose": "training",
    }
    refused = client.post("/roster/new/", typed)
    assert refused.status_code == 422
    typed["id_number"] = id_number(today().replace(year=1980, day=1), 3)
    assert client.post("/roster/new/", typed).status_code == 422, "no consent, no ID number"
    assert client.post("/roster/new/", {**typed, "agreed": "on"}).status_code == 302
    member = Member.objects.get()
    page = f"/roster/{member.pk}/"
    client.post(page + "edit/", {"mobile": "13800001234", "reason": "换了号"})
    member.refresh_from_db()
    assert member.mobile_tail == "1234"
    assert "换了号" in client.get(page).content.decode()
    bank = {"bank_account": "6222020200112233445", "reason": "发补贴"}
    assert client.post(page + "edit/", bank).status_code == 422, "no consent to be paid"
    client.post(page + "consent/", {"purpose": "ecology", "agreed": "on"})
    assert client.post(page + "edit/", bank).status_code == 302
    assert "bank_account" not in client_of(helper).get(page + "edit/").content.decode()
    client.post(page + "withdraw/", {"purpose": "ecology"})
    opened = client.post(page + "open/", {"field": "bank_account", "reason": "发补贴"}, follow=True)
    assert "6222020200112233445" not in opened.content.decode()


def test_doubles_are_proposed_and_confirmed_on_their_page(
    made: Made, clerk: "Person", helper: "Person", client_of: ClientOf
) -> None:
    kept = made()
    entry = Entry("王秀英", VILLAGE, birth_on=kept.birth_on)
    other = actions.enter(entry, clerk, purpose="training")
    client = client_of(clerk)
    assert "建议合并" in client.get("/roster/doubles/").content.decode()
    client.post("/roster/doubles/new/", {"kept": kept.pk, "other": other.pk, "reason": "同名"})
    double = Double.objects.get()
    path = f"/roster/doubles/{double.pk}/"
    client.post(path, {"answer": "merge"})
    assert Double.objects.get().state == "proposed", "not by who proposed it"
    client_of(helper).post(path, {"answer": "merge"})
    assert client.get(f"/roster/{other.pk}/").url == f"/roster/{kept.pk}/"  # type: ignore[attr-defined]


def test_counts_hide_small_groups(
    made: Made, officer: "Person", clerk: "Person", client_of: ClientOf
) -> None:
    for serial in range(0, 24, 2):
        made(f"女{serial}", serial=serial)
    made("男", serial=1)
    said = client_of(officer).get("/roster/counts/").content.decode()
    assert "13 人" in said
    assert said.count(">不显示<") == 2, "one man, and the women who would give him away"
