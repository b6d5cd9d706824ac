"""A folder of tables of months: whatever a platform's export tool or an office puts there.

Each file is in the form of the template of months. A file lies in the window in which it came to
the folder (its change time, which copying cannot set back): so a table of long ago that comes late
is read too. Which of two values of a month counts is said by the rows' own moments of
modification; a row without one has its file's day. Files are never changed or taken away.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from yutang.kernel.clock import wall
from yutang.kernel.errors import Refusal
from yutang.plumbing.sheets.problems import Problem
from yutang.plumbing.sheets.trial import Outcome
from yutang.shops.queries.deciding import MonthsDecided, decide_months
from yutang.shops.rules.merging import Said
from yutang.shops.sources import Window

ROWS_A_PAGE: Final = 500
_ENDINGS: Final = {".csv", ".xlsx"}


@dataclass
class Folder:
    """The folder `path`, for the shops of one place; its name in sync points is its place's."""

    path: Path
    place_code: str
    rows_a_page: int = ROWS_A_PAGE
    problems: list[Problem] = field(default_factory=list)
    _read: list[tuple[datetime, Said]] | None = None

    @property
    def name(self) -> str:
        return f"folder:{self.place_code}"

    @property
    def within(self) -> Sequence[str]:
        return (self.place_code,)

    def pages(self, window: Window) -> int:
        return -(-len(self._rows(window)) // self.rows_a_page)

    def page(self, window: Window, number: int) -> MonthsDecided:
        rows = self._rows(window)
        first = (number - 1) * self.rows_a_page
        return MonthsDecided(Outcome(), rows[first : first + self.rows_a_page])

    def _rows(self, window: Window) -> list[Said]:
        """Return the window's months by when they came; of a month said twice the latest counts."""
        if self._read is None:
            self._read = list(self._all())
        latest: dict[tuple[int, date], tuple[datetime, Said]] = {}
        for came, said in self._read:
            if (window.since is None or came >= window.since) and came < window.until:
                had = latest.get((said.listing_id, said.month))
                if had is None or said.modified_at >= had[1].modified_at:
                    latest[said.listing_id, said.month] = (came, said)
        return [said for _came, said in sorted(latest.values())]

    def _all(self) -> Iterator[tuple[datetime, Said]]:
        for path in sorted(self.path.iterdir()):
            if path.suffix.lower() in _ENDINGS and path.is_file():
                came = datetime.fromtimestamp(path.stat().st_ctime, UTC)
                for said in self._file(path):
                    yield came, said

    def _file(self, path: Path) -> list[Said]:
        written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        try:
            decided = decide_months(path.read_bytes(), self.within, wall(written).date())
        except Refusal as why:
            self.problems.append(Problem("A1", "", "", why, sheet=path.name))
            return []
        self.problems += decided.outcome.problems
        return decided.said
