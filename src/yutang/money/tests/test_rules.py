import pytest

from yutang.money import rules


def test_the_test_cashier_is_for_demo_accounts_and_development_only() -> None:
    assert rules.methods(buyer_is_demo=False, development=False) == ("cod",)
    assert rules.methods(buyer_is_demo=True, development=False) == ("cod", "test")
    assert rules.methods(buyer_is_demo=False, development=True) == ("cod", "test")


def test_what_is_configured_is_offered_and_demo_accounts_see_no_real_cashier() -> None:
    ways = ("alipay", "wechat", "bank")
    offered = rules.methods(buyer_is_demo=False, development=False, configured=ways)
    assert offered == ("wechat", "alipay", "cod", "bank")
    assert rules.methods(buyer_is_demo=True, development=False, configured=ways) == ("cod", "test")


@pytest.mark.parametrize(
    ("state", "after", "back_fen"),
    [
        ("paid", "refunded", 500),
        ("due", "void", 0),
        ("refunded", "refunded", 0),
        ("void", "void", 0),
    ],
)
def test_what_was_paid_goes_back_in_full_and_what_was_due_is_void(
    state: str, after: str, back_fen: int
) -> None:
    assert rules.after_cancel(state, 500) == (after, back_fen)


@pytest.mark.parametrize(
    ("method", "state", "order", "may"),
    [
        ("cod", "due", "shipped", True),
        ("cod", "due", "received", True),
        ("cod", "due", "confirmed", False),
        ("cod", "paid", "received", False),
        ("test", "paid", "shipped", False),
    ],
)
def test_cash_is_taken_at_the_door_only(method: str, state: str, order: str, may: bool) -> None:  # noqa: FBT001
    assert rules.may_collect(method, state, order) is may
