"""The demo's host: goes live, shows one good after the other at a human pace, brings more units.

What is pinned is what the moving picture shows at that moment, as a real host would.
"""

import random
import time
from dataclasses import dataclass
from pathlib import Path

import httpx
import structlog

from yutang.cli.demo import player, samples
from yutang.kernel.errors import Refusal
from yutang.plumbing.config import Config

SHOW_S = (24.0, 44.0)
SEEN_LATER_S = 5.0
"""About how long after the camera a viewer sees the picture."""
RESTOCK_AFTER_S = 600.0
RESTOCK_PART = 0.5
"""A lot sold out for so long gets this part of its first units again, for a demo of hours."""

log = structlog.get_logger()


@dataclass
class Show:
    """The demo's sale as its host sees it."""

    sale: int
    lots: dict[str, int]
    units: dict[int, int]
    folder: Path
    http: httpx.Client

    def on_screen(self, room: dict[str, object]) -> int | None:
        """Return the lot that viewers see in the picture now, or None without a picture."""
        from yutang.cli.demo.stream import shown_at

        video = room.get("video")
        if not isinstance(video, dict) or video.get("state") != "on":
            return None
        at_s = time.time() - float(video["since"]) - SEEN_LATER_S
        return self.lots[shown_at(self.folder, max(at_s, 0.0))]

    def sold_out_long_ago(self, room: dict[str, object]) -> list[int]:
        lots = room.get("lots")
        assert isinstance(lots, list)
        return [
            lot["lot"]
            for lot in lots
            if lot["sold_out_at"] and time.time() - lot["sold_out_at"] > RESTOCK_AFTER_S
        ]


def main() -> None:
    sale, speed = player.begin("demo-host")
    show = _show(sale)
    chance = random.Random(20190110)  # noqa: S311 - pace, not secrecy
    turn = 0
    _go_live(show)
    while True:
        time.sleep(2.0)
        try:
            room = show.http.get(f"/live/{sale}/state").raise_for_status().json()
            _turn(show, room, turn)
        except Refusal as refusal:
            # A visitor signed in as the host may have paused or ended it, or changed the lineup.
            log.info("demo_host_waits", why=refusal.code)
        except httpx.HTTPError as error:
            log.info("demo_host_waits", why=type(error).__name__)
            continue
        turn += 1
        time.sleep(chance.uniform(*SHOW_S) / speed)


def _show(sale: int) -> Show:
    from yutang.live import queries

    folder = samples.folder()
    goods = samples.read(folder)["goods"]
    pairs = list(zip(goods, queries.lineup_lots(sale), strict=False))
    return Show(
        sale=sale,
        lots={good["key"]: lot for good, lot in pairs},
        units={lot: good["lot"]["demo_units"] for good, lot in pairs},
        folder=folder,
        http=httpx.Client(base_url=f"http://127.0.0.1:{Config.load().port}", timeout=10),
    )


def _go_live(show: Show) -> None:
    from yutang.live import actions

    actions.change_state(show.sale, "live", samples.host())


def _turn(show: Show, room: dict[str, object], turn: int) -> None:
    from yutang.live import actions

    host = samples.host()
    in_order = list(show.lots.values())[turn % len(show.lots)]
    actions.pin(show.sale, show.on_screen(room) or in_order, host)
    for lot in show.sold_out_long_ago(room):
        actions.add_units(show.sale, lot, max(int(show.units[lot] * RESTOCK_PART), 1), host)


if __name__ == "__main__":
    main()
