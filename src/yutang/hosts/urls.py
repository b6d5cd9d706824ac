"""Addresses of the hosts room."""

from django.urls import path

from yutang.hosts.pages import applying, months, paths, public

app_name = "hosts"
_path = "hosts/paths/<int:path_id>/"
urlpatterns = [
    path("hosts/", public.front, name="front"),
    path("hosts/rules/", public.rules, name="rules"),
    path("hosts/places/<str:code>/", public.place, name="place"),
    path("hosts/classes/<int:learned_in>/", public.cohort, name="cohort"),
    path("hosts/apply/", applying.apply, name="apply"),
    path("hosts/mine/", applying.mine, name="mine"),
    path("hosts/months/", months.mine, name="my-months"),
    path("hosts/paths/", paths.worklist, name="paths"),
    path(_path, paths.path, name="path"),
    path(f"{_path}step/", paths.step, name="step"),
    path(f"{_path}practice/", paths.practise, name="practice"),
    path(f"{_path}guardian/", paths.guardian, name="guardian"),
    path(f"{_path}paper/", paths.paper, name="paper"),
    path(f"{_path}months/", months.months, name="months"),
    path(f"{_path}months/<str:year_month>/", months.month, name="month"),
]
