"""The rule of the kind shop (善良), pure: six parts of what a shop promises, weights, the mark.

A shop is a producer who sells. Each part is a share: of so many rows of evidence, so many kept what
was promised. The mark is the weighted mean of the parts of which there is enough evidence, from 0
to 100; with too little in all there is none, rather than a good or a bad one by chance.

A rule that changes is a version more, with the day from which it counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction


class Part(StrEnum):
    """What of a shop's evidence is looked at."""

    PARCELS = "parcels"
    ANSWERS = "answers"
    REFUNDS = "refunds"
    CERTIFICATES = "certificates"
    ORIGINS = "origins"
    SHARES = "shares"


class Level(StrEnum):
    """What a mark means; `EARLY`: there is none yet."""

    EARLY = "early"
    OPEN = "open"
    NEAR = "near"
    KIND = "kind"


_GROW = frozenset({Part.PARCELS, Part.ORIGINS, Part.SHARES})
"""Parts whose rows come by selling."""


@dataclass(frozen=True)
class Weight:
    """How much a part counts, and of how many rows it needs to count at all."""

    part: Part
    points: int
    rows_least: int


@dataclass(frozen=True)
class Version:
    """One version of the rule. Marks in points of a hundred, shares in percent.

    A shop is kind from `kind_from` on if no part that counts lies below `part_least_percent`. It
    has a mark when its parcels count, and parts of `points_least` together.
    """

    number: int
    valid_from: date
    window_days: int
    paid_within_days: int
    weights: tuple[Weight, ...]
    points_least: int
    kind_from: int
    near_from: int
    part_least_percent: int


VERSIONS = (
    Version(
        number=1,
        valid_from=date(2019, 1, 1),
        window_days=365,
        paid_within_days=30,
        weights=(
            Weight(Part.PARCELS, 25, 10),
            Weight(Part.ANSWERS, 20, 1),
            Weight(Part.REFUNDS, 15, 1),
            Weight(Part.CERTIFICATES, 15, 1),
            Weight(Part.ORIGINS, 15, 1),
            Weight(Part.SHARES, 10, 5),
        ),
        points_least=40,
        kind_from=90,
        near_from=80,
        part_least_percent=75,
    ),
)


@dataclass(frozen=True)
class Count:
    """Of `of` rows of evidence, `kept` kept what was promised."""

    kept: int
    of: int

    def __post_init__(self) -> None:
        assert 0 <= self.kept <= self.of


@dataclass(frozen=True)
class Judged:
    """A part of a shop's mark.

    `rows_missing`: so many rows more until it counts. `tenths`: its share in tenths of a percent,
    cut, None without rows. `keep_more`: so many rows more, all kept, and it no longer lies below
    what a kind shop needs of it. `gain`: what the mark would be higher by, in tenths of a point,
    had all of its rows been kept.
    """

    weight: Weight
    count: Count
    rows_missing: int
    tenths: int | None
    keep_more: int
    gain: int

    @property
    def part(self) -> Part:
        return self.weight.part

    @property
    def counts(self) -> bool:
        return not self.rows_missing

    @property
    def broken(self) -> int:
        return self.count.of - self.count.kept


@dataclass(frozen=True)
class Mark:
    """What a shop has earned: `tenths` of a point of a hundred, cut; None when it is too early."""

    version: Version
    level: Level
    tenths: int | None
    parts: tuple[Judged, ...]

    @property
    def points_counted(self) -> int:
        """Return what the parts that count weigh together: by it the sum is divided."""
        return sum(each.weight.points for each in self.parts if each.counts)

    @property
    def ways(self) -> tuple[Judged, ...]:
        """Return the parts that could raise the mark, the greatest gain first."""
        gains = [each for each in self.parts if each.gain]
        return tuple(sorted(gains, key=lambda each: -each.gain))

    @property
    def growing(self) -> tuple[Judged, ...]:
        """Return, of a shop without a mark, the parts that need more rows to count.

        Nobody is told to wait for claims.
        """
        if self.tenths is not None:
            return ()
        return tuple(each for each in self.parts if each.rows_missing and each.part in _GROW)


def version_on(day: date) -> Version:
    """Return the version that counts on a day."""
    begun = [each for each in VERSIONS if each.valid_from <= day]
    return begun[-1] if begun else VERSIONS[0]


def mark(version: Version, counts: Mapping[Part, Count]) -> Mark:
    """Return what the evidence earns; a part that is not there has no rows."""
    shares = {
        weight.part: _share(counts.get(weight.part, Count(0, 0)), weight)
        for weight in version.weights
    }
    parts = tuple(
        _judged(version, weight, counts.get(weight.part, Count(0, 0)), shares)
        for weight in version.weights
    )
    points = sum(each.weight.points for each in parts if each.counts)
    if shares[Part.PARCELS] is None or points < version.points_least:
        return Mark(version, Level.EARLY, None, tuple(_without_gain(each) for each in parts))
    earned = _mean(version, shares)
    return Mark(version, _level(version, earned, parts), int(earned * 1000), parts)


Shares = Mapping[Part, Fraction | None]
"""The share of each part that was kept; None where it does not count."""


def _share(count: Count, weight: Weight) -> Fraction | None:
    return Fraction(count.kept, count.of) if count.of >= weight.rows_least else None


def _mean(version: Version, shares: Shares) -> Fraction:
    """Return the weighted mean of the parts that count, from 0 to 1."""
    counted = [
        (weight.points, share)
        for weight in version.weights
        if (share := shares[weight.part]) is not None
    ]
    return sum(points * share for points, share in counted) / Fraction(
        sum(points for points, _share in counted)
    )


def _level(version: Version, earned: Fraction, parts: tuple[Judged, ...]) -> Level:
    if earned * 100 < version.near_from:
        return Level.OPEN
    if earned * 100 < version.kind_from or any(each.keep_more for each in parts):
        return Level.NEAR
    return Level.KIND


def _judged(version: Version, weight: Weight, count: Count, shares: Shares) -> Judged:
    share = shares[weight.part]
    gain = 0
    if share is not None and share < 1:
        better = {**shares, weight.part: Fraction(1)}
        gain = int(_mean(version, better) * 1000) - int(_mean(version, shares) * 1000)
    return Judged(
        weight=weight,
        count=count,
        rows_missing=max(0, weight.rows_least - count.of),
        tenths=count.kept * 1000 // count.of if count.of else None,
        keep_more=0 if share is None else _keep_more(count, version.part_least_percent),
        gain=gain,
    )


def _keep_more(count: Count, least_percent: int) -> int:
    """Return the least n with (kept + n) ÷ (of + n) ≥ the percent."""
    lacking = least_percent * count.of - 100 * count.kept
    return max(0, -(-lacking // (100 - least_percent)))


def _without_gain(part: Judged) -> Judged:
    return Judged(part.weight, part.count, part.rows_missing, part.tenths, part.keep_more, 0)
