"""Addresses of the customs room, under /customs/."""

from django.urls import path

from yutang.customs import pages

app_name = "customs"
urlpatterns = [
    path("customs/", pages.lists, name="lists"),
    path("customs/list.csv", pages.list_file, {"form": "csv"}, name="list-csv"),
    path("customs/list.xlsx", pages.list_file, {"form": "xlsx"}, name="list-xlsx"),
    path("customs/settings/<str:code>/", pages.settings, name="settings"),
    path("customs/rates/", pages.rates, name="rates"),
    path("customs/rates/file/", pages.take_rates, name="rates-file"),
    path("customs/goods/<int:product_id>/", pages.declaration, name="declaration"),
    path("customs/goods/<int:product_id>/remove/", pages.withdraw, name="withdraw"),
    path("customs/currency/", pages.choose_currency, name="currency"),
]
