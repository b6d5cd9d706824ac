"""Addresses of the live room's pages.

`orders`, `tickets`, `state`, `events`, `chat`, `likes`, `broadcast` and the recording's files under
/live/{sale}/ are the gate's.
"""

from django.urls import URLPattern, URLResolver, include, path

from yutang.live.pages import console, lineup, plan, public, rehearsal, room, terms

Urls = list[URLPattern | URLResolver]

_CONSOLE: Urls = [
    path("", console.console, name="console"),
    path("lineup/", console.lineup, name="console-lineup"),
    path("chat/", console.chat, name="console-chat"),
    path("caps/", console.caps, name="console-caps"),
    path("pass/", console.camera_pass, name="camera-pass"),
    path("state/", console.change_state, name="change-state"),
    path("pin/", console.pin, name="pin"),
    path("unpin/", console.unpin, name="unpin"),
    path("lots/<int:lot_id>/open/", console.open_lot, name="lot-open"),
    path("lots/<int:lot_id>/close/", console.close_lot, name="lot-close"),
    path("lots/<int:lot_id>/add/", console.add_units, name="lot-add"),
    path("messages/<int:message_id>/hide/", console.hide, name="hide"),
    path("mutes/", console.mute, name="mute"),
    path("mutes/lift/", console.unmute, name="unmute"),
]
_ROOM: Urls = [
    path("", room.room, name="room"),
    path("lineup/", room.lineup, name="lineup"),
    path("rehearsal/", rehearsal.rehearsal, name="rehearsal"),
    path("host/", include(_CONSOLE)),
]
_LOT: Urls = [
    path("", terms.lot, name="plan-lot"),
    path("coupons/", terms.coupons, name="coupons"),
    path("coupons/add/", terms.add_coupons, name="coupons-add"),
    path("coupons/end/", terms.end_coupons, name="coupons-end"),
]
_SALE: Urls = [
    path("edit/", plan.edit, name="sale-edit"),
    path("helpers/", plan.add_helper, name="helper-add"),
    path("helpers/remove/", plan.remove_helper, name="helper-remove"),
    path("lineup/", lineup.lineup, name="plan-lineup"),
    path("lineup/add/", lineup.add_lot, name="plan-add"),
    path("lineup/move/", lineup.move, name="plan-move"),
    path("lineup/remove/", lineup.remove, name="plan-remove"),
    path("caps/", lineup.set_caps, name="plan-caps"),
    path("lots/<int:lot_id>/", include(_LOT)),
]

app_name = "live"
urlpatterns: Urls = [
    path("live/<int:sale_id>/", include(_ROOM)),
    path("places/<str:code>/sales/", public.of_place, name="of-place"),
    path("sales/", plan.sales, name="sales"),
    path("sales/new/", plan.new, name="sale-new"),
    path("sales/counties/", plan.counties, name="counties"),
    path("sales/<int:sale_id>/", include(_SALE)),
]
