"""Addresses of the indemnity room."""

from django.urls import path

from yutang.indemnity.pages import case, filing, ledger, working

app_name = "indemnity"
_case = "insurance/cases/<int:case_id>/"
urlpatterns = [
    path("insurance/cases/", filing.mine, name="mine"),
    path("insurance/cases/new/", filing.new, name="new"),
    path("insurance/cases/new/<int:member_id>/", filing.new, name="new-for"),
    path("insurance/cases/who/", filing.who, name="who"),
    path("insurance/cases/assess/", working.to_assess, name="to-assess"),
    path("insurance/cases/county/", working.look_over, name="look-over"),
    path("insurance/cases/sample/", working.sample, name="sample"),
    path(_case, case.case, name="case"),
    path(f"{_case}again/", filing.again, name="again"),
    path(f"{_case}give-up/", filing.give_up, name="give-up"),
    path(f"{_case}account/", filing.account, name="account"),
    path(f"{_case}open/", case.open_case, name="open"),
    path(f"{_case}papers/<int:paper_id>/", case.paper, name="paper"),
    path(f"{_case}assess/", case.assess, name="assess"),
    path(f"{_case}settle/", case.settle, name="settle"),
    path(f"{_case}more/", case.ask_more, name="ask-more"),
    path(f"{_case}approve/", case.approve, name="approve"),
    path(f"{_case}refuse/", case.refuse, name="refuse"),
    path(f"{_case}appeal/", case.appeal, name="appeal"),
    path(f"{_case}hear/", case.hear, name="hear"),
    path("insurance/ledger/", ledger.ledger, name="ledger"),
    path("insurance/ledger/append/", ledger.append, name="append"),
    path("insurance/ledger/ledger.jsonl", ledger.file, name="ledger-file"),
    path("insurance/ledger/verify_ledger.py", ledger.script, name="ledger-script"),
    path("insurance/ledger/<slug:month>/", ledger.sheet, name="sheet"),
]
