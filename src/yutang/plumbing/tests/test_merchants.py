from pathlib import Path

import pytest

from yutang.plumbing.merchants import Merchants
from yutang.plumbing.outgoing import Away, ask, is_safe


@pytest.fixture
def alipay(tmp_path: Path) -> dict[str, str]:
    for name in ("key", "public"):
        (tmp_path / name).write_text("PEM")
    return {
        "YUTANG_ALIPAY_APP_ID": "2021",
        "YUTANG_ALIPAY_KEY": str(tmp_path / "key"),
        "YUTANG_ALIPAY_PUBLIC_KEY": str(tmp_path / "public"),
    }


def test_nothing_is_offered_that_is_not_configured(alipay: dict[str, str]) -> None:
    assert Merchants.load({}) == Merchants()
    found = Merchants.load(alipay)
    assert found.alipay is not None
    assert (found.alipay.app_id, found.wechat, found.bank) == ("2021", None, None)
    assert found.alipay.gateway.startswith("https://")


def test_half_a_configuration_stops_the_start_and_says_what_is_missing(
    alipay: dict[str, str],
) -> None:
    for name in alipay:
        with pytest.raises(SystemExit, match=name):
            Merchants.load(alipay | {name: ""})
    with pytest.raises(SystemExit, match="YUTANG_ALIPAY_KEY"):
        Merchants.load(alipay | {"YUTANG_ALIPAY_KEY": "/nowhere.pem"})
    with pytest.raises(SystemExit, match="https"):
        Merchants.load(alipay | {"YUTANG_ALIPAY_GATEWAY": "http://elsewhere.example"})
    with pytest.raises(SystemExit, match="YUTANG_WECHAT_KEY"):
        Merchants.load({"YUTANG_WECHAT_APP_ID": "wx", "YUTANG_WECHAT_MERCHANT_ID": "19"})
    bank = {f"YUTANG_BANK_{name}": "x" for name in ("HOLDER", "NAME", "NUMBER")}
    with pytest.raises(SystemExit, match="hours"):
        Merchants.load(bank | {"YUTANG_BANK_HOLD_H": "0"})


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://pay.example", True),
        ("http://127.0.0.1:9/x", True),
        ("http://[::1]/", True),
        ("http://pay.example", False),
        ("https://", False),
        ("file:///etc/passwd", False),
        ("http://[", False),
    ],
)
def test_what_goes_outside_goes_sealed_or_stays_on_this_machine(url: str, safe: bool) -> None:  # noqa: FBT001
    assert is_safe(url) is safe
    if not safe:
        with pytest.raises(Away):
            ask("GET", url)
