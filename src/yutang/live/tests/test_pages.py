import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import ClientOf
from tests.show import SayAs

from yutang.live import actions, queries
from yutang.live.models import Pin, Sale
from yutang.people.access import Person
from yutang.trade.models import Lot

QUERIES_A_PAGE = 22
AT = datetime(2026, 1, 10, 12, 0, tzinfo=UTC)


def data_of(html: str, name: str) -> dict[str, object]:
    """Return the JSON that the page carries for its scripts."""
    found = re.search(
        rf'<script id="{name}" type="application/json">(.*?)</script>', html, re.DOTALL
    )
    assert found, name
    return dict(json.loads(found[1]))


def record(sale: Sale, at: datetime, segments: int = 10) -> None:
    """Write the log of a recording that began at `at`, in segments of two seconds."""
    folder = queries.recording_folder(sale.pk)
    folder.mkdir(parents=True, exist_ok=True)
    begin = int(at.timestamp() * 1000)
    lines: list[dict[str, object]] = [
        {"kind": "run", "run": 1, "source": "camera", "at_ms": begin},
        {
            "kind": "part",
            "part": 1,
            "run": 1,
            "video": "h264",
            "audio": "aac",
            "width": 720,
            "height": 1280,
        },
        *(
            {
                "kind": "segment",
                "segment": number,
                "part": 1,
                "at_ms": begin + number * 2000,
                "duration_s": 2.0,
            }
            for number in range(segments)
        ),
    ]
    (folder / "timeline.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    (folder / "replay.m3u8").write_text("#EXTM3U\n")


def test_a_visitor_sees_the_room_with_its_goods(client: Client, live_sale: Sale, lot: Lot) -> None:
    html = client.get(f"/live/{live_sale.pk}/").content.decode()
    assert "宽城板栗专场" in html
    assert "承德宽城" in html
    assert "¥29.90" in html
    assert "¥14.95/斤 · ¥29.90/kg" in html
    assert f'data-lot="{lot.pk}"' in html
    assert data_of(html, "room")["person"] is None
    assert f"/sign-in/?next=%2Flive%2F{live_sale.pk}%2F" in html


def test_the_room_speaks_english_too(client: Client, live_sale: Sale) -> None:
    client.cookies["django_language"] = "en"
    html = client.get(f"/live/{live_sale.pk}/").content.decode()
    assert "Chestnuts of Kuancheng" in html
    assert data_of(html, "words")["grab"] == "Grab"


def test_no_script_or_style_stands_in_the_page(client: Client, live_sale: Sale) -> None:
    response = client.get(f"/live/{live_sale.pk}/")
    html = response.content.decode()
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert not re.search(r"\sstyle=|\son[a-z]+=", html)
    inline = re.findall(r"<script(?![^>]*(?:src=|application/json))", html)
    assert inline == []


def test_html_in_names_titles_and_chat_is_shown_as_text(
    client: Client, live_sale: Sale, buyer: Person, say_as: SayAs
) -> None:
    evil = "<img src=x onerror=alert(1)></script>"
    Sale.objects.filter(pk=live_sale.pk).update(title=evil, notice=evil)
    say_as(buyer, live_sale, evil)
    html = client.get(f"/live/{live_sale.pk}/").content.decode()
    assert "<img src=x" not in html
    assert html.count("&lt;img src=x") >= 3


def test_hidden_lines_are_gone_from_the_room_and_stay_on_the_console(
    client: Client,
    client_of: ClientOf,
    live_sale: Sale,
    buyer: Person,
    say_as: SayAs,
) -> None:
    line = say_as(buyer, live_sale, "加我微信")
    actions.hide_message(live_sale.pk, line.pk, live_sale.host, "打广告")
    assert "加我微信" not in client.get(f"/live/{live_sale.pk}/").content.decode()
    console = client_of(live_sale.host).get(f"/live/{live_sale.pk}/host/chat/").content.decode()
    assert "加我微信" in console
    assert "打广告" in console


def test_the_pinned_lot_stands_in_the_page_before_any_script(
    client: Client, live_sale: Sale, oil_lot: Lot, host: Person
) -> None:
    actions.pin(live_sale.pk, oil_lot.pk, host)
    html = client.get(f"/live/{live_sale.pk}/").content.decode()
    pinned = html[html.index('id="pinned"') :]
    assert f'data-buy="{oil_lot.pk}"' in pinned[: pinned.index("</section>")]


def test_an_announcement_sells_nothing_and_shows_what_will_be_sold(
    client: Client, sale: Sale
) -> None:
    html = client.get(f"/live/{sale.pk}/").content.decode()
    assert "开播就卖" in html
    assert '<div class="lot-act">' not in html
    assert 'id="say"' not in html


def test_a_sold_out_lot_says_when(client: Client, live_sale: Sale, lot: Lot) -> None:
    Lot.objects.filter(pk=lot.pk).update(
        available=0, sold=10, sold_out_at=AT + timedelta(milliseconds=340)
    )
    assert "20:00:00.3 抢光" in client.get(f"/live/{live_sale.pk}/lineup/").content.decode()


def test_the_lineup_alone_is_a_fragment(client: Client, live_sale: Sale) -> None:
    html = client.get(f"/live/{live_sale.pk}/lineup/").content.decode()
    assert html.lstrip().startswith("<ol")
    assert html.count("data-lot=") == 2


def test_the_replay_jumps_to_each_good_and_sells_what_is_open(
    client: Client, live_sale: Sale, lot: Lot, oil_lot: Lot, host: Person
) -> None:
    record(live_sale, AT)
    for number, item in enumerate((lot, oil_lot)):
        Pin.objects.create(
            sale=live_sale,
            lot=item,
            at=AT + timedelta(seconds=3 + number * 8),
            until=AT + timedelta(seconds=11 + number * 8),
            by=host,
        )
    actions.end_sale(live_sale.pk, host, keep_selling=True)
    html = client.get(f"/live/{live_sale.pk}/").content.decode()
    assert re.findall(r'data-seek="([\d.]+)" data-shown="(\d+)"', html) == [
        ("3.0", str(lot.pk)),
        ("11.0", str(oil_lot.pk)),
    ]
    assert data_of(html, "room")["replay"] == f"/media/live/{live_sale.pk}/replay.m3u8"
    assert '<div class="lot-act">' in html


def test_an_ended_sale_shows_its_recording_only_once_the_replay_is_opened(
    client: Client, live_sale: Sale, host: Person
) -> None:
    record(live_sale, AT)
    actions.end_sale(live_sale.pk, host, keep_selling=False)
    before = client.get(f"/live/{live_sale.pk}/").content.decode()
    assert data_of(before, "room")["replay"] == ""
    actions.change_state(live_sale.pk, "replay", host)
    after = client.get(f"/live/{live_sale.pk}/").content.decode()
    assert data_of(after, "room")["replay"]


def test_the_room_costs_a_handful_of_statements(
    client_of: ClientOf, live_sale: Sale, buyer: Person, say_as: SayAs
) -> None:
    for number in range(5):
        say_as(buyer, live_sale, f"第 {number} 句")
    client = client_of(buyer)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(f"/live/{live_sale.pk}/")
    assert len(asked) <= QUERIES_A_PAGE, [query["sql"] for query in asked]


def test_the_home_page_lists_what_runs_what_comes_and_what_was(
    client: Client, live_sale: Sale
) -> None:
    html = client.get("/").content.decode()
    assert "直播中" in html
    assert f'href="/live/{live_sale.pk}/"' in html
    actions.end_sale(live_sale.pk, live_sale.host, keep_selling=True)
    assert "看回放" in client.get("/").content.decode()


def test_an_empty_home_page_says_what_comes_next(client: Client, db: None) -> None:
    assert "现在没有人在直播" in client.get("/").content.decode()


def test_whoever_runs_sales_finds_them_on_the_home_page(
    client_of: ClientOf, sale: Sale, host: Person, clerk: Person, other_clerk: Person
) -> None:
    for person in (host, clerk):
        assert "我的直播" in client_of(person).get("/").content.decode()
    assert "我的直播" not in client_of(other_clerk).get("/").content.decode()


def test_large_text_is_remembered_and_goes_back_to_where_one_was(client: Client, db: None) -> None:
    response = client.post("/text-size/", {"text": "large", "next": "/sign-in/"})
    assert response["Location"] == "/sign-in/"
    assert 'data-text="large"' in client.get("/").content.decode()
    away = client.post("/text-size/", {"text": "normal", "next": "https://elsewhere.example/"})
    assert away["Location"] == "/"
    assert "data-text" not in client.get("/").content.decode()


@pytest.mark.parametrize("path", ["/live/999999/", "/live/999999/lineup/"])
def test_a_missing_sale_is_a_page_that_says_so(client: Client, db: None, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "回首页" in response.content.decode()


def test_a_product_page_leads_to_the_sale_that_sells_it(
    client: Client, live_sale: Sale, lot: Lot
) -> None:
    html = client.get(f"/goods/{lot.product_id}/").content.decode()
    assert f"/live/{live_sale.pk}/?lot={lot.pk}" in html
