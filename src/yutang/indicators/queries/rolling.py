"""Counts by village and period, summed up the tree of places."""

from collections.abc import Iterable, Sequence
from typing import Any

from yutang.indicators.queries.slicing import Spot
from yutang.indicators.rules.periods import Period


class Rolled:
    """Counts by village and period, and what they come to at other levels of the tree."""

    def __init__(self, counts: Any, layer: Sequence[Period]) -> None:
        self.counts = counts
        self.layer = layer
        self._levels: dict[tuple[int, str, str], dict[Spot, Any]] = {}

    def pairs(self) -> Iterable[tuple[str, int]]:
        """Return places with their period's number; rows without a place lie nowhere."""
        places, cuts = self.counts["place"].to_pylist(), self.counts["cut"].to_pylist()
        return ((place, cut) for place, cut in zip(places, cuts, strict=True) if place)

    def at(self, digits: int, column: str, how: str) -> dict[Spot, Any]:
        """Return a column's sums (or largest) by place of so many digits."""
        key = (digits, column, how)
        if key not in self._levels:
            done = self._by(digits, column).group_by(["place", "cut"]).aggregate([("value", how)])
            columns = (done[name].to_pylist() for name in ("place", "cut", f"value_{how}"))
            self._levels[key] = {
                (place, self.layer[cut]): value for place, cut, value in zip(*columns, strict=True)
            }
        return self._levels[key]

    def _by(self, digits: int, column: str) -> Any:
        import pyarrow as pa  # noqa: PLC0415 - heavy: pages that count nothing start without it
        import pyarrow.compute as pc  # noqa: PLC0415

        places = self.counts["place"].cast(pa.string())
        shortened = pc.utf8_slice_codeunits(places, 0, digits) if digits else [""] * len(places)
        columns = {"place": shortened, "cut": self.counts["cut"], "value": self.counts[column]}
        return pa.table(columns).filter(pc.greater_equal(pc.utf8_length(places), digits))
