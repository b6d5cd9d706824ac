"""A channel, a city that recommends, a province that checks, and chestnuts fit to be admitted."""

import io
from collections.abc import Callable

import pytest
from PIL import Image

from yutang.channel import actions
from yutang.channel.models import Candidate, Channel, Recommendation
from yutang.channel.queries import desk, facts
from yutang.channel.rules.recommending import ChannelFacts, Contact, GoodFacts
from yutang.goods import actions as goods
from yutang.goods import queries as register
from yutang.goods.models import Batch, Product
from yutang.people import actions as people
from yutang.people.access import Person

CONTACT = Contact("承德联系人", "13800000061")
SendOf = Callable[..., Candidate]


def photo() -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (40, 40), "#446644").save(kept, "PNG")
    return kept.getvalue()


@pytest.fixture
def city(land: None) -> Person:
    """Clerk of 1308 Chengde."""
    person = people.enrol("13800000051", "承德商务局")
    people.give_grant(person, "clerk", "1308", by=None)
    return person


@pytest.fixture
def province(land: None) -> Person:
    """Clerk of 13 Hebei."""
    person = people.enrol("13800000052", "省商务厅")
    people.give_grant(person, "clerk", "13", by=None)
    return person


@pytest.fixture
def channel(operator: Person) -> Channel:
    return actions.make_channel(ChannelFacts("兴农扶贫", "平台与省商务厅"), operator)


@pytest.fixture
def chestnuts(product: Product, batch: Batch, farmer: Person) -> Product:
    """With a photograph, and their origin confirmed by the grower."""
    goods.add_picture(product.pk, photo(), alt="板栗")
    goods.confirm_batch(batch.pk, farmer)
    return product


@pytest.fixture
def draft(channel: Channel, city: Person) -> Recommendation:
    return actions.begin(channel.pk, "1308", CONTACT, city)


@pytest.fixture
def sent(channel: Channel, city: Person, chestnuts: Product, batch: Batch) -> SendOf:
    """Recommends the chestnuts once more, on a list of their own."""

    def send(**changed: object) -> Candidate:
        said: dict[str, object] = {"batch_id": batch.pk, "supply_kg": 5000, "price_fen": 2990}
        made = actions.begin(channel.pk, "1308", CONTACT, city)
        told = GoodFacts(**(said | changed))  # type: ignore[arg-type]
        found = actions.add_good(made.pk, chestnuts.pk, told, city)
        actions.send(made.pk, city)
        found.refresh_from_db()
        return found

    return send


def answer_all(candidate: Candidate, by: Person, *, passed: bool = True) -> None:
    """Answer what a person has to."""
    found = Candidate.objects.select_related("recommendation__checklist").get(pk=candidate.pk)
    product = register.product_views([found.product_id])[found.product_id]
    for line in facts.lines_of(found, product):
        if line.is_asked:
            actions.answer(found.pk, line.question.pk, "看过", by, passed=passed)


@pytest.fixture
def admitted(sent: SendOf, province: Person) -> Candidate:
    candidate = sent()
    answer_all(candidate, province)
    return actions.admit(candidate.pk, province)


__all__ = ["answer_all", "desk"]
