import io
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image
from tests.cast import COUNTY, OTHER_COUNTY, VILLAGE, ClientOf

from yutang.goods import access, actions, errors, offers, queries
from yutang.goods.actions.once import once
from yutang.goods.forms import BatchForm
from yutang.goods.models import Batch, Picture, Producer, Product
from yutang.goods.offers import Offer
from yutang.goods.rules import BatchFacts, ProducerFacts, ProductFacts
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.places.errors import UnknownPlace, WrongLevel
from yutang.plumbing import panels

PRODUCT_FORM = {
    "name": "核桃",
    "class_code": "010307",
    "processing": "fresh",
    "unit": "bag",
    "net_weight_g_0": "2.5",
    "net_weight_g_1": "jin",
}


def photo() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (64, 48), "#a0522d").save(target, "JPEG")
    return target.getvalue()


# Actions


def test_a_producer_lives_in_an_existing_village(land: None) -> None:
    facts = ProducerFacts(kind="household", name="张家", village_code=VILLAGE)
    assert actions.add_producer(facts).village_code == VILLAGE
    with pytest.raises(UnknownPlace):
        actions.add_producer(replace(facts, village_code="130827999299"))
    with pytest.raises(WrongLevel):
        actions.add_producer(replace(facts, village_code=COUNTY))


def test_a_village_has_a_producer_of_a_name_once(producer: Producer) -> None:
    with pytest.raises(errors.AlreadyThere):
        actions.add_producer(
            ProducerFacts(kind="household", name=producer.name, village_code=VILLAGE)
        )


def test_the_origin_is_the_producers_village_unless_said(product: Product) -> None:
    assert product.origin_code == VILLAGE


def test_an_origin_in_another_county_needs_a_reason(
    producer: Producer, chestnut_facts: ProductFacts
) -> None:
    elsewhere = replace(chestnut_facts, name="外县板栗", origin_code=OTHER_COUNTY)
    with pytest.raises(errors.OriginElsewhere) as refused:
        actions.add_product(producer.pk, elsewhere)
    assert "涞水" in refused.value.sentence("zh-hans")
    told = replace(elsewhere, origin_reason="在涞水租了坡地")
    assert actions.add_product(producer.pk, told).origin_reason == "在涞水租了坡地"


def test_the_database_itself_refuses_processed_food_without_licence(oil: Product) -> None:
    with pytest.raises(IntegrityError, match="goods_processed_needs_licence"):
        Product.objects.filter(pk=oil.pk).update(sc_number="")


def test_a_batch_number_is_given_once(product: Product, batch: Batch) -> None:
    with pytest.raises(errors.BatchAlreadyThere):
        actions.add_batch(
            product.pk,
            BatchFacts(number=batch.number, harvested_on=date(2025, 9, 1), quantity_g=1),
        )


def test_every_fact_of_a_batch_is_asked_kept_and_shown(product: Product) -> None:
    facts = BatchFacts(
        number="A-1",
        harvested_on=date(2025, 9, 20),
        quantity_g=300_000,
        field_name="东坡",
        field_mu=Decimal("3.50"),
        field_code=COUNTY,
    )
    kept = actions.add_batch(product.pk, facts)
    (shown,) = queries.latest_batches(product.pk)
    assert set(BatchForm.base_fields) == set(vars(facts))
    for field in fields(facts):
        assert getattr(facts, field.name) != field.default, f"say a {field.name} of its own above"
    for name, value in vars(facts).items():
        assert getattr(kept, name) == getattr(shown, name) == value, name


def test_only_the_constraint_that_was_meant_becomes_a_refusal(product: Product) -> None:
    other = "goods_product_once"
    with (
        pytest.raises(IntegrityError, match="goods_weight_positive"),
        once(other, errors.AlreadyThere(name=other)),
    ):
        Product.objects.filter(pk=product.pk).update(net_weight_g=0, story=other)


def test_a_picture_is_kept_as_webp_and_goes_with_its_file(
    product: Product, django_capture_on_commit_callbacks: type
) -> None:
    picture = actions.add_picture(product.pk, photo(), alt="一筐板栗")
    storage, name = picture.file.storage, str(picture.file.name)
    assert name.endswith(".webp")
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_picture(picture.pk)
    actions.remove_picture(picture.pk)
    assert not storage.exists(name)


def test_a_product_shows_eight_pictures_at_most(product: Product) -> None:
    for _number in range(8):
        actions.add_picture(product.pk, photo(), alt="板栗")
    with pytest.raises(errors.TooManyPictures):
        actions.add_picture(product.pk, photo(), alt="板栗")
    assert Picture.objects.count() == 8


# Who may


def test_the_register_is_the_producers_the_clerks_and_the_operators(
    product: Product, farmer: Person, clerk: Person, operator: Person
) -> None:
    for person in (farmer, clerk, operator):
        assert access.product_for(person, product.pk) == product
        assert product.producer in access.need_register(person)


@pytest.mark.parametrize("role", ["stranger", "buyer", "officer", "host", "other_clerk"])
def test_others_find_no_register(
    product: Product, batch: Batch, role: str, request: pytest.FixtureRequest
) -> None:
    person: Person = request.getfixturevalue(role)
    with pytest.raises(NotFound):
        access.product_for(person, product.pk)
    with pytest.raises(NotFound):
        access.producer_for(person, product.producer_id)


def test_a_clerk_next_door_has_a_register_of_their_own(
    product: Product, stranger: Person, other_clerk: Person
) -> None:
    with pytest.raises(NotFound):
        access.need_register(stranger)
    assert not access.need_register(other_clerk).exists()


# Pages


def test_anybody_sees_a_product(client: Client, product: Product, batch: Batch) -> None:
    actions.add_picture(product.pk, photo(), alt="一筐板栗")
    page = client.get(f"/goods/{product.pk}/")
    text = page.content.decode()
    assert page.status_code == 200
    for said in ("宽城板栗", "河北省", "宽城满族自治县", batch.number, "一筐板栗", "王大娘家"):
        assert said in text
    assert "/edit/" not in text


def test_the_product_page_speaks_english(client: Client, product: Product) -> None:
    client.post("/language/", {"language": "en", "next": "/"})
    assert "Kuancheng chestnuts" in client.get(f"/goods/{product.pk}/").content.decode()


def test_the_product_page_asks_a_bounded_number_of_questions(
    client: Client, product: Product, batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panels, "_places", {})  # what other rooms hang there, they count
    for _number in range(3):
        actions.add_picture(product.pk, photo(), alt="板栗")
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/goods/{product.pk}/")
    assert len(asked) <= 8, [query["sql"][:90] for query in asked]


def test_the_product_page_shows_where_it_is_on_sale(
    client: Client, product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(offers, "_finders", [])
    offers.register(lambda found: [Offer("宽城专场", f"/live/{found}/", 2990, is_live=True)])
    text = client.get(f"/goods/{product.pk}/").content.decode()
    assert "宽城专场" in text
    assert "¥29.90" in text


def test_html_in_a_name_is_shown_as_text(
    client: Client, producer: Producer, chestnut_facts: ProductFacts
) -> None:
    made = actions.add_product(producer.pk, replace(chestnut_facts, name="<b>栗</b>"))
    assert "<b>栗" not in client.get(f"/goods/{made.pk}/").content.decode()


def test_an_unknown_product_is_not_found(client: Client, db: None) -> None:
    assert client.get("/goods/999999/").status_code == 404


def test_the_register_asks_to_sign_in_and_is_hidden_from_strangers(
    client: Client, client_of: ClientOf, stranger: Person, product: Product
) -> None:
    assert client.get("/goods/").status_code == 401
    visitor = client_of(stranger)
    paths = [
        "/goods/",
        "/goods/producers/new/",
        f"/goods/producers/{product.producer_id}/",
        f"/goods/producers/{product.producer_id}/edit/",
        f"/goods/producers/{product.producer_id}/new/",
        f"/goods/{product.pk}/edit/",
        f"/goods/{product.pk}/pictures/new/",
        f"/goods/{product.pk}/batches/new/",
    ]
    assert {path: visitor.get(path).status_code for path in paths} == dict.fromkeys(paths, 404)


@pytest.mark.parametrize("show", ["products", "producers", "batches", "nonsense"])
def test_the_register_lists_and_searches(
    client_of: ClientOf, clerk: Person, product: Product, batch: Batch, show: str
) -> None:
    browser = client_of(clerk)
    page = browser.get("/goods/", {"show": show, "q": "板栗" if show != "producers" else "王"})
    text = page.content.decode()
    assert page.status_code == 200
    assert "王大娘家" in text
    empty = browser.get("/goods/", {"show": show, "q": "没有的东西"}).content.decode()
    assert "王大娘家" not in empty


def test_the_register_pages_long_lists_without_more_questions(
    client_of: ClientOf, clerk: Person, producer: Producer, chestnut_facts: ProductFacts
) -> None:
    browser = client_of(clerk)
    for number in range(35):
        actions.add_product(producer.pk, replace(chestnut_facts, name=f"板栗{number}号"))
    with CaptureQueriesContext(connection) as asked:
        text = browser.get("/goods/").content.decode()
    assert len(asked) <= 16, [query["sql"][:90] for query in asked]
    assert "?show=products&amp;q=&amp;page=2" in text
    assert "板栗0号" in browser.get("/goods/", {"page": 2}).content.decode()


def test_a_clerk_writes_down_a_producer_by_the_villages_name(
    client_of: ClientOf, clerk: Person, land: None
) -> None:
    answer = client_of(clerk).post(
        "/goods/producers/new/",
        {"kind": "household", "name": "李家", "village_code": VILLAGE, "mobile": "13811112222"},
    )
    made = Producer.objects.get(name="李家")
    assert answer.status_code == 302
    assert made.village_code == VILLAGE
    assert made.person is not None
    assert made.person.mobile_tail == "2222"


def test_an_ambiguous_village_is_asked_back(client_of: ClientOf, clerk: Person, land: None) -> None:
    form = {"kind": "household", "name": "李家", "village_code": "没有这个村子"}
    answer = client_of(clerk).post("/goods/producers/new/", form)
    assert answer.status_code == 422
    assert not Producer.objects.exists()


def test_a_clerk_cannot_write_down_a_producer_next_door(
    client_of: ClientOf, clerk: Person, land: None
) -> None:
    form = {"kind": "household", "name": "李家", "village_code": "130623100001"}
    answer = client_of(clerk).post("/goods/producers/new/", form)
    assert answer.status_code == 422
    assert not Producer.objects.exists()


def test_a_farmer_adds_a_product_weighed_in_jin(
    client_of: ClientOf, farmer: Person, producer: Producer
) -> None:
    answer = client_of(farmer).post(f"/goods/producers/{producer.pk}/new/", PRODUCT_FORM)
    made = Product.objects.get(name="核桃")
    assert answer.status_code == 302
    assert made.net_weight_g == 1250
    assert made.origin_code == VILLAGE


def test_the_form_refuses_processed_food_with_the_reason(
    client_of: ClientOf, farmer: Person, producer: Producer
) -> None:
    form = PRODUCT_FORM | {"processing": "processed"}
    answer = client_of(farmer).post(f"/goods/producers/{producer.pk}/new/", form)
    assert answer.status_code == 422
    assert "食品安全法" in answer.content.decode()
    assert not Product.objects.exists()


def test_a_product_is_changed_and_keeps_what_was_not_asked(
    client_of: ClientOf, farmer: Person, product: Product
) -> None:
    Product.objects.filter(pk=product.pk).update(origin_note="公开报道")
    browser = client_of(farmer)
    text = browser.get(f"/goods/{product.pk}/edit/").content.decode()
    assert 'value="宽城板栗"' in text
    browser.post(f"/goods/{product.pk}/edit/", PRODUCT_FORM | {"name": "新板栗"})
    product.refresh_from_db()
    assert (product.name, product.origin_note) == ("新板栗", "公开报道")


def test_a_photograph_is_uploaded_and_taken_away(
    client_of: ClientOf, farmer: Person, stranger: Person, product: Product
) -> None:
    file = SimpleUploadedFile("栗子.jpg", photo(), "image/jpeg")
    path = f"/goods/{product.pk}/pictures/new/"
    answer = client_of(farmer).post(path, {"file": file, "alt": "一筐板栗"})
    picture = Picture.objects.get()
    assert answer.status_code == 302
    remove = f"/goods/pictures/{picture.pk}/remove/"
    assert client_of(stranger).post(remove).status_code == 404
    assert client_of(farmer).post(remove).status_code == 302
    assert not Picture.objects.exists()


def test_a_drawing_with_code_in_it_is_refused(
    client_of: ClientOf, farmer: Person, product: Product
) -> None:
    drawing = SimpleUploadedFile("a.jpg", b"<svg onload='alert(1)'/>", "image/jpeg")
    path = f"/goods/{product.pk}/pictures/new/"
    answer = client_of(farmer).post(path, {"file": drawing, "alt": "画"})
    assert answer.status_code == 422
    assert not Picture.objects.exists()


def test_a_batch_is_added(client_of: ClientOf, farmer: Person, product: Product) -> None:
    form = {
        "number": "A-1",
        "harvested_on": "2025-09-20",
        "quantity_g_0": "300",
        "quantity_g_1": "kg",
    }
    answer = client_of(farmer).post(f"/goods/{product.pk}/batches/new/", form)
    assert answer.status_code == 302
    assert Batch.objects.get().quantity_g == 300_000


def test_views_are_read_in_a_fixed_number_of_questions(
    producer: Producer, chestnut_facts: ProductFacts
) -> None:
    ids = [
        actions.add_product(producer.pk, replace(chestnut_facts, name=f"栗{number}")).pk
        for number in range(5)
    ]
    with CaptureQueriesContext(connection) as asked:
        views = queries.product_views(ids)
    assert len(views) == 5
    assert len(asked) <= 3
