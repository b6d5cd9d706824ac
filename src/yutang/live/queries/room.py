"""Reads of one sale beside its lineup: chat, viewers, helpers, readiness, the recording."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Count, Q

from yutang.live import access, rules
from yutang.live.models import HelperRole, LineupItem, Message, Mute, Pin, Sale, SaleState, Viewing
from yutang.live.queries.lineups import LineupRow
from yutang.live.video.timeline import Timeline
from yutang.people.access import Person
from yutang.plumbing.config import Config
from yutang.trade.queries import LotView

_CHAT_SHOWN = 40
_MANAGED_MAX = 200


@dataclass(frozen=True, slots=True)
class Mark:
    """Where the replay jumps to for one explanation of a lot."""

    lot: LotView
    offset_s: float

    @property
    def clock(self) -> str:
        return rules.clock_text(self.offset_s)


def marks(sale: Sale, rows: Sequence[LineupRow]) -> list[Mark]:
    """Return where the recording shows each good, in the order they were shown."""
    timeline = Timeline.load(recording_folder(sale.pk))
    views = {row.lot.id: row.lot for row in rows}
    pins = Pin.objects.filter(sale=sale).order_by("at").values_list("lot_id", "at")
    spans = rules.replay_marks([(lot, timeline.offset_at(at)) for lot, at in pins])
    return [Mark(views[span.lot], span.offset_s) for span in spans if span.lot in views]


def recording_folder(sale_id: int) -> Path:
    """Return where the sale's recording lies."""
    return Config.load().media / "live" / str(sale_id)


def replay_url(sale: Sale) -> str:
    """Return the address of the recording's playlist; empty until the replay is opened."""
    recorded = (recording_folder(sale.pk) / "replay.m3u8").exists()
    if sale.state != SaleState.REPLAY or not recorded:
        return ""
    return f"/media/live/{sale.pk}/replay.m3u8"


def last_messages(sale: Sale, limit: int = _CHAT_SHOWN) -> list[Message]:
    """Return the last lines of chat that are not hidden, oldest first."""
    shown = Message.objects.filter(sale=sale, hidden_at=None).order_by("-id")[:limit]
    return list(reversed(shown))


def messages_with_hidden(sale: Sale, limit: int = _MANAGED_MAX) -> list[Message]:
    """Return the last lines with the hidden ones, newest first, for whoever moderates."""
    return list(
        Message.objects.filter(sale=sale).select_related("hidden_by").order_by("-id")[:limit]
    )


def mutes(sale: Sale) -> list[Mute]:
    """Return who is muted now."""
    return list(Mute.objects.filter(sale=sale, lifted_at=None).select_related("person", "by"))


def viewers(sale: Sale) -> int:
    """Return the distinct viewers (accounts or devices) that have ever entered."""
    return Viewing.objects.filter(sale=sale).count()


def helpers(sale: Sale) -> dict[str, list[Person]]:
    """Return the helpers of the sale by their role."""
    found: dict[str, list[Person]] = {role.value: [] for role in HelperRole}
    for helper in sale.helpers.select_related("person").order_by("id"):
        found[helper.role].append(helper.person)
    return found


def readiness(sale: Sale) -> rules.Readiness:
    """Return what the checks before going live look at."""
    rows = LineupItem.objects.filter(sale=sale).aggregate(
        lineup=Count("id"),
        open_lots=Count("id", filter=Q(lot__state="open")),
        ready=Count("id", filter=Q(lot__state="open", lot__available__gt=0)),
    )
    return rules.Readiness(
        lineup=rows["lineup"],
        open_lots=rows["open_lots"],
        units=rows["ready"],
        host_may_sign_in=sale.host.is_active,
        host_may_run=access.host_may_run(sale),
    )
