"""Daily bills (对账单) as Alipay and WeChat Pay write them. Pure.

Alipay: a ZIP of CSV files in GB18030 with remarks behind ``#``; the one named 业务明细 has the
lines, refunds negative. WeChat: a CSV packed with gzip, each value behind a grave accent, its sums
last. Columns are found by their headings, since both providers add some from time to time.
"""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from yutang.kernel.money import fen_from_yuan
from yutang.money.providers.protocol import BillLine, ProviderError

BYTES_MAX = 50_000_000
_UNPACKED_MAX = 400_000_000
_GZIP = 16 + zlib.MAX_WBITS


def alipay(packed: bytes) -> list[BillLine]:
    """Return the lines of Alipay's bill.

    Raises:
        ProviderError: it is not in their format, or too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as opened:
            text = _details(opened)
    except (zipfile.BadZipFile, UnicodeDecodeError, zlib.error) as error:
        raise ProviderError(f"no bill of Alipay: {error!r}") from error
    rows = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return [_alipay_line(row) for row in _rows(rows, "支付宝交易号")]


def wechat(text: str) -> list[BillLine]:
    """Return the lines of WeChat's bill, which ends where its sums begin.

    Raises:
        ProviderError: it is not in their format.
    """
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("总交易单数"):
            break
        lines.append(line.replace("`", ""))
    return [_wechat_line(row) for row in _rows(lines, "交易时间")]


def unpacked(packed: bytes) -> bytes:
    """Return what gzip packed.

    Raises:
        ProviderError: it is none, or too large.
    """
    machine = zlib.decompressobj(_GZIP)
    try:
        text = machine.decompress(packed, _UNPACKED_MAX)
    except zlib.error as error:
        raise ProviderError(f"no gzip: {error!r}") from error
    if not machine.eof:
        raise ProviderError("the bill is too large, or cut off")
    return text


def _details(opened: zipfile.ZipFile) -> str:
    for each in opened.infolist():
        # Old tools write Chinese names without saying so: what zipfile reads as cp437 is GB18030.
        name = each.filename
        if not each.flag_bits & 0x800:
            name = name.encode("cp437", "replace").decode("gb18030", "replace")
        if "汇总" in name:
            continue
        if each.file_size > _UNPACKED_MAX:
            raise ProviderError("the bill is too large")
        return opened.read(each).decode("gb18030")
    raise ProviderError("a bill of Alipay without its lines")


def _rows(lines: Iterable[str], first: str) -> Iterator[dict[str, str]]:
    found = csv.reader(lines)
    headings = [each.strip() for each in next(found, [])]
    if not headings or headings[0].lstrip("\ufeff") != first:
        raise ProviderError("a bill without its headings")
    headings[0] = first
    for row in found:
        if len(row) >= len(headings) - 1:
            yield {name: value.strip() for name, value in zip(headings, row, strict=False)}


def _alipay_line(row: dict[str, str]) -> BillLine:
    kind, amount = _value(row, "业务类型"), _fen(_value(row, "订单金额（元）"))
    refund = kind == "退款" or amount < 0
    number = _value(row, "退款批次号/请求号") if refund else ""
    return BillLine(_value(row, "商户订单号"), _value(row, "支付宝交易号"), abs(amount), number)


def _wechat_line(row: dict[str, str]) -> BillLine:
    if _value(row, "交易状态") in {"REFUND", "REVOKED"}:
        return BillLine(
            _value(row, "商户订单号"),
            _value(row, "微信订单号"),
            _fen(_value(row, "申请退款金额", "退款金额")),
            _value(row, "商户退款单号"),
        )
    return BillLine(
        _value(row, "商户订单号"),
        _value(row, "微信订单号"),
        _fen(_value(row, "订单金额", "应结订单金额", "总金额")),
    )


def _value(row: dict[str, str], *names: str) -> str:
    for name in names:
        if name in row:
            return row[name]
    raise ProviderError(f"a bill without the column {names[0]}")


def _fen(text: str) -> int:
    try:
        return fen_from_yuan(text or "0")
    except ValueError as error:
        raise ProviderError(f"no amount in a bill: {text!r}") from error
