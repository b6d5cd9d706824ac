"""Addresses of the criteria room."""

from django.urls import path

from yutang.criteria.pages import catalogue, identifications, targets, verdicts

app_name = "criteria"
urlpatterns = [
    path("criteria/", catalogue.criteria, name="criteria"),
    path("criteria/<str:criterion_id>/", catalogue.criterion, name="criterion"),
    path("identifications/", identifications.identifications, name="identifications"),
    path("identifications/new/", identifications.new_identification, name="identification-new"),
    path(
        "identifications/<int:identification_id>/",
        identifications.identification,
        name="identification",
    ),
    path(
        "identifications/<int:identification_id>/file/",
        identifications.identification_file,
        name="identification-file",
    ),
    path(
        "identifications/<int:identification_id>/clusters/",
        identifications.clusters,
        name="clusters",
    ),
    path("places/<str:code>/verdicts/", verdicts.verdicts, name="verdicts"),
    path("places/<str:code>/verdicts/<int:identification_id>/", verdicts.verdict, name="verdict"),
    path(
        "places/<str:code>/verdicts/<int:identification_id>/rows/",
        verdicts.verdict_rows,
        name="verdict-rows",
    ),
    path("places/<str:code>/target/", targets.target, name="target"),
    path("places/<str:code>/target/new/", targets.new_target, name="target-new"),
]
