"""Addresses of the opendata room, under /data/."""

from django.urls import path

from yutang.opendata import api, pages

app_name = "opendata"
urlpatterns = [
    path("data/", pages.catalogue, name="catalogue"),
    path("data/sets/<slug:data_set>/", pages.one, name="set"),
    path(
        "data/files/<slug:data_version>/<slug:data_set>.<slug:data_form>", pages.file, name="file"
    ),
    path("data/api/v1/", api.about, name="api"),
    path("data/api/v1/openapi.json", api.openapi, name="openapi"),
    path("data/api/v1/sets/", api.sets, name="api-sets"),
    path("data/api/v1/sets/<slug:data_set>/", api.one_set, name="api-set"),
    path("data/api/v1/sets/<slug:data_set>/rows/", api.rows, name="api-rows"),
    path("data/api/v1/indicators/", api.all_indicators, name="api-indicators"),
    path("data/api/v1/indicators/<str:data_name>/", api.one_indicator, name="api-indicator"),
]
