"""Ledger: where all money is written down twice: double entry in whole fen."""
