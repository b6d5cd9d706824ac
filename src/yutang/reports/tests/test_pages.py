"""The public card, crawled: every number opens rows that come to it, and no person stands there."""

import csv
import html
import io
import json
import re
import subprocess
import sys
from datetime import date
from decimal import Decimal
from importlib import resources
from pathlib import Path

from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.cast import COUNTY, VILLAGE, ClientOf
from tests.published import published

from yutang.reports import jobs, queries
from yutang.reports.tests.conftest import OTHER_VILLAGE, YEAR, Locked, Offices

CARD = f"/reports/{COUNTY}/{YEAR}/"
LINK = re.compile(r'<a class="line-number" href="([^"]+)" data-value="([^"]+)">([^<]*)<')
ROW = re.compile(r"<tr><td.*?</tr>")
AMOUNT = re.compile(r'<td class="right number">([-\d,.]+)</td>')
COMES_TO = re.compile(r'value="([^"]*)" data-part="comes-to"')


def text_of(client: Client, address: str) -> str:
    client.cookies["django_language"] = "en"
    answer = client.get(html.unescape(address))
    assert answer.status_code == 200, (address, answer.status_code)
    return b"".join(answer).decode()


def rows_of(client: Client, address: str) -> list[Decimal]:
    """Return the amounts on all pages of a number's rows."""
    found: list[Decimal] = []
    at: str | None = address
    while at:
        page = text_of(client, at)
        found += [
            Decimal(AMOUNT.findall(row)[-1].replace(",", ""))
            for row in ROW.findall(page)
            if AMOUNT.search(row)
        ]
        after = re.search(r'rel="next" href="([^"#]+)', page)
        at = address.split("?", maxsplit=1)[0] + html.unescape(after[1]) if after else None
    return found


def crawl(client: Client, tmp_path: Path, only: str = "") -> dict[str, str]:
    """Follow every number of the county's card; return those that do not come to their rows."""
    wrong = {}
    for address, name, shown in LINK.findall(text_of(client, CARD)):
        if only not in name:
            continue
        page = text_of(client, address)
        said = COMES_TO.search(page)
        if said is None:  # a ratio, or too few persons
            is_said = "Made of two numbers" in page or "ewer than ten persons" in page
            if not is_said and shown.strip() not in {"0", "–"}:
                wrong[name] = "no rows"
            continue
        file = tmp_path / f"{name}.csv"
        answer = client.get(address.rstrip("/") + ".csv")
        if answer.status_code == 200:
            file.write_bytes(b"".join(answer))
            if not recomputed(file):
                wrong[name] = "its file"
        rounded = f"{Decimal(said[1]):,.2f}".rstrip("0").rstrip(".")
        if not rounded.startswith(shown.strip().rstrip("0").rstrip(".")):
            wrong[name] = f"the card says {shown}, its rows {rounded}"
        if "All rows together" in page and sum(rows_of(client, address)) != Decimal(said[1]):
            wrong[name] = "the sum of its pages"
    return wrong


def recomputed(file: Path) -> bool:
    script = resources.files("yutang.indicators").joinpath("recompute.py")
    ran = subprocess.run(
        [sys.executable, str(script), str(file)], check=False, capture_output=True, text=True
    )
    return ran.returncode == 0


def test_every_number_of_the_card_opens_rows_that_come_to_it(
    facts: None, client: Client, tmp_path: Path
) -> None:
    page = text_of(client, CARD)
    assert len(LINK.findall(page)) >= 5
    assert crawl(client, tmp_path) == {}


def test_a_frozen_card_with_other_rows_is_noticed(
    locked: Locked, client: Client, tmp_path: Path
) -> None:
    from django.db import connection

    locked()
    one = "sales.paid_orders"
    assert crawl(client, tmp_path, one) == {}
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(
            "update reports_frozenvalue set number = number + 1 where indicator = %s",
            [one],
        )
    assert one in crawl(client, tmp_path, one)


def test_no_person_and_no_small_group_stands_on_a_public_page(facts: None, client: Client) -> None:
    page = text_of(client, CARD)
    addresses = [address for address, _name, _shown in LINK.findall(page)]
    for each in [page, *(text_of(client, address) for address in addresses)]:
        assert not re.search(r"宽城干事|1380000|\b1[3-9]\d{9}\b", each)
    small = text_of(client, f"/reports/{VILLAGE}/{YEAR}/insurance.persons/")
    assert "ewer than ten persons" in small
    assert ">7<" not in small
    by_place = text_of(client, CARD + "insurance.persons/")
    assert ">7<" not in by_place
    assert ">12<" not in by_place, "what the small one leaves over would tell it"
    beside = text_of(client, f"/reports/{OTHER_VILLAGE}/{YEAR}/insurance.persons/")
    assert ">12<" not in beside, "nor on its own page"
    assert "would tell such a number" in beside


def test_a_card_is_read_in_few_questions(
    facts: None, client: Client, django_assert_max_num_queries: object
) -> None:
    text_of(client, CARD)
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        text_of(client, CARD)


def test_the_steps_are_taken_on_pages(facts: None, offices: Offices, client_of: ClientOf) -> None:
    clerk = client_of(offices.clerk)
    assert "Freeze the numbers" in text_of(clerk, CARD)
    clerk.post(CARD + "hand-in/")
    view = queries.card(COUNTY, YEAR)
    assert view.version is not None
    said = {"version": view.version.pk, "times": 1, "outcome": "pass"}
    for who, then in ((offices.city, "city"), (offices.province, "locked")):
        theirs = client_of(who)
        assert "to decide" in text_of(theirs, "/reports/")
        theirs.post(CARD + "decide/", said)
        assert queries.card(COUNTY, YEAR).state == then
    clerk.post(CARD + "correct/", {"reason": "补录了订单"})
    assert "in preparation" in text_of(clerk, CARD)


def test_a_locked_card_is_signed_and_checked_without_the_server(
    locked: Locked, client: Client, tmp_path: Path
) -> None:
    from yutang.diplomas.queries import key_set
    from yutang.reports.queries import sealing

    assert client.get(CARD + "sheet/").status_code == 404, "not locked yet"
    locked()
    assert "SHA-256" in text_of(client, CARD + "sheet/")
    values = json.loads(text_of(client, CARD + "values.json"))
    said = {"keys.json": key_set(), "values.json": values}
    for name, each in said.items():
        (tmp_path / name).write_text(json.dumps(each, ensure_ascii=False), "utf-8")
    (tmp_path / "corrected.jws").write_text(sealing.corrected_list())
    script = str(resources.files("yutang.diplomas").joinpath("verify_signed.py"))
    options = [f"--keys={tmp_path / 'keys.json'}", f"--values={tmp_path / 'values.json'}"]
    options.append(f"--revoked={tmp_path / 'corrected.jws'}")

    def checked() -> tuple[int, str]:
        ran = subprocess.run(
            [sys.executable, script, values["code"], *options],
            check=False,
            capture_output=True,
            text=True,
        )
        return ran.returncode, ran.stdout + ran.stderr

    code, told = checked()
    assert (code, "VALUES RIGHT" in told) == (0, True), told
    values["values"][0][2] = "1.000000"
    (tmp_path / "values.json").write_text(json.dumps(values, ensure_ascii=False), "utf-8")
    assert checked()[0] == 1


def test_a_village_says_that_there_is_nothing_to_report(
    facts: None, offices: Offices, client_of: ClientOf
) -> None:
    place = f"/reports/{VILLAGE}/{YEAR}/"
    clerk = client_of(offices.clerk)
    kind = queries.reported_kinds()[0].name
    clerk.post(place + "declare/", {"kind": kind})
    clerk.post(place + "declare/", {"kind": kind})
    assert queries.declared_by(VILLAGE, YEAR) == {kind}
    assert list(queries.declared([kind], [COUNTY], [YEAR])) == [(kind, YEAR, VILLAGE)]
    clerk.post(place + "declare/", {"kind": kind, "withdraw": "1"})
    assert queries.declared_by(VILLAGE, YEAR) == set()


def test_what_is_not_there_is_not_found(facts: None, client: Client) -> None:
    for address in (
        "/reports/999999/2025/",
        f"/reports/{COUNTY}/1999/",
        f"/reports/{COUNTY}/{YEAR}/?version=3",
        CARD + "sales.nothing/",
        CARD + "sales.paid_orders/?of=2001",
    ):
        assert client.get(address).status_code == 404, address


def test_the_file_of_rows_is_whole(facts: None, client: Client) -> None:
    text = text_of(client, CARD + "sales.paid_orders.csv")
    table = list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))
    start = next(at for at, row in enumerate(table) if row and row[0] == "part")
    amount = table[start].index("amount")
    assert sum(Decimal(row[amount]) for row in table[start + 1 :]) == 40


def test_a_card_whose_facts_moved_on_opens_at_once_and_is_reckoned_again(
    facts: None, client: Client
) -> None:
    def orders() -> str:
        shown = {name: text for _at, name, text in LINK.findall(text_of(client, CARD))}
        return str(shown["sales.paid_orders"]).strip()

    before = orders()
    late = {"key": "late", "on": date(YEAR, 5, 5), "place": COUNTY, "is_paid": True}
    published("order_line", [late])
    assert [orders(), orders()] == [before, before], "nobody waits for what moved on"
    (asked,) = ProcrastinateJob.objects.filter(task_name="yutang.reports.jobs.reckon_again")
    jobs.reckon_again(**asked.args)
    assert orders() != before


def test_a_card_seen_before_anything_was_published_shows_what_is_published_next(
    land: None, client: Client
) -> None:
    text_of(client, CARD)
    published("order_line", [{"on": date(YEAR, 5, 5), "place": COUNTY, "is_paid": True}])
    shown = {name: text for _at, name, text in LINK.findall(text_of(client, CARD))}
    assert str(shown["sales.paid_orders"]).strip() == "1"
