"""Addresses of the payouts room."""

from django.urls import path

from yutang.payouts.pages import advances, profiles, replies, runs, statements

app_name = "payouts"
_run = "payouts/runs/<int:run_id>/"
_payee = "statements/<int:payee_id>/"
_advance = "advances/<int:advance_id>/"
urlpatterns = [
    path("payouts/", runs.runs, name="runs"),
    path("payouts/new/", runs.new_run, name="run-new"),
    path("payouts/payees/", runs.payees, name="payees"),
    path(_run, runs.run, name="run"),
    path(f"{_run}approve/", runs.approve, name="approve"),
    path(f"{_run}sent/", runs.mark_sent, name="mark-sent"),
    path(f"{_run}drop/", runs.drop, name="drop"),
    path(f"{_run}file/", runs.bank_file, name="bank-file"),
    path(f"{_run}reply/", replies.upload, name="reply-upload"),
    path("payouts/replies/<int:reply_id>/", replies.reply, name="reply"),
    path("payouts/replies/<int:reply_id>/confirm/", replies.confirm, name="reply-confirm"),
    path("payouts/worklist/", replies.worklist, name="worklist"),
    path("payouts/worklist/<int:line_id>/", replies.resolve, name="resolve"),
    path("payouts/profiles/", profiles.profiles, name="profiles"),
    path("payouts/profiles/<int:profile_id>/", profiles.profile, name="profile"),
    path("statements/", statements.mine, name="statements"),
    path(_payee, statements.statement, name="statement"),
    path(f"{_payee}<slug:month>.csv", statements.statement_file, name="statement-file"),
    path(f"{_payee}account/", statements.account, name="account"),
    path(f"{_payee}account/open/", statements.open_account, name="account-open"),
    path(f"{_payee}advance/", advances.ask, name="ask"),
    path("advances/", advances.advances, name="advances"),
    path(_advance, advances.advance, name="advance"),
    path(f"{_advance}agree/", advances.agree, name="agree"),
    path(f"{_advance}refuse/", advances.refuse, name="refuse"),
    path(f"{_advance}withdraw/", advances.withdraw, name="withdraw"),
]
