import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import ClientOf
from tests.stall import OrderOf

from yutang.care import actions
from yutang.care.errors import AlreadyAnswered, AlreadyReviewed, NotReceivedYet
from yutang.care.models import Review
from yutang.care.queries import reviews
from yutang.care.tests.conftest import PaidOf
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.trade.models import Lot, Order


def test_only_the_buyer_of_a_received_order_reviews_it_once(
    oil_order: Order, oil_lot: Lot, order_of: OrderOf, buyer: Person, stranger: Person
) -> None:
    with pytest.raises(NotReceivedYet):
        actions.review(order_of(buyer, oil_lot).pk, buyer, 5, "还没收到")
    with pytest.raises(NotFound):
        actions.review(oil_order.pk, stranger, 1, "我没有买过")
    for _tap in range(2):
        actions.review(oil_order.pk, buyer, 4, "香")
    with pytest.raises(AlreadyReviewed):
        actions.review(oil_order.pk, buyer, 1, "改主意了")
    assert Review.objects.get().stars == 4


def test_no_word_of_a_review_is_forbidden(
    client_of: ClientOf, oil_order: Order, buyer: Person
) -> None:
    actions.review(oil_order.pk, buyer, 5, "全国第一，最好吃，国家级的香")
    page = Client().get(f"/goods/{oil_order.lot.product_id}/reviews/").content.decode()
    assert "全国第一" in page


def test_hiding_hides_words_and_no_star(
    client_of: ClientOf, oil_order: Order, buyer: Person, farmer: Person, clerk: Person
) -> None:
    product = oil_order.lot.product_id
    made = actions.review(oil_order.pk, buyer, 1, "骂人的话和一个手机号")
    address = f"/goods/{product}/reviews/"
    for person in (buyer, farmer):
        assert client_of(person).post(f"/reviews/{made.pk}/hide/").status_code == 404
    office = client_of(clerk)
    office.post(f"/reviews/{made.pk}/hide/", {"text": ""})
    assert "骂人的话" in Client().get(address).content.decode()
    office.post(f"/reviews/{made.pk}/hide/", {"text": "有别人的手机号"})
    hidden = Client().get(address).content.decode()
    assert "骂人的话" not in hidden
    assert "有别人的手机号" in hidden
    assert "★☆☆☆☆" in hidden
    figures = reviews.figures_of(product)
    assert (figures.many, figures.mean) == (1, "1.0")
    office.post(f"/reviews/{made.pk}/show/")
    shown = Client().get(address).content.decode()
    assert "骂人的话" in shown
    assert "有别人的手机号" in shown  # that it was hidden, and why, stays public


def test_a_hidden_reviews_photos_are_hidden_too(
    client_of: ClientOf, oil_order: Order, buyer: Person, clerk: Person, photo: bytes
) -> None:
    made = actions.review(oil_order.pk, buyer, 2, "看照片", [photo])
    address = f"/care/photos/{made.photos.get().pk}/"
    assert Client().get(address).status_code == 200
    actions.hide_review(made.pk, clerk, "照片里有别人的脸")
    assert Client().get(address).status_code == 404
    assert client_of(clerk).get(address).status_code == 200


def test_the_producer_answers_once(oil_order: Order, buyer: Person, farmer: Person) -> None:
    made = actions.review(oil_order.pk, buyer, 3, "有点咸")
    for _tap in range(2):
        actions.answer_review(made.pk, farmer, "谢谢，下次少放盐")
    with pytest.raises(AlreadyAnswered):
        actions.answer_review(made.pk, farmer, "再说一句")
    with pytest.raises(NotFound):
        actions.answer_review(made.pk, buyer, "我自己回复")


def test_the_panel_of_a_product_says_what_buyers_say(
    received_of: PaidOf, oil_lot: Lot, buyer: Person
) -> None:
    for stars in (5, 2):
        actions.review(received_of(oil_lot).pk, buyer, stars, f"{stars} 颗星的话")
    page = Client().get(f"/goods/{oil_lot.product_id}/").content.decode()
    assert "3.5" in page
    assert "5 颗星的话" in page
    assert f"/goods/{oil_lot.product_id}/reviews/" in page


def test_a_page_of_reviews_asks_a_bounded_number_of_questions(
    received_of: PaidOf, oil_lot: Lot, buyer: Person
) -> None:
    for _number in range(4):
        actions.review(received_of(oil_lot).pk, buyer, 4, "不错")
    with CaptureQueriesContext(connection) as asked:
        Client().get(f"/goods/{oil_lot.product_id}/reviews/")
    assert len(asked) <= 9, [query["sql"][:90] for query in asked]


def test_the_form_takes_stars_words_and_photos(
    client_of: ClientOf, oil_order: Order, buyer: Person, photo: bytes
) -> None:
    browser, address = client_of(buyer), f"/orders/{oil_order.pk}/care/review/"
    assert browser.post(address, {"text": "忘了打星"}).status_code == 422
    files = [SimpleUploadedFile(f"{number}.jpg", photo) for number in range(2)]
    sent = browser.post(address, {"stars": "4", "text": "好", "photos": files})
    assert sent.headers["Location"] == f"/goods/{oil_order.lot.product_id}/reviews/"
    assert Review.objects.get().photos.count() == 2
