"""Which versions of the facts are published, and which files each has."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from yutang.facts import kinds as known
from yutang.facts import roots
from yutang.facts.errors import NoManifest
from yutang.facts.kinds.shape import Kind, days_of
from yutang.facts.models import Change, Manifest, Part
from yutang.facts.rules import EMPTY_DIGEST


@dataclass(frozen=True)
class ManifestView:
    """One version of all facts of a root. Number 0: nothing was published yet.

    `through`: the moment to which its facts are whole; `digest` stands for all its files.
    """

    root: str
    number: int
    digest: str
    parts: int
    rows: int
    size: int
    through: datetime | None
    published_at: datetime | None


@dataclass(frozen=True)
class PartView:
    """One file: rows of a kind of a day, month or year."""

    kind: str
    part: str
    path: str
    sha256: str
    size: int
    rows: int
    shape: str


def kinds() -> tuple[Kind, ...]:
    """Return every kind of fact."""
    return known.every()


def kind(name: str) -> Kind:
    """Return the kind of this name.

    Raises:
        KeyError: there is none.
    """
    return known.by_name()[name]


def reads_demo() -> bool:
    """Tell whether this installation reads demo data, and has to say so on every page."""
    return roots.is_demo()


def current(root: roots.Root | None = None) -> ManifestView:
    """Return the present version of the root that this installation reads."""
    chosen = root or roots.read()
    found = Manifest.objects.filter(root=chosen).order_by("-number").first()
    if found is None:
        return ManifestView(chosen, 0, EMPTY_DIGEST, 0, 0, 0, None, None)
    return _view(found)


def manifest(number: int, root: roots.Root | None = None) -> ManifestView:
    """Return a version by its number.

    Raises:
        NoManifest: there is none of this number.
    """
    chosen = root or roots.read()
    found = Manifest.objects.filter(root=chosen, number=number).first()
    if found is None:
        raise NoManifest(number=number)
    return _view(found)


def parts(
    number: int,
    kind_name: str | None = None,
    since: date | None = None,
    until: date | None = None,
    root: roots.Root | None = None,
) -> list[PartView]:
    """Return the files of a version: of a kind, and which may hold days from `since` to `until`.

    `until` is the first day that is not asked for.
    """
    asked = of_version(root or roots.read(), number)
    if kind_name is not None:
        asked = asked.filter(kind=kind_name)
    found = [
        PartView(each.kind, each.part, each.path, each.sha256, each.size, each.rows, each.shape)
        for each in asked.order_by("kind", "part")
    ]
    return [each for each in found if _meets(each.part, since, until)]


def waiting() -> int:
    """Return how many changes wait to be published."""
    return Change.objects.count()


def of_version(root: str, number: int) -> QuerySet[Part]:
    """Return the rows of a version's files."""
    return Part.objects.filter(Q(until=None) | Q(until__gt=number), root=root, since__lte=number)


def _meets(part: str, since: date | None, until: date | None) -> bool:
    first, after = days_of(part)
    return (since is None or after > since) and (until is None or first < until)


def _view(row: Manifest) -> ManifestView:
    return ManifestView(
        row.root,
        row.number,
        row.digest,
        row.parts,
        row.rows,
        row.size,
        row.through,
        row.published_at,
    )
