"""Sources are read from their last page to their first, and the sync point moves with the rows.

Each page is one transaction: its months, and where to go on. A crash between two pages goes on
with the next one, in the same window; only when the first page is done is the window over.
"""

from collections import Counter
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from yutang.kernel.clock import now
from yutang.shops.actions import tallying
from yutang.shops.actions.merging import Whence, merge
from yutang.shops.models import Origin, ShopImport, SyncPoint
from yutang.shops.rules.merging import Outcome
from yutang.shops.sources import Source, Window

OVERLAP: Final = timedelta(days=2)
"""How far a window reaches back behind the last one."""


def pull(source: Source, at: datetime | None = None) -> Counter[Outcome]:
    """Read what was modified at a source since the last time; return what became of it.

    Raises whatever the source does; what was read until then stays, and the next call goes on.
    """
    done: Counter[Outcome] = Counter()
    _begin(source, at or now())
    while (page := _next_page(source)) is not None:
        done += page
    return done


def _begin(source: Source, at: datetime) -> None:
    """Open a window, unless one is still open from a reading that was broken off."""
    with transaction.atomic():
        tallying.alone()
        point, _made = SyncPoint.objects.get_or_create(source=source.name)
        if point.window_until is not None:
            return
        point.window_until = at
        point.window_from = point.read_until - OVERLAP if point.read_until else None
        point.next_page = source.pages(Window(point.window_from, at))
        _move(point)


def _next_page(source: Source) -> Counter[Outcome] | None:
    """Bring in the next page and move the sync point, together; None when the window is over."""
    with transaction.atomic():
        tallying.alone()
        point = SyncPoint.objects.get(source=source.name)
        if point.window_until is None:
            return None
        if not point.next_page:
            point.read_until = point.window_until
            point.window_from, point.window_until, point.next_page = None, None, None
            _move(point)
            return None
        window = Window(point.window_from, point.window_until)
        said = source.page(window, point.next_page).said
        at = now()
        brought = ShopImport.objects.create(
            kind=ShopImport.Kind.MONTHS, source=source.name, rows=len(said), at=at
        )
        done = merge(said, Whence(Origin.FOLDER, at, brought))
        brought.added, brought.changed = done["added"], done["changed"]
        brought.same = done["same"] + done["older"]
        brought.save()
        point.next_page -= 1
        _move(point)
        return done


def _move(point: SyncPoint) -> None:
    point.moved_at = now()
    point.save()
