"""Addresses of the live room's pages.

`orders`, `tickets`, `state`, `events`, `chat`, `likes`, `broadcast` and the recording's files under
/live/{sale}/ are the gate's.
"""

from django.urls import URLPattern, URLResolver, include, path

from yutang.live import host_pages, lineup_pages, pages, plan_pages, rehearsal_pages, terms_pages

Urls = list[URLPattern | URLResolver]

_CONSOLE: Urls = [
    path("", host_pages.console, name="console"),
    path("lineup/", host_pages.lineup, name="console-lineup"),
    path("chat/", host_pages.chat, name="console-chat"),
    path("caps/", host_pages.caps, name="console-caps"),
    path("pass/", host_pages.camera_pass, name="camera-pass"),
    path("state/", host_pages.change_state, name="change-state"),
    path("pin/", host_pages.pin, name="pin"),
    path("unpin/", host_pages.unpin, name="unpin"),
    path("lots/<int:lot_id>/open/", host_pages.open_lot, name="lot-open"),
    path("lots/<int:lot_id>/close/", host_pages.close_lot, name="lot-close"),
    path("lots/<int:lot_id>/add/", host_pages.add_units, name="lot-add"),
    path("messages/<int:message_id>/hide/", host_pages.hide, name="hide"),
    path("mutes/", host_pages.mute, name="mute"),
    path("mutes/lift/", host_pages.unmute, name="unmute"),
]
_ROOM: Urls = [
    path("", pages.room, name="room"),
    path("lineup/", pages.lineup, name="lineup"),
    path("rehearsal/", rehearsal_pages.rehearsal, name="rehearsal"),
    path("host/", include(_CONSOLE)),
]
_LOT: Urls = [
    path("", terms_pages.lot, name="plan-lot"),
    path("coupons/", terms_pages.coupons, name="coupons"),
    path("coupons/add/", terms_pages.add_coupons, name="coupons-add"),
    path("coupons/end/", terms_pages.end_coupons, name="coupons-end"),
]
_SALE: Urls = [
    path("edit/", plan_pages.edit, name="sale-edit"),
    path("helpers/", plan_pages.add_helper, name="helper-add"),
    path("helpers/remove/", plan_pages.remove_helper, name="helper-remove"),
    path("lineup/", lineup_pages.lineup, name="plan-lineup"),
    path("lineup/add/", lineup_pages.add_lot, name="plan-add"),
    path("lineup/move/", lineup_pages.move, name="plan-move"),
    path("lineup/remove/", lineup_pages.remove, name="plan-remove"),
    path("caps/", lineup_pages.set_caps, name="plan-caps"),
    path("lots/<int:lot_id>/", include(_LOT)),
]

app_name = "live"
urlpatterns: Urls = [
    path("live/<int:sale_id>/", include(_ROOM)),
    path("sales/", plan_pages.sales, name="sales"),
    path("sales/new/", plan_pages.new, name="sale-new"),
    path("sales/counties/", plan_pages.counties, name="counties"),
    path("sales/<int:sale_id>/", include(_SALE)),
]
