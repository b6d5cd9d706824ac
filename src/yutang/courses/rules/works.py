"""What may be handed in, and how it is marked."""

from collections.abc import Mapping

TEXT_MOST = 4000
TEXT_LEAST = 10
PHOTOS_MOST = 6
WORDS_LEAST = 4
WORDS_MOST = 1000


def fits(points: Mapping[int, int], criteria: Mapping[int, int]) -> bool:
    """Tell whether every criterion (ids to most points) got points from 0 to its most."""
    return points.keys() == criteria.keys() and all(
        0 <= points[each] <= most for each, most in criteria.items()
    )


def is_passed(total: int, pass_points: int) -> bool:
    """Tell whether so many points pass an assignment."""
    return total >= pass_points
