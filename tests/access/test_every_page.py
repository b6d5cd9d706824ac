"""Every address of the pages, asked for by everybody: who gets what. A missing address fails.

One sale of 130827 is on the air, with its lots, chat, a bought order and a grant. Each request is
made as each person of the cast, in its own savepoint, so that what one changes nobody else sees.
"""

import io
import runpy
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from PIL import Image
from tests.cast import ClientOf
from tests.stall import OrderOf

from yutang.goods import actions as goods
from yutang.kernel.clock import now
from yutang.live import actions as live
from yutang.live.models import Message
from yutang.money import actions as money
from yutang.people import actions as people
from yutang.people.access import Person
from yutang.trade import actions as trade
from yutang.trade.models import Lot
from yutang.trade.rules.contact import Contact
from yutang.web.pages import office

SOURCE = Path(__file__).resolve().parents[2] / "src" / "yutang"
ROLES = (
    "anonymous",
    "stranger",
    "buyer",
    "host",
    "assistant",
    "moderator",
    "producer",
    "clerk",
    "clerk elsewhere",
    "officer",
    "operator",
)


# One line an address and method; a method that is not listed answers 405.
# 200 the page; 302 done, led on; 401 sign in first; 403 yours, but not this; 404 none of your
# business; 409 and 422: you may, but not now or not with an empty form.
TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
home                           GET    200  200  200  200  200  200  200  200  200  200  200
home                           POST   200  200  200  200  200  200  200  200  200  200  200
switch-language                POST   302  302  302  302  302  302  302  302  302  302  302
switch-text-size               POST   302  302  302  302  302  302  302  302  302  302  302
worker                         GET    200  200  200  200  200  200  200  200  200  200  200
places:search                  GET    200  200  200  200  200  200  200  200  200  200  200
places:place                   GET    200  200  200  200  200  200  200  200  200  200  200
people:sign-in                 GET    200  302  302  302  302  302  302  302  302  302  302
people:sign-in                 POST   422  302  302  302  302  302  302  302  302  302  302
people:sign-in-staff           GET    200  302  302  302  302  302  302  302  302  302  302
people:sign-in-staff           POST   422  302  302  302  302  302  302  302  302  302  302
people:sign-in-passkey-options POST   200  200  200  200  200  200  200  200  200  200  200
people:sign-in-passkey         POST   422  422  422  422  422  422  422  422  422  422  422
people:sign-out                POST   302  302  302  302  302  302  302  302  302  302  302
people:me                      GET    401  200  200  200  200  200  200  200  200  200  200
people:me                      POST   401  422  422  422  422  422  422  422  422  422  422
people:change-password         POST   401  403  403  422  403  403  422  422  422  422  422
people:passkey-options         POST   401  403  403  200  403  403  200  200  200  200  200
people:passkey-register        POST   401  422  422  422  422  422  422  422  422  422  422
people:passkey-remove          POST   401  404  404  404  404  404  404  404  404  404  404
people:inbox                   GET    200  200  200  200  200  200  200  200  200  200  200
people:grants                  GET    401  404  404  404  404  404  404  200  200  404  200
people:grants-give             POST   401  404  404  404  404  404  404  422  422  404  422
people:grants-end              POST   401  404  404  404  404  404  404  403  404  404  302
people:grants-mobile           POST   401  404  404  404  404  404  404  422  404  404  422
people:openings                GET    401  404  404  404  404  404  404  404  404  404  200
goods:register                 GET    401  404  404  404  404  404  200  200  200  404  200
goods:product                  GET    200  200  200  200  200  200  200  200  200  200  200
goods:product-edit             GET    401  404  404  404  404  404  200  200  404  404  200
goods:product-edit             POST   401  404  404  404  404  404  422  422  404  404  422
goods:picture-new              GET    401  404  404  404  404  404  200  200  404  404  200
goods:picture-new              POST   401  404  404  404  404  404  422  422  404  404  422
goods:batch-new                GET    401  404  404  404  404  404  200  200  404  404  200
goods:batch-new                POST   401  404  404  404  404  404  422  422  404  404  422
goods:picture-remove           POST   401  404  404  404  404  404  302  302  404  404  302
goods:producer-new             GET    401  404  404  404  404  404  404  200  200  404  200
goods:producer-new             POST   401  404  404  404  404  404  404  422  422  404  422
goods:producer                 GET    401  404  404  404  404  404  200  200  404  404  200
goods:producer-edit            GET    401  404  404  404  404  404  404  200  404  404  200
goods:producer-edit            POST   401  404  404  404  404  404  404  422  404  404  422
goods:product-new              GET    401  404  404  404  404  404  200  200  404  404  200
goods:product-new              POST   401  404  404  404  404  404  422  422  404  404  422
trade:orders                   GET    401  200  200  200  200  200  200  200  200  200  200
trade:order                    GET    401  404  200  404  404  404  200  200  404  404  200
trade:contact                  POST   401  404  404  404  404  404  200  200  404  404  200
trade:receive                  POST   401  404  409  404  404  404  404  404  404  404  404
trade:leave-line               POST   401  302  302  302  302  302  302  302  302  302  302
live:room                      GET    200  200  200  200  200  200  200  200  200  200  200
live:lineup                    GET    200  200  200  200  200  200  200  200  200  200  200
live:rehearsal                 GET    401  404  404  404  404  404  404  404  404  404  404
live:console                   GET    401  404  404  200  200  200  404  200  404  404  200
live:console-lineup            GET    401  404  404  200  200  200  404  200  404  404  200
live:console-chat              GET    401  404  404  200  404  200  404  200  404  404  200
live:camera-pass               POST   401  404  404  200  404  404  404  200  404  404  200
live:change-state              POST   401  404  404  302  404  404  404  302  404  404  302
live:pin                       POST   401  404  404  302  302  404  404  302  404  404  302
live:unpin                     POST   401  404  404  302  302  404  404  302  404  404  302
live:lot-open                  POST   401  404  404  302  302  404  404  302  404  404  302
live:lot-close                 POST   401  404  404  302  302  404  404  302  404  404  302
live:lot-add                   POST   401  404  404  302  302  404  404  302  404  404  302
live:hide                      POST   401  404  404  302  404  302  404  302  404  404  302
live:mute                      POST   401  404  404  302  404  302  404  302  404  404  302
live:unmute                    POST   401  404  404  302  404  302  404  302  404  404  302
live:sales                     GET    401  404  404  200  200  200  404  200  200  404  200
live:sale-new                  GET    401  404  404  200  404  404  404  200  200  404  200
live:sale-new                  POST   401  404  404  200  404  404  404  200  200  404  200
live:counties                  GET    401  200  200  200  200  200  200  200  200  200  200
live:sale-edit                 GET    401  404  404  200  404  404  404  200  404  404  200
live:sale-edit                 POST   401  404  404  200  404  404  404  200  404  404  200
live:plan-lineup               GET    401  404  404  200  404  404  404  200  404  404  200
live:plan-add                  POST   401  404  404  200  404  404  404  200  404  404  200
live:plan-move                 POST   401  404  404  302  404  404  404  302  404  404  302
live:plan-remove               POST   401  404  404  302  404  404  404  302  404  404  302
live:plan-lot                  GET    401  404  404  200  404  404  404  200  404  404  200
live:plan-lot                  POST   401  404  404  302  404  404  404  302  404  404  302
live:coupons                   GET    401  404  404  200  404  404  404  200  404  404  200
live:coupons-add               POST   401  404  404  200  404  404  404  200  404  404  200
live:coupons-end               POST   401  404  404  302  404  404  404  302  404  404  302
live:plan-caps                 POST   401  404  404  302  404  404  404  302  404  404  302
live:console-caps              GET    401  404  404  200  200  200  404  200  404  404  200
live:helper-add                POST   401  404  404  302  404  404  404  302  404  404  302
live:helper-remove             POST   401  404  404  302  404  404  404  302  404  404  302
money:checkout                 GET    401  404  200  404  404  404  404  404  404  404  404
money:checkout                 POST   401  404  302  404  404  404  404  404  404  404  404
money:cancel                   POST   401  404  302  404  404  404  302  302  404  404  302
money:collect                  POST   401  404  404  404  404  404  409  409  404  404  409
insight:results                GET    200  200  200  200  200  200  200  200  200  200  200
insight:results-data           GET    200  200  200  200  200  200  200  200  200  200  200
insight:summary-file           GET    404  404  404  200  404  404  404  200  404  404  200
insight:rows                   GET    404  404  404  200  404  404  404  200  404  404  200
insight:rows-file              GET    404  404  404  200  404  404  404  200  404  404  200
insight:screen                 GET    404  404  404  200  404  404  404  200  404  200  200
insight:screen-data            GET    404  404  404  200  404  404  404  200  404  200  200
"""

# What is sent where an empty form would not reach the question of who may.
FORMS: dict[str, dict[str, str]] = {
    "live:change-state": {"to": "paused"},
    "live:pin": {"lot": "{lot_id}"},
    "live:lot-add": {"units": "5"},
    "live:hide": {"reason": "广告"},
    "live:mute": {"person": "{buyer_id}", "reason": "广告"},
    "live:unmute": {"person": "{buyer_id}"},
    "live:sale-new": {"title": ""},
    "live:plan-move": {"lot": "{lot_id}", "way": "down"},
    "live:plan-remove": {"lot": "{lot_id}"},
    "live:helper-add": {"mobile": "13800000021", "role": "moderator"},
    "live:helper-remove": {"person": "{assistant_id}", "role": "assistant"},
}


ROOMS = [runpy.run_path(str(path)) for path in sorted(SOURCE.glob("*/tests/access.py"))]
"""What newer rooms say of themselves: `TABLE` and `FORMS` as above, and `rows`, which is called
with the stage, makes what the room's addresses need through real actions, and returns its ids."""


@dataclass
class Stage:
    """The ids that addresses need, everybody by role, and everybody's session."""

    ids: dict[str, Any]
    cast: dict[str, Person]
    sessions: dict[str, str] = field(default_factory=dict)


@pytest.fixture
def stage(request: pytest.FixtureRequest, lot: Lot, oil_lot: Lot, order_of: OrderOf) -> Stage:
    cast: dict[str, Person] = {
        role: request.getfixturevalue(name)
        for role, name in {
            "stranger": "stranger",
            "buyer": "buyer",
            "host": "host",
            "producer": "farmer",
            "clerk": "clerk",
            "clerk elsewhere": "other_clerk",
            "officer": "officer",
            "operator": "operator",
        }.items()
    }
    contact: Contact = request.getfixturevalue("contact")
    client_of: ClientOf = request.getfixturevalue("client_of")
    cast["assistant"] = people.enrol("13800000021", "助理小张")
    cast["moderator"] = people.enrol("13800000022", "场控小陈")
    clerk, host, buyer = cast["clerk"], cast["host"], cast["buyer"]
    sale = live.plan_sale(
        live.Plan(title="板栗专场", county_codes=["130827"], starts_at=now()), host=host, by=clerk
    )
    live.put_in_lineup(sale.pk, lot.pk, clerk)
    live.put_in_lineup(sale.pk, oil_lot.pk, clerk)
    live.add_helper(sale.pk, cast["assistant"], "assistant", clerk)
    live.add_helper(sale.pk, cast["moderator"], "moderator", clerk)
    live.change_state(sale.pk, "live", host)
    live.pin(sale.pk, lot.pk, host)
    order = order_of(buyer, oil_lot, 1, sale.pk)
    trade.give_contact(order.pk, contact, buyer)
    money.pay(order.pk, buyer, "cod")
    message = Message.objects.create(
        sale=sale, person=buyer, name=buyer.name, at=now(), text="好吃吗"
    )
    grant = clerk.grants.get()
    picture = goods.add_picture(lot.product_id, photograph(), alt="板栗")
    made = Stage(
        {
            "sale_id": sale.pk,
            "lot_id": lot.pk,
            "order_id": order.pk,
            "product_id": lot.product_id,
            "producer_id": lot.product.producer_id,
            "message_id": message.pk,
            "grant_id": grant.pk,
            "code": "130827",
            "measure_id": "orders",
            "form": "csv",
            "buyer_id": buyer.pk,
            "assistant_id": cast["assistant"].pk,
            "picture_id": picture.pk,
            "passkey_id": 1,
        },
        cast,
    )
    for room in ROOMS:
        made.ids |= room["rows"](made)
    made.sessions = {
        role: client_of(person).cookies["sessionid"].value for role, person in cast.items()
    }
    return made


Wanted = tuple[str, ...]
"""What an address is made of besides words: `sale_id`, `lot_id` …"""


def addresses(
    resolver: URLResolver, prefix: str = "", above: Wanted = ()
) -> Iterator[tuple[str, Wanted]]:
    """Yield every address of the pages by its full name; the back office is asked apart."""
    for pattern in resolver.url_patterns:
        wanted = (*above, *pattern.pattern.converters)
        if isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}", wanted
        elif pattern.app_name != "admin":
            spaced = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from addresses(pattern, spaced, wanted)


def address(stage: Stage, name: str, wanted: Wanted) -> str:
    return reverse(name, kwargs={key: stage.ids[key] for key in wanted})


REFUSED = {401, 403, 404, 405, 409}


Address = tuple[str, Wanted]


def asked(stage: Stage, at: Address, method: str, role: str, status: int) -> int:
    """Return what is answered; who will be refused asks as a script, for a line, not for a page."""
    name, wanted = at
    target = address(stage, name, wanted)
    headers = {"accept": "application/json"} if status in REFUSED else {}
    client = Client(raise_request_exception=False, headers=headers)
    if role in stage.sessions:
        client.cookies["sessionid"] = stage.sessions[role]
    forms = FORMS | {key: sent for room in ROOMS for key, sent in room["FORMS"].items()}
    form = {key: text.format(**stage.ids) for key, text in forms.get(name, {}).items()}
    with transaction.atomic():
        response = client.post(target, form) if method == "POST" else client.get(target)
        list(response)
        transaction.set_rollback(True)
    kept = response.headers["Cache-Control"]
    if "public" in kept:
        assert name.startswith("opendata:"), f"{name}: caches on the way may keep it"
        assert not response.cookies, f"{name}: a cache would give everybody this cookie"
    else:
        assert "private" in kept or "no-store" in kept, f"{name}: caches on the way may keep it"
    return int(response.status_code)


def expected() -> dict[tuple[str, str], list[int]]:
    said = "\n".join([TABLE, *(room["TABLE"] for room in ROOMS)])
    lines = [line.split() for line in said.splitlines() if line and not line.startswith("#")]
    return {(line[0], line[1]): [int(status) for status in line[2:]] for line in lines}


def test_no_address_is_missing_from_the_table_and_none_is_gone() -> None:
    named = {name for name, _wanted in addresses(get_resolver())}
    assert named == {name for name, _method in expected()}


@pytest.mark.timeout(600)  # eight thousand requests
def test_everybody_gets_what_the_table_says(stage: Stage) -> None:
    table, wrong = expected(), []
    for name, wanted in addresses(get_resolver()):
        for method in ("GET", "POST"):
            if (name, method) not in table:
                none = HTTPStatus.METHOD_NOT_ALLOWED
                if asked(stage, (name, wanted), method, "operator", none) != none:
                    wrong.append(f"{name} takes {method}, which the table does not know")
                continue
            for role, status in zip(ROLES, table[name, method], strict=True):
                found = asked(stage, (name, wanted), method, role, status)
                if found != status:
                    wrong.append(f"{method} {name}: {role} gets {found}, not {status}")
    assert not wrong, "\n".join(wrong)


def test_what_can_be_looked_at_can_be_asked_for_its_head(stage: Stage) -> None:
    table, wrong = expected(), []
    for name, wanted in addresses(get_resolver()):
        client = Client(raise_request_exception=False)
        client.cookies["sessionid"] = stage.sessions["operator"]
        allowed = client.put(address(stage, name, wanted)).headers.get("Allow", "GET, HEAD, POST")
        known = {method for method in ("GET", "POST") if (name, method) in table}
        if set(allowed.split(", ")) != known | ({"HEAD"} if "GET" in known else set()):
            wrong.append(f"{name} takes {allowed}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.timeout(400)
def test_a_host_without_a_grant_and_their_helpers_get_what_a_stranger_gets(stage: Stage) -> None:
    host = Person.objects.get(name="主播小宽")
    host.grants.update(ended_at=now())
    wrong = []
    for (name, method), statuses in expected().items():
        if not name.startswith("live:"):
            continue
        wanted = dict(addresses(get_resolver()))[name]
        for role in ("host", "assistant", "moderator"):
            status = statuses[ROLES.index("stranger")]
            if name == "live:sales" and role != "host":
                status = HTTPStatus.OK  # the list of sales they help in, without a way to act
            found = asked(stage, (name, wanted), method, role, status)
            if found != status:
                wrong.append(f"{method} {name}: {role} gets {found}, not {status}")
    assert not wrong, "\n".join(wrong)


def test_the_back_office_is_for_operators_and_clerks_within_their_place(stage: Stage) -> None:
    wrong = []
    for target in office_pages():
        for role in ROLES:
            client = Client(raise_request_exception=False)
            if role in stage.sessions:
                client.cookies["sessionid"] = stage.sessions[role]
            response = client.get(target)
            if response.status_code not in OFFICE.get(role, {404}):
                wrong.append(f"{target}: {role} gets {response.status_code}")
            shown = response.content.decode()
            told = [word for word in ("王大娘", "宽城板栗") if word in shown]
            if told and role not in {"operator", "clerk"}:
                wrong.append(f"{target} tells {role} of {told}")
    assert not wrong, "\n".join(wrong)


OFFICE = {
    "operator": {200, 403},
    "clerk": {200, 403},
    "clerk elsewhere": {200, 403},
    "anonymous": {302},
}


def office_pages() -> list[str]:
    """Return every page of the back office whose address needs no id."""
    index = reverse("office:index")
    pages = [index]
    for model in office._registry:
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        pages += [reverse(f"office:{name}_changelist"), reverse(f"office:{name}_add")]
    return pages


def photograph() -> bytes:
    stored = io.BytesIO()
    Image.new("RGB", (64, 64), "brown").save(stored, "JPEG")
    return stored.getvalue()
