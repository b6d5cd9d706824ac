"""Addresses of the roster room, under /roster/."""

from django.urls import path

from yutang.roster.pages import counting, doubling, importing, members, own

app_name = "roster"
urlpatterns = [
    path("roster/", members.members, name="members"),
    path("roster/new/", members.new_member, name="member-new"),
    path("roster/me/", own.own, name="own"),
    path("roster/me/show/", own.show, name="own-show"),
    path("roster/me/consent/", own.agree, name="own-consent"),
    path("roster/me/withdraw/", own.withdraw, name="own-withdraw"),
    path("roster/counts/", counting.counts, name="counts"),
    path("roster/doubles/", doubling.doubles, name="doubles"),
    path("roster/doubles/new/", doubling.propose, name="double-new"),
    path("roster/doubles/<int:double_id>/", doubling.decide, name="double"),
    path("roster/imports/", importing.imports, name="imports"),
    path("roster/imports/new/", importing.import_persons, name="import-new"),
    path("roster/template/", importing.template, name="template"),
    path("roster/<int:member_id>/", members.member, name="member"),
    path("roster/<int:member_id>/edit/", members.edit_member, name="member-edit"),
    path("roster/<int:member_id>/open/", members.open_field, name="open-field"),
    path("roster/<int:member_id>/consent/", members.agree, name="consent"),
    path("roster/<int:member_id>/withdraw/", members.withdraw, name="withdraw"),
]
