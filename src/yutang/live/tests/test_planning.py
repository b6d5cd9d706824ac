import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from tests.cast import COUNTY, OTHER_COUNTY, ClientOf
from tests.stall import OrderOf

from yutang.goods.models import Batch, Product
from yutang.kernel.clock import now
from yutang.live import actions, queries
from yutang.live.models import Helper, Sale
from yutang.people.access import Person
from yutang.trade.models import Lot

FORM = {
    "title": "板栗专场",
    "title_en": "Chestnuts",
    "starts_at": "2026-12-01T20:00",
    "county": [COUNTY],
    "notice": "48 小时内发货",
}


@pytest.fixture
def desk(client_of: ClientOf, clerk: Person) -> Client:
    """The clerk's browser."""
    return client_of(clerk)


def photo(width: int = 3000, height: int = 4000) -> SimpleUploadedFile:
    target = io.BytesIO()
    Image.new("RGB", (width, height), "#1f7a5c").save(target, "JPEG", exif=_turned())
    return SimpleUploadedFile("cover.jpg", target.getvalue(), "image/jpeg")


def _turned() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side, as phones store upright pictures
    return exif


def test_a_clerk_announces_a_sale_with_a_host_by_number(
    desk: Client, land: None, host: Person
) -> None:
    answer = desk.post("/sales/new/", FORM | {"host_mobile": "138 0000 0002"})
    sale = Sale.objects.get()
    assert answer["Location"] == f"/sales/{sale.pk}/lineup/"
    assert (sale.host, sale.county_codes, sale.state) == (host, [COUNTY], "planned")
    assert sale.starts_at.isoformat() == "2026-12-01T12:00:00+00:00", "20:00 on China's clock"


def test_counties_may_be_typed_by_name(desk: Client, land: None, clerk: Person) -> None:
    form = {name: value for name, value in FORM.items() if name != "county"}
    desk.post("/sales/new/", form | {"county_names": "宽城"})
    assert Sale.objects.get().county_codes == [COUNTY]
    assert Sale.objects.get().host == clerk, "no number: one hosts it oneself"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"county": []}, "请至少选一个县"),
        ({"county": [OTHER_COUNTY]}, "您只能为自己负责的县安排直播"),
        ({"county": [], "county_names": "没有这个县"}, "没有叫“没有这个县”的县"),
        ({"host_mobile": "13912345678"}, "没有找到这个手机号的账号"),
        ({"host_mobile": "123"}, "11 位手机号码"),
        ({"title": ""}, ""),
        ({"starts_at": "tomorrow"}, ""),
        ({"starts_at": "0001-01-01T00:00"}, ""),
    ],
)
def test_a_plan_that_cannot_be_is_told_why(
    desk: Client, land: None, changes: dict[str, object], said: str
) -> None:
    answer = desk.post("/sales/new/", FORM | changes)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not Sale.objects.exists()


def test_a_host_plans_for_the_counties_of_their_grant(
    client_of: ClientOf, host: Person, land: None
) -> None:
    phone = client_of(host)
    phone.post("/sales/new/", FORM)
    assert Sale.objects.get().host == host
    refused = phone.post("/sales/new/", FORM | {"county": [OTHER_COUNTY]})
    assert "您只能为自己负责的县安排直播" in refused.content.decode()


def test_a_buyer_plans_nothing(client_of: ClientOf, buyer: Person, land: None) -> None:
    phone = client_of(buyer)
    assert phone.get("/sales/").status_code == 404
    assert phone.post("/sales/new/", FORM).status_code == 404


def test_a_cover_is_turned_upright_and_shrunk(desk: Client, sale: Sale) -> None:
    desk.post(f"/sales/{sale.pk}/edit/", FORM | {"cover": photo()})
    sale.refresh_from_db()
    with sale.cover.open() as file, Image.open(file) as kept:
        assert kept.format == "WEBP"
        assert max(kept.size) == 1600
        assert kept.width > kept.height, "turned as the camera said"
        assert not kept.getexif()


@pytest.mark.parametrize("data", [b"", b"GIF89a broken", b"<svg xmlns='x'/>"])
def test_a_cover_that_is_no_picture_is_refused(desk: Client, sale: Sale, data: bytes) -> None:
    bad = SimpleUploadedFile("cover.jpg", data, "image/jpeg")
    answer = desk.post(f"/sales/{sale.pk}/edit/", FORM | {"cover": bad})
    assert answer.status_code == 200
    sale.refresh_from_db()
    assert (sale.title, sale.cover.name) == ("宽城板栗专场", "")


def test_counties_are_found_by_name_for_the_picker(desk: Client, land: None) -> None:
    found = desk.get("/sales/counties/", {"q": "承德宽城"}).json()["counties"]
    assert found == [{"code": COUNTY, "name": "河北省承德市宽城满族自治县"}]
    assert desk.get("/sales/counties/", {"q": "</script>"}).json()["counties"] == []


def test_a_product_becomes_an_open_lot_of_the_lineup(
    desk: Client, empty_sale: Sale, product: Product, batch: Batch
) -> None:
    page = desk.get(f"/sales/{empty_sale.pk}/lineup/", {"product": product.pk}).content.decode()
    assert batch.number in page
    terms = {
        "product": product.pk,
        "batch": batch.pk,
        "price": "¥29.9",
        "units": "80",
        "buyer_limit": "3",
        "hold_minutes": "10",
        "open": "on",
    }
    desk.post(f"/sales/{empty_sale.pk}/lineup/add/", terms)
    lot = Lot.objects.get()
    assert (lot.price_fen, lot.stocked, lot.buyer_limit, lot.hold_s) == (2990, 80, 3, 600)
    assert (lot.state, lot.batch) == ("open", batch)
    assert queries.lineup_lots(empty_sale.pk) == [lot.pk]


@pytest.mark.parametrize("price", ["", "0", "-1", "abc", "1.234"])
def test_a_price_that_is_none_makes_no_lot(
    desk: Client, empty_sale: Sale, product: Product, price: str
) -> None:
    terms = {"product": product.pk, "price": price, "units": "8", "hold_minutes": "15"}
    answer = desk.post(f"/sales/{empty_sale.pk}/lineup/add/", terms)
    assert answer.status_code == 200
    assert not Lot.objects.exists()


def test_goods_of_another_county_are_not_there_to_be_added(
    client_of: ClientOf, other_clerk: Person, host: Person, product: Product
) -> None:
    theirs = actions.plan_sale(
        actions.Plan(title="涞水", county_codes=[OTHER_COUNTY], starts_at=product.created_at),
        host=host,
        by=other_clerk,
    )
    desk = client_of(other_clerk)
    assert product.name not in desk.get(f"/sales/{theirs.pk}/lineup/").content.decode()
    terms = {"product": product.pk, "price": "9", "units": "8", "hold_minutes": "15"}
    assert desk.post(f"/sales/{theirs.pk}/lineup/add/", terms).status_code == 404
    assert not Lot.objects.exists()


def test_lots_move_and_leave_by_buttons(
    desk: Client, sale: Sale, lot: Lot, oil_lot: Lot, buyer: Person
) -> None:
    desk.post(f"/sales/{sale.pk}/lineup/move/", {"lot": oil_lot.pk, "way": "up"})
    assert queries.lineup_lots(sale.pk) == [oil_lot.pk, lot.pk]
    desk.post(f"/sales/{sale.pk}/lineup/remove/", {"lot": oil_lot.pk})
    assert queries.lineup_lots(sale.pk) == [lot.pk]


def test_a_sold_lot_has_no_button_to_leave_and_says_why_when_asked(
    desk: Client, sale: Sale, lot: Lot, buyer: Person, order_of: OrderOf
) -> None:
    order_of(buyer, lot, 1, sale.pk)
    answer = desk.post(f"/sales/{sale.pk}/lineup/remove/", {"lot": lot.pk}, follow=True)
    assert "已经有人下单" in answer.content.decode()


def test_a_host_without_a_role_is_told_before_going_live(
    desk: Client, sale: Sale, host: Person
) -> None:
    said = "主播现在没有这些县的主播资格"
    assert said not in desk.get(f"/live/{sale.pk}/host/").content.decode()
    host.grants.update(ended_at=now())
    assert said in desk.get(f"/live/{sale.pk}/host/").content.decode()
    todo = desk.get(f"/sales/{sale.pk}/lineup/").content.decode()
    assert todo.count('class="todo"') == 1
    assert "主播有这些县的主播资格" in todo


def test_what_is_missing_stands_on_the_page(desk: Client, empty_sale: Sale) -> None:
    html = desk.get(f"/sales/{empty_sale.pk}/lineup/").content.decode()
    assert "开播前还要做" in html
    assert html.count('class="todo"') == 3


def test_helpers_come_and_go_by_mobile_number(desk: Client, sale: Sale, buyer: Person) -> None:
    path = f"/sales/{sale.pk}/helpers/"
    desk.post(path, {"mobile": "13800000003", "role": "moderator"})
    assert Helper.objects.get().person == buyer
    desk.post(f"{path}remove/", {"person": buyer.pk, "role": "moderator"})
    assert not Helper.objects.exists()
    unknown = desk.post(path, {"mobile": "13912345678", "role": "assistant"}, follow=True)
    assert "没有找到这个手机号的账号" in unknown.content.decode()


def test_the_list_shows_only_what_is_mine_to_run(
    client_of: ClientOf, sale: Sale, clerk: Person, other_clerk: Person, operator: Person
) -> None:
    def seen(person: Person) -> bool:
        return "宽城板栗专场" in client_of(person).get("/sales/").content.decode()

    assert seen(clerk)
    assert seen(operator)
    assert not seen(other_clerk)
