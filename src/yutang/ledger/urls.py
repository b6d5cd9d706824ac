"""Addresses of the ledger room."""

from django.urls import path

from yutang.ledger import pages

app_name = "ledger"
urlpatterns = [
    path("ledger/", pages.books, name="books"),
    path("ledger/close/", pages.close, name="close"),
    path("ledger/accounts/", pages.accounts, name="accounts"),
    path("ledger/accounts/<int:account_id>/", pages.account, name="account"),
    path("ledger/accounts/<int:account_id>/file/", pages.account_file, name="account-file"),
    path("ledger/transactions/<int:transaction_id>/", pages.transaction, name="transaction"),
]
