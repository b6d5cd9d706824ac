"""The demo's plots at home: one alive and looked at, one overdue, two that overlap, one to confirm.

The helper notes, the second clerk confirms and looks; the visitor, who signs in as the first clerk,
finds a planting, a wage sheet and calls to decide about. Outlines, trees and work are invented.
"""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from yutang.cli.demo.programmes import HOME, home_town
from yutang.cli.demo.villages.sample import County

if TYPE_CHECKING:
    from yutang.cli.demo.programmes import Staff
    from yutang.ecology.access import Plot
    from yutang.programmes.queries import ProgrammeView

_KEYS = UUID("019ab000-0000-7000-8000-00000ec01096")
_HERE = (114.70, 41.16)
"""Where the sample's home county lies, for who has no map of it: longitude, latitude."""
_PLOTS = (
    ("北坡（演示）", 0.0, 0.0, Decimal(120)),
    ("河滩（演示）", 0.012, 0.004, Decimal(120)),
    ("河滩西（演示）", 0.0135, 0.004, Decimal(150)),
)
"""Name, degrees east and north of the village, and the area that is stated."""
_PLANTED = (
    (0, 100, "樟子松", 420, (18, 15, 17, 19)),
    (1, 80, "沙棘", 400, ()),
    (1, 30, "山杏", 40, ()),
)
"""Plot, mu, species, days ago, and trees alive of 20 in each square of the check."""
_TREES_A_MU, _A_SQUARE = 74, 20
_WORKERS, _DAYS, _DAY_FEN = 12, 4, 120_00
_CALLED = ("answered",) * 7 + ("never", "unreached", "wrong")


def paint(counties: Sequence[County], staff: "Staff") -> int:
    """Paint what is missing; returns how many rows were written."""
    from yutang.ecology import queries
    from yutang.programmes import queries as programmes

    home = next(county for county in counties if county.code == HOME)
    green = [each for each in programmes.running_at(HOME) if each.direction == "ecology"]
    if not green or queries.listed(green[0].id).exists():
        return 0
    villages = [each.code for each in home.villages if each.code.startswith(home_town())]
    plots = [_plot(green[0], villages[0], number, staff) for number in range(len(_PLOTS))]
    return len(plots) + _plantings(plots, staff) + _work(plots[0], staff)


def _plot(programme: "ProgrammeView", village: str, number: int, staff: "Staff") -> "Plot":
    from yutang.atlas import queries as atlas
    from yutang.ecology import actions
    from yutang.ecology.rules import read_corners

    known = atlas.point(village)
    east, north = (known.longitude, known.latitude) if known else _HERE
    name, aside, up, mu = _PLOTS[number]
    corners = [(0.0, 0.0), (0.0021, -0.0002), (0.0036, 0.0005), (0.0034, 0.0029), (0.0004, 0.0026)]
    text = "\n".join(f"{east + aside + x:.6f},{north + up + y:.6f}" for x, y in corners)
    facts = actions.PlotFacts(programme.id, name, village, mu, is_demo=True)
    return actions.register(facts, read_corners(text), "walked", staff.helper, key=_key(name))


def _plantings(plots: "list[Plot]", staff: "Staff") -> int:
    from yutang.ecology import actions
    from yutang.ecology.actions.planting import Planted
    from yutang.kernel.clock import today

    for number, (at, mu, species, days, squares) in enumerate(_PLANTED):
        on = today() - timedelta(days=days)
        said = Planted(on, species, Decimal(mu), mu * _TREES_A_MU)
        key = _key("planting", number)
        noted = actions.plant(plots[at].pk, said, None, staff.helper, key=key)
        actions.confirm(noted.pk, staff.second)
        if squares:
            counted = [(alive, _A_SQUARE - alive) for alive in squares]
            looked = on + timedelta(days=370)
            actions.look(noted.pk, looked, counted, None, staff.second, key=_key("look", number))
    said = Planted(today() - timedelta(days=1), "柠条", Decimal(60), None)
    actions.plant(plots[2].pk, said, None, staff.helper, key=_key("planting", "to confirm"))
    return len(_PLANTED) + 1


def _work(plot: "Plot", staff: "Staff") -> int:
    """Work days of those who agreed: the first on an agreed sheet, the last on one that waits."""
    from yutang.ecology import actions
    from yutang.kernel.clock import today
    from yutang.roster import access as roster
    from yutang.roster import queries

    there = roster.members(staff.second).filter(place_code__startswith=HOME, is_demo=True)
    ids = sorted(queries.with_consent(list(there.values_list("pk", flat=True)), "ecology"))
    adults = [each for each, seen in queries.views(ids).items() if not seen.is_child][:_WORKERS]
    if not adults:
        return 0
    first = today() - timedelta(days=_DAYS)
    for back in range(_DAYS):
        actions.note_work(plot.pk, first + timedelta(days=back), adults[back:], staff.helper)
    middle = first + timedelta(days=1)
    paid = actions.make_sheet(plot.programme_id, first, middle, _DAY_FEN, staff.second)
    actions.agree(paid.pk, staff.first)
    actions.make_sheet(plot.programme_id, middle, today(), _DAY_FEN, staff.second)
    return len(adults) + _calls(plot, adults, staff)


def _calls(plot: "Plot", workers: list[int], staff: "Staff") -> int:
    """Some of who worked were called; two wait for the visitor."""
    from yutang.spotchecks import actions
    from yutang.spotchecks.actions import About
    from yutang.spotchecks.rules import YES_NO, Asked

    about = About(
        "ecology.plot", str(plot.pk), f"{plot.name} 出工核实（演示）", plot.place_code, is_demo=True
    )
    questions = (
        Asked("worked", "您在这块地上干过活吗？", "Did you work on this plot?", YES_NO),
        Asked("paid", "工钱收到了吗？", "Did you get your wage?", YES_NO),
    )
    sample = actions.draw(about, workers, len(workers), questions, staff.second)
    for position, result in enumerate(_CALLED[: len(workers)], start=1):
        said = {"worked": "yes", "paid": "no" if position == 3 else "yes"}  # noqa: PLR2004 - one of them
        key = _key("call", position)
        actions.note(sample.pk, position, result, said, staff.second, key=key)
    return 1


def _key(*words: object) -> UUID:
    return uuid5(_KEYS, ":".join(map(str, words)))
