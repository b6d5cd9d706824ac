"""Which versions' files stay, and which go."""

from datetime import datetime, timedelta
from typing import Final, NamedTuple

from django.db import connection, transaction
from django.db.models import Max

from yutang.facts import kinds, roots, store
from yutang.facts.actions import alone
from yutang.facts.errors import NoManifest
from yutang.facts.models import Change, Manifest, Part, Pin
from yutang.plumbing.config import Config

KEPT: Final = timedelta(days=7)
"""So long anybody may go on reading a version that is not the present one."""
UNNAMED_KEPT: Final = timedelta(hours=6)
"""A file that no version names may be one that is being published."""
_LOCK: Final = 0x9E_FAC7_5B


def pin(number: int, why: str, root: roots.Root | None = None) -> None:
    """Keep a version's files for good; `why` names what needs them, and takes it back.

    Raises:
        NoManifest: no such version, or its files are gone.
    """
    chosen = root or roots.read()
    with transaction.atomic():
        _one_after_the_other()
        if not Manifest.objects.filter(root=chosen, number=number).exists():
            raise NoManifest(number=number)
        Pin.objects.get_or_create(root=chosen, number=number, why=why)


def unpin(number: int, why: str, root: roots.Root | None = None) -> None:
    """Let a version go that was kept for this; another may still need it."""
    Pin.objects.filter(root=root or roots.read(), number=number, why=why).delete()


class Swept(NamedTuple):
    """How many versions and files went."""

    versions: int
    files: int


def sweep(at: datetime) -> Swept:
    """Take away versions older than a week that nobody pinned, and files that no version names.

    Raises:
        Publishing: somebody is publishing now.
    """
    versions = files = 0
    # A publisher might put a file there that is about to go.
    with alone.alone():
        for root in roots.ROOTS:
            with transaction.atomic():
                _one_after_the_other()
                versions += _forget_versions(root, at - KEPT)
            files += _remove_unnamed(root, at - UNNAMED_KEPT)
    return Swept(versions, files)


def _remove_unnamed(root: roots.Root, before: datetime) -> int:
    there = store.of_config()
    named = set(Part.objects.filter(root=root).values_list("path", flat=True))
    going = [
        each.path
        for each in there.files(root)
        if each.changed_at < before and each.path not in named
    ]
    for path in going:
        there.remove(path)
    return len(going)


def _one_after_the_other() -> None:
    """Pinning and forgetting versions wait for each other, until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])


def _forget_versions(root: str, before: datetime) -> int:
    """Delete versions that ended before this moment and are not pinned, and parts of none."""
    latest = Manifest.objects.filter(root=root).aggregate(number=Max("number"))["number"]
    if latest is None:
        return 0
    old = Manifest.objects.filter(root=root, published_at__lt=before)
    # A version ended when the next one came.
    ended = old.aggregate(number=Max("number"))["number"] or 0
    pinned = Pin.objects.filter(root=root).values("number")
    gone = Manifest.objects.filter(root=root, number__lt=min(ended, latest))
    count, _each = gone.exclude(number__in=pinned).delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from facts_part p where p.root = %s and p.until is not null and not exists ("
            " select from facts_manifest m where m.root = p.root"
            " and m.number >= p.since and m.number < p.until)",
            [root],
        )
    return count


def become_demo(config: Config | None = None) -> bool:
    """Say that all of this installation is a demo; what was published as real is published anew.

    Return whether it was not one before.
    """
    mark = (config or Config.load()).demo_mark
    if mark.exists():
        return False
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()
    Change.objects.bulk_create(Change(kind=each.name) for each in kinds.every())
    return True
