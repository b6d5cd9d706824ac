"""Addresses of the live room's pages.

`orders`, `state`, `events`, `chat`, `likes` and `broadcast` under /live/{sale}/ are the gate's.
"""

from django.urls import URLPattern, path

from yutang.live import host_pages, pages, plan_pages, rehearsal_pages, terms_pages

app_name = "live"
urlpatterns: list[URLPattern] = [
    path("live/<int:sale_id>/", pages.room, name="room"),
    path("live/<int:sale_id>/lineup/", pages.lineup, name="lineup"),
    path("live/<int:sale_id>/rehearsal/", rehearsal_pages.rehearsal, name="rehearsal"),
    path("live/<int:sale_id>/host/", host_pages.console, name="console"),
    path("live/<int:sale_id>/host/lineup/", host_pages.lineup, name="console-lineup"),
    path("live/<int:sale_id>/host/chat/", host_pages.chat, name="console-chat"),
    path("live/<int:sale_id>/host/pass/", host_pages.camera_pass, name="camera-pass"),
    path("live/<int:sale_id>/host/state/", host_pages.change_state, name="change-state"),
    path("live/<int:sale_id>/host/pin/", host_pages.pin, name="pin"),
    path("live/<int:sale_id>/host/unpin/", host_pages.unpin, name="unpin"),
    path("live/<int:sale_id>/host/lots/<int:lot_id>/open/", host_pages.open_lot, name="lot-open"),
    path(
        "live/<int:sale_id>/host/lots/<int:lot_id>/close/", host_pages.close_lot, name="lot-close"
    ),
    path("live/<int:sale_id>/host/lots/<int:lot_id>/add/", host_pages.add_units, name="lot-add"),
    path("live/<int:sale_id>/host/messages/<int:message_id>/hide/", host_pages.hide, name="hide"),
    path("live/<int:sale_id>/host/mutes/", host_pages.mute, name="mute"),
    path("live/<int:sale_id>/host/mutes/lift/", host_pages.unmute, name="unmute"),
    path("live/<int:sale_id>/host/caps/", terms_pages.caps, name="console-caps"),
    path("sales/", plan_pages.sales, name="sales"),
    path("sales/new/", plan_pages.new, name="sale-new"),
    path("sales/counties/", plan_pages.counties, name="counties"),
    path("sales/<int:sale_id>/edit/", plan_pages.edit, name="sale-edit"),
    path("sales/<int:sale_id>/lineup/", plan_pages.lineup, name="plan-lineup"),
    path("sales/<int:sale_id>/lineup/add/", plan_pages.add_lot, name="plan-add"),
    path("sales/<int:sale_id>/lineup/move/", plan_pages.move, name="plan-move"),
    path("sales/<int:sale_id>/lineup/remove/", plan_pages.remove, name="plan-remove"),
    path("sales/<int:sale_id>/caps/", terms_pages.set_caps, name="plan-caps"),
    path("sales/<int:sale_id>/lots/<int:lot_id>/", terms_pages.lot, name="plan-lot"),
    path("sales/<int:sale_id>/lots/<int:lot_id>/coupons/", terms_pages.coupons, name="coupons"),
    path(
        "sales/<int:sale_id>/lots/<int:lot_id>/coupons/add/",
        terms_pages.add_coupons,
        name="coupons-add",
    ),
    path(
        "sales/<int:sale_id>/lots/<int:lot_id>/coupons/end/",
        terms_pages.end_coupons,
        name="coupons-end",
    ),
    path("sales/<int:sale_id>/helpers/", plan_pages.add_helper, name="helper-add"),
    path("sales/<int:sale_id>/helpers/remove/", plan_pages.remove_helper, name="helper-remove"),
]
