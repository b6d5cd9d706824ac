import pytest

from yutang.live.forms import CapsForm, CouponForm, LotForm, WaveRow
from yutang.trade.rules import coupons, stock


@pytest.mark.parametrize(
    ("uses", "good"), [(1, True), (coupons.USES_MAX, True), (coupons.USES_MAX + 1, False)]
)
def test_a_code_is_good_for_as_many_orders_as_the_rule_lets_it(uses: int, *, good: bool) -> None:
    assert CouponForm({"count": 1, "uses": uses}).is_valid() is good
    form = LotForm({"coupon_uses": uses})
    assert ("coupon_uses" not in form.errors) is good


@pytest.mark.parametrize(("more", "good"), [(0, True), (1, False)])
def test_a_cap_is_as_high_as_the_rule_lets_it(more: int, *, good: bool) -> None:
    fen = stock.CAP_MAX + more
    form = CapsForm({"orders": fen, "yuan": f"{fen // 100}.{fen % 100:02d}", "parcels_day": fen})
    form.is_valid()
    assert (not form.errors) is good


@pytest.mark.parametrize(
    ("minutes", "good"),
    [(0, False), (stock.HOLD_S_MIN // 60, True), (stock.HOLD_S_MAX // 60 + 1, False)],
)
def test_a_hold_lasts_as_long_as_the_rule_lets_it(minutes: int, *, good: bool) -> None:
    assert ("hold_minutes" not in LotForm({"hold_minutes": minutes}).errors) is good


def test_a_wave_comes_as_late_as_the_rule_lets_it() -> None:
    latest = stock.WAVE_AFTER_S_MAX // 60
    assert WaveRow(str(latest), "5").value() == (stock.WAVE_AFTER_S_MAX, 5)
    assert WaveRow(str(latest + 1), "5").value() is None
