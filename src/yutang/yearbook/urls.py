"""Addresses of the yearbook room."""

from django.urls import path

from yutang.yearbook import pages

app_name = "yearbook"
_facts = "places/<str:code>/facts/"
urlpatterns = [
    path("facts/kinds/", pages.definitions, name="kinds"),
    path("facts/<int:fact_id>/withdraw/", pages.withdraw, name="withdraw"),
    path("facts/<int:fact_id>/choose/", pages.choose, name="choose"),
    path("facts/evidence/<int:fact_report_id>/", pages.evidence, name="evidence"),
    path(_facts, pages.facts, name="facts"),
    path(f"{_facts}new/", pages.tell, name="tell"),
    path(f"{_facts}import/", pages.import_facts, name="import"),
    path(f"{_facts}table.csv", pages.facts_file, {"form": "csv"}, name="facts-csv"),
    path(f"{_facts}table.xlsx", pages.facts_file, {"form": "xlsx"}, name="facts-xlsx"),
    path(f"{_facts}long.xlsx", pages.template, {"shape": "long"}, name="template-long"),
    path(f"{_facts}wide.xlsx", pages.template, {"shape": "wide"}, name="template-wide"),
    path(f"{_facts}<slug:fact_kind>/<int:fact_year>/", pages.one, name="fact"),
]
