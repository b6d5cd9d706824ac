import pytest
from django.test import Client
from tests.cast import ClientOf
from tests.show import SayAs

from yutang.kernel.passes import Keyring
from yutang.live import actions, queries
from yutang.live.models import Message, Mute, Sale
from yutang.people.access import Person
from yutang.plumbing.config import Config
from yutang.trade.models import Lot

QUIETLY = {"Accept": "application/json"}


@pytest.fixture
def phone(client_of: ClientOf, host: Person) -> Client:
    """The host's own browser."""
    return client_of(host)


def test_the_host_goes_live_pauses_goes_on_and_ends(phone: Client, sale: Sale) -> None:
    for state in ("live", "paused", "live", "ended", "replay"):
        answer = phone.post(f"/live/{sale.pk}/host/state/", {"to": state}, headers=QUIETLY)
        assert answer.status_code == 200, answer.content
        sale.refresh_from_db()
        assert sale.state == state


def test_without_scripts_the_same_forms_lead_back_to_the_console(phone: Client, sale: Sale) -> None:
    answer = phone.post(f"/live/{sale.pk}/host/state/", {"to": "live"})
    assert (answer.status_code, answer["Location"]) == (302, f"/live/{sale.pk}/host/")


def test_a_refusal_is_said_quietly_as_json_and_loudly_as_a_message(
    phone: Client, empty_sale: Sale
) -> None:
    path = f"/live/{empty_sale.pk}/host/state/"
    quiet = phone.post(path, {"to": "live"}, headers=QUIETLY)
    assert quiet.status_code == 409
    assert quiet.json()["code"] == "not_ready"
    loud = phone.post(path, {"to": "live"}, follow=True)
    assert "还不能开播" in loud.content.decode()


def test_one_tap_shows_a_lot_and_another_takes_it_down(
    phone: Client, live_sale: Sale, lot: Lot
) -> None:
    phone.post(f"/live/{live_sale.pk}/host/pin/", {"lot": lot.pk}, headers=QUIETLY)
    assert queries.pinned_lot(live_sale) == lot.pk
    phone.post(f"/live/{live_sale.pk}/host/unpin/", headers=QUIETLY)
    assert queries.pinned_lot(live_sale) is None


def test_units_are_added_and_lots_closed_and_opened(
    phone: Client, live_sale: Sale, lot: Lot
) -> None:
    base = f"/live/{live_sale.pk}/host/lots/{lot.pk}"
    phone.post(f"{base}/add/", {"units": "30"}, headers=QUIETLY)
    phone.post(f"{base}/close/", headers=QUIETLY)
    lot.refresh_from_db()
    assert (lot.stocked, lot.state) == (40, "closed")
    phone.post(f"{base}/open/", headers=QUIETLY)
    lot.refresh_from_db()
    assert lot.state == "open"


@pytest.mark.parametrize("units", ["", "-5", "1.5", "many", "0"])
def test_units_that_are_none_change_nothing(
    phone: Client, live_sale: Sale, lot: Lot, units: str
) -> None:
    answer = phone.post(
        f"/live/{live_sale.pk}/host/lots/{lot.pk}/add/", {"units": units}, headers=QUIETLY
    )
    assert 400 <= answer.status_code < 500
    lot.refresh_from_db()
    assert lot.stocked == 10


def test_a_moderator_hides_a_line_and_mutes_its_writer_but_does_not_touch_the_goods(
    client_of: ClientOf, live_sale: Sale, stranger: Person, buyer: Person, say_as: SayAs
) -> None:
    actions.add_helper(live_sale.pk, stranger, "moderator", live_sale.host)
    line = say_as(buyer, live_sale, "吵")
    desk = client_of(stranger)
    base = f"/live/{live_sale.pk}/host"
    desk.post(f"{base}/messages/{line.pk}/hide/", {"reason": "骂人"}, headers=QUIETLY)
    desk.post(f"{base}/mutes/", {"person": buyer.pk, "reason": "骂人"}, headers=QUIETLY)
    assert Message.objects.get(pk=line.pk).hidden_by == stranger
    assert Mute.objects.get().person == buyer
    assert desk.post(f"{base}/pin/", {"lot": 1}, headers=QUIETLY).status_code == 404
    html = desk.get(f"{base}/").content.decode()
    assert 'id="tab-chat"' in html
    assert "pin-button" not in html
    desk.post(f"{base}/mutes/lift/", {"person": buyer.pk}, headers=QUIETLY)
    assert Mute.objects.get().lifted_at is not None


def test_an_assistant_runs_the_goods_and_sees_no_chat_desk(
    client_of: ClientOf, live_sale: Sale, stranger: Person, lot: Lot
) -> None:
    actions.add_helper(live_sale.pk, stranger, "assistant", live_sale.host)
    desk = client_of(stranger)
    html = desk.get(f"/live/{live_sale.pk}/host/").content.decode()
    assert "pin-button" in html
    assert 'id="tab-chat"' not in html
    assert 'class="dock"' not in html
    assert desk.get(f"/live/{live_sale.pk}/host/chat/").status_code == 404


def test_a_pass_of_the_camera_is_for_this_sale_only(phone: Client, live_sale: Sale) -> None:
    answer = phone.post(f"/live/{live_sale.pk}/host/pass/", headers=QUIETLY)
    keys = Keyring(Config.load().secrets().pass_keys)
    claim = keys.check(answer.json()["pass"], "broadcast", 0)
    assert claim.sale == live_sale.pk
    assert "no-store" in answer["Cache-Control"]


def test_a_sale_that_is_over_gives_no_pass(phone: Client, live_sale: Sale) -> None:
    actions.end_sale(live_sale.pk, live_sale.host, keep_selling=False)
    assert phone.post(f"/live/{live_sale.pk}/host/pass/").status_code == 404


def test_the_end_says_what_it_will_do(phone: Client, live_sale: Sale) -> None:
    html = phone.get(f"/live/{live_sale.pk}/host/").content.decode()
    assert "要结束这场直播吗？" in html
    assert "在售的 2 样货品都会下架。" in html
    assert "回放里继续卖" in html


def test_a_foreign_form_without_the_token_is_refused(host: Person, live_sale: Sale) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(host, backend="yutang.people.sessions.Door")
    assert strict.post(f"/live/{live_sale.pk}/host/state/", {"to": "ended"}).status_code == 403
