"""The pages: prices for everybody, a list from its upload to its confirmation."""

from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cast import ClientOf

from yutang.prices import actions
from yutang.prices.models import GoodName, PriceImport, Quote, QuotedGood
from yutang.prices.tests.conftest import Bring, ago, table

if TYPE_CHECKING:
    from django.test import Client

    from yutang.goods.models import Product
    from yutang.people.models import Person
    from yutang.prices.models import Market
    from yutang.trade.models import Lot


def test_anybody_reads_what_a_good_costs_and_takes_the_rows(
    client: "Client", bring: Bring, product: "Product", lot: "Lot", clerk: "Person"
) -> None:
    bring(*(f"板栗,19,20,21,,斤,{ago(back)}" for back in (*range(1, 20), 300, 400, 500)))
    good = QuotedGood.objects.get()
    actions.set_product_good(product.pk, good.pk, clerk)
    assert "40.00" in client.get("/prices/?q=栗").content.decode()
    page = client.get(f"/prices/{good.pk}/?span=all").content.decode()
    assert "<polyline" in page
    assert "29.90" in page
    assert "74%" in page
    sent = client.get(f"/prices/{good.pk}/rows/?as=csv")
    rows = b"".join(sent.streaming_content)  # type: ignore[attr-defined]
    assert len(rows.decode("utf-8-sig").splitlines()) == 1 + Quote.objects.count()
    assert "40.00" in client.get(f"/goods/{product.pk}/").content.decode()


def test_a_clerk_looks_at_a_list_then_brings_it_in_and_reads_what_was_left(
    client_of: ClientOf, market: "Market", clerk: "Person"
) -> None:
    asks = client_of(clerk)
    data = table(f"鸭梨,1,2,3,,斤,{ago(2)}", f"鸭梨,1,2,3,,箱,{ago(1)}")
    said = {"market": market.pk, "names": "own"}
    shown = asks.post("/prices/import/", {**said, "file": SimpleUploadedFile("x.csv", data)})
    assert Quote.objects.count() == 0
    ticket = shown.context["ticket"]
    assert asks.post("/prices/import/", {"ticket": ticket}).status_code == 302
    brought = PriceImport.objects.get()
    assert (brought.added, brought.refused, brought.by, brought.market) == (1, 1, clerk, market)
    left = asks.get(f"/prices/imports/{brought.pk}/?as=csv")
    assert "箱" in b"".join(left.streaming_content).decode()  # type: ignore[attr-defined]


def test_a_clerk_decides_on_a_name(client_of: ClientOf, bring: Bring, clerk: "Person") -> None:
    bring("苹果（富士）,1,2,3,,斤,2026-05-05", "富士苹果,1,2,3,,斤,2026-05-06")
    good, name = QuotedGood.objects.get(), GoodName.objects.get(kind="")
    asks = client_of(clerk)
    assert "100%" in asks.get("/prices/names/").content.decode()
    asks.post(f"/prices/names/{name.pk}/", {"means": good.pk})
    name.refresh_from_db()
    assert (name.good, name.decided_by) == (good, clerk)
