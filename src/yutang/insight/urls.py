from django.urls import path, register_converter

from yutang.insight import pages, screen, shop


class FileForm:
    """`csv` or `xlsx`."""

    regex = "csv|xlsx"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FileForm, "form")

app_name = "insight"
_results = "live/<int:sale_id>/results/"
urlpatterns = [
    path(_results, pages.results, name="results"),
    path(f"{_results}data/", pages.results_data, name="results-data"),
    path(f"{_results}summary.<form:form>", pages.summary_file, name="summary-file"),
    path(f"{_results}rows/<slug:measure_id>/", pages.opened_rows, name="rows"),
    path(f"{_results}rows/<slug:measure_id>.<form:form>", pages.rows_file, name="rows-file"),
    path("live/<int:sale_id>/screen/", screen.screen, name="screen"),
    path("live/<int:sale_id>/screen/data/", screen.screen_data, name="screen-data"),
    path("producers/<int:producer_id>/kind/", shop.kind, name="kind"),
    path("producers/<int:producer_id>/kind/<slug:part>/", shop.kind_rows, name="kind-rows"),
]
