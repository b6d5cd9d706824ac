"""Payouts: how what is owed reaches a bank account: batches, statements, advances."""
