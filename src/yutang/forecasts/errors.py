"""Refusals of the forecasts room."""

from yutang.kernel.errors import Refusal


class NotPlanned(Refusal):
    """Only a sale that is still to come is rehearsed."""

    code = "not_planned"
    status = 409
    zh = "只有还没开播的直播才能预演。"
    en = "Only a sale that is still to come can be rehearsed."


class NoLots(Refusal):
    """A sale without goods."""

    code = "no_lots_to_rehearse"
    status = 422
    zh = "这场直播还没有货品。先把货品排进直播，再来预演。"
    en = "This sale has no goods yet. Put goods in its lineup first."
