"""Addresses of the reports room, under /reports/; `all` stands for the whole country."""

from django.urls import path

from yutang.reports.pages import cards, deciding, rows, sheet

app_name = "reports"
_CARD = "reports/<str:card_place>/<int:card_year>/"
urlpatterns = [
    path("reports/", cards.cards, name="cards"),
    path("reports/check/", sheet.check, name="check"),
    path("reports/check.html", sheet.check_file, name="check-file"),
    path("reports/verify_signed.py", sheet.script, name="script"),
    path("reports/corrected.jws", sheet.corrected, name="corrected"),
    path(_CARD, cards.card, name="card"),
    path(_CARD + "sheet/", sheet.sheet, name="sheet"),
    path(_CARD + "values.json", sheet.values, name="values"),
    path(_CARD + "hand-in/", deciding.hand_in, name="hand-in"),
    path(_CARD + "decide/", deciding.decide, name="decide"),
    path(_CARD + "correct/", deciding.correct, name="correct"),
    path(_CARD + "declare/", deciding.declare, name="declare"),
    path(_CARD + "<str:card_indicator>.csv", rows.rows_csv, name="rows-csv"),
    path(_CARD + "<str:card_indicator>/", rows.rows, name="rows"),
]
