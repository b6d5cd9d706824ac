"""What a crowd's process is told, as JSON: whom to play, where, how fast."""

from pathlib import Path
from typing import Literal

import msgspec

from yutang.cli.rehearsal.plan import Attempt, Curve, FaultKind, Good, Habits, Settings, attempts
from yutang.cli.rehearsal.yardstick import Replay
from yutang.cli.rehearsal.yardstick import attempts as replayed


class Spec(msgspec.Struct, kw_only=True):
    """`speed` 0: as fast as answers come. `passes`: a file with a buyer's pass a line.

    Exactly one of `settings` and `replay` says what is played; `entries` instead plays viewers.
    """

    kind: Literal["orders", "entries"] = "orders"
    sale: int
    seed: int
    address: tuple[str, int]
    connections: int
    speed: float
    database: str
    passes: str
    out: str
    part: int = 0
    parts: int = 1
    goods: list[Good] = []
    coupons: dict[int, list[str]] = {}
    """Codes of a lot that is sold to coupons only, by the good's place."""
    settings: Settings | None = None
    replay: Replay | None = None
    entries: int = 0
    seconds: float = 0.0
    """How long viewers keep coming, at speed 1."""

    def attempts(self) -> list[tuple[int, Attempt]]:
        """Return this part's attempts with their numbers in the whole plan, earliest first."""
        whole = (
            attempts(self.settings, self.goods)
            if self.settings is not None
            else replayed(self.replay, self.seed)
            if self.replay is not None
            else []
        )
        numbered = enumerate(whole)
        if self.parts == 1:
            return list(numbered)
        return [pair for pair in numbered if pair[1].buyer % self.parts == self.part]

    def read_passes(self) -> list[str]:
        return Path(self.passes).read_text().split()

    @staticmethod
    def read(path: str) -> "Spec":
        return msgspec.json.decode(Path(path).read_bytes(), type=Spec)

    def write(self, path: Path) -> None:
        path.write_bytes(msgspec.json.encode(self))


__all__ = ["Curve", "FaultKind", "Habits", "Spec"]
