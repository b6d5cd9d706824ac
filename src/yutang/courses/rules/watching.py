"""How much of a video was watched: stretches really played, each second once, skips not at all.

A player tells from which to which second it played. No more of that is believed than the clock
allows since it last told something, at most at double speed.
"""

from collections.abc import Sequence

Stretch = tuple[int, int]

ENOUGH_PERCENT = 90
"""Of the video's seconds; credits at the end need not be watched."""
SPEED_MOST = 2
SLACK_S = 3
"""What a slow line may add between two tellings."""
TOLD_EVERY_S = 10


def believed(begin_s: int, end_s: int, elapsed_s: float, video_s: int) -> Stretch | None:
    """Return the part of what a player told that can be true; None when nothing can.

    `elapsed_s`: seconds since it last told, by our clock.
    """
    begin = max(begin_s, 0)
    most = begin + int(max(elapsed_s, 0) * SPEED_MOST) + SLACK_S
    end = min(end_s, video_s, most)
    return (begin, end) if end > begin else None


def joined(stretches: Sequence[Stretch], new: Stretch) -> list[Stretch]:
    """Return the stretches with a new one: in order, apart from each other, no second twice."""
    found: list[Stretch] = []
    for begin, end in sorted([*stretches, new]):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((begin, end))
    return found


def seconds(stretches: Sequence[Stretch]) -> int:
    """Return how many seconds the stretches are together."""
    return sum(end - begin for begin, end in stretches)


def is_enough(watched_s: int, video_s: int) -> bool:
    """Tell whether a video counts as watched."""
    return watched_s * 100 >= video_s * ENOUGH_PERCENT
