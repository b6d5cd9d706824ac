"""Addresses of the programmes room."""

from django.urls import path

from yutang.programmes.pages import deciding, giving, public, working

app_name = "programmes"
_programme = "programmes/<int:programme_id>/"
_fund = "programmes/funds/<int:fund_id>/"
_donation = "programmes/donations/<int:donation_id>/"
_bill = "programmes/bills/<int:bill_id>/"
urlpatterns = [
    path("programmes/", public.programmes, name="programmes"),
    path("programmes/new/", working.start, name="start"),
    path("programmes/waiting/", deciding.waiting, name="waiting"),
    path("programmes/giving/", giving.giving, name="giving"),
    path("programmes/rules/", public.money_rules, name="rules"),
    path("programmes/rules/new/", deciding.new_rule, name="rule-new"),
    path("programmes/funds/", public.funds, name="funds"),
    path("programmes/funds/new/", giving.new_fund, name="fund-new"),
    path(_fund, public.fund, name="fund"),
    path(f"{_fund}movements.csv", public.fund_file, name="fund-file"),
    path(f"{_fund}donations/", giving.donations, name="donations"),
    path(f"{_fund}donations/new/", giving.note_donation, name="donation-new"),
    path(_donation, giving.donation, name="donation"),
    path(f"{_donation}decide/", deciding.decide_donation, name="donation-decide"),
    path(f"{_donation}give-back/", giving.give_back, name="give-back"),
    path(f"{_donation}donor/", giving.donor, name="donor"),
    path(
        "programmes/given-back/<int:given_back_id>/decide/",
        deciding.decide_given_back,
        name="given-back-decide",
    ),
    path("programmes/grants/<int:money_grant>/decide/", deciding.decide_grant, name="grant-decide"),
    path(_bill, deciding.bill, name="bill"),
    path(f"{_bill}decide/", deciding.decide_bill, name="bill-decide"),
    path(f"{_bill}paid/", deciding.pay_bill, name="bill-paid"),
    path(f"{_bill}papers/<int:bill_paper>/", deciding.paper, name="bill-paper"),
    path(_programme, public.programme, name="programme"),
    path(f"{_programme}disclosure/", public.disclosure, name="disclosure"),
    path(f"{_programme}movements.csv", public.programme_file, name="programme-file"),
    path(f"{_programme}work/", working.work, name="work"),
    path(f"{_programme}budget/", working.plan, name="plan"),
    path(f"{_programme}grants/new/", working.ask_grant, name="grant-new"),
    path(f"{_programme}bills/new/", working.note_bill, name="bill-new"),
    path(f"{_programme}close/", working.close, name="close"),
]
