"""Writes of the prices room: lists, names, markets, alerts."""

from yutang.prices.actions.alerting import count_alerts, dismiss_alert
from yutang.prices.actions.deciding import confirm, dismiss
from yutang.prices.actions.feeding import pull
from yutang.prices.actions.importing import bring_in
from yutang.prices.actions.markets import add_market, edit_market
from yutang.prices.actions.naming import (
    edit_good,
    map_all_new,
    map_name,
    merge,
    put_back,
    set_product_good,
)

__all__ = [
    "add_market",
    "bring_in",
    "confirm",
    "count_alerts",
    "dismiss",
    "dismiss_alert",
    "edit_good",
    "edit_market",
    "map_all_new",
    "map_name",
    "merge",
    "pull",
    "put_back",
    "set_product_good",
]
