"""What a provider has: trades and their refunds, whoever asks in whatever format."""

import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime


@dataclass
class Trade:
    """One attempt as its provider sees it. `state`: waiting, paid or closed."""

    number: str
    provider: str
    amount_fen: int
    notify_url: str
    state: str = "waiting"
    transaction_no: str = ""
    paid_at: datetime | None = None
    refunds: dict[str, int] = field(default_factory=dict)
    """Our refund number → fen."""

    def pay(self) -> bool:
        """The buyer pays; a closed one takes no money."""
        if self.state == "waiting":
            self.state, self.paid_at = "paid", datetime.now(UTC)
            self.transaction_no = f"42{self.number[-20:]}"
        return self.state == "paid"

    def refund(self, number: str, fen: int) -> bool:
        """Give back; the same number again is the same refund, too much is refused."""
        if number in self.refunds:
            return self.refunds[number] == fen
        if self.state != "paid" or sum(self.refunds.values()) + fen > self.amount_fen:
            return False
        self.refunds[number] = fen
        return True


class Trades(dict[str, Trade]):
    """All of them, by our number."""

    def __init__(self) -> None:
        super().__init__()
        self.lock = threading.RLock()

    def open(self, number: str, provider: str, amount_fen: int, notify_url: str) -> Trade | None:
        """Return the trade; None when it was opened for something else."""
        with self.lock:
            found = self.setdefault(number, Trade(number, provider, amount_fen, notify_url))
            return found if (found.provider, found.amount_fen) == (provider, amount_fen) else None
