"""What any provider can be asked, in plain words: fen, our numbers, moments. Pure.

A provider (支付渠道) shows a cashier to the buyer, tells us when money came, answers when asked,
and sends money back. What it says is `Told` or `RefundTold` whatever its own format is; nothing of
it is believed before its signature was verified.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple, Protocol

State = Literal["paid", "waiting", "closed", "unknown"]
"""Of an attempt, as its provider sees it; `unknown`: it never saw the buyer there."""
Kind = Literal["code", "phone", "page"]


class ProviderError(Exception):
    """Nothing is known about what was asked: ask again later. The text goes to the log only."""


class Refused(ProviderError):  # noqa: N818 - what happened
    """The provider said no, and its word is certain; `code` is its own."""

    def __init__(self, code: str, said: str = "") -> None:
        super().__init__(f"{code} {said}".strip())
        self.code = code
        self.said = said


class BadSignature(ProviderError):  # noqa: N818 - what came
    """What came is not signed by the provider, or not in its format."""


@dataclass(frozen=True)
class Wanted:
    """What the buyer is asked to pay."""

    out_trade_no: str
    amount_fen: int
    subject: str
    until: datetime
    """After this moment the provider takes no money for it."""
    kind: Kind
    return_url: str
    buyer_address: str
    """The network address of the buyer, for providers that ask for it."""


@dataclass(frozen=True)
class Told:
    """What a provider says about one attempt."""

    out_trade_no: str
    state: State
    amount_fen: int = 0
    transaction_no: str = ""
    at: datetime | None = None
    """When it was paid, by the provider's clock."""
    is_ours: bool = True
    """It names our application and our merchant."""


@dataclass(frozen=True)
class RefundTold:
    """What a provider says about a refund; `waiting`: accepted, not arrived."""

    state: Literal["done", "waiting", "failed", "unknown"]
    said: str = ""


class BillLine(NamedTuple):
    """One line of a day's bill: a payment, or a refund of one (`refund_number` ours)."""

    out_trade_no: str
    transaction_no: str
    amount_fen: int
    refund_number: str = ""


class Provider(Protocol):
    """One way to pay from afar, configured. Each call may raise `ProviderError`."""

    def open(self, wanted: Wanted) -> str:
        """Return what the buyer opens or scans; asked again for the same number, the same."""
        ...

    def heard(self, headers: Mapping[str, str], body: bytes) -> Told | None:
        """Return what a notification says; None when it is about something else.

        Raises:
            BadSignature: it is not the provider's.
        """
        ...

    def answer(self, *, taken: bool) -> tuple[int, str, str]:
        """Return what the provider expects to hear: status, content type, body."""
        ...

    def ask(self, out_trade_no: str) -> Told:
        """Return how the attempt stands."""
        ...

    def close(self, out_trade_no: str) -> None:
        """Take no money for it any more; closed already, and never opened, are fine.

        Raises:
            Refused: it is paid.
        """
        ...

    def refund(
        self, out_trade_no: str, number: str, amount_fen: int, total_fen: int, reason: str
    ) -> RefundTold:
        """Send money back; `number` asked again is the same refund.

        Raises:
            Refused: it will not.
        """
        ...

    def ask_refund(self, out_trade_no: str, number: str) -> RefundTold:
        """Return how the refund stands."""
        ...

    def bill(self, day: date) -> list[BillLine]:
        """Return the day's bill (a day of China); empty when nothing happened."""
        ...
