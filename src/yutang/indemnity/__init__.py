"""Indemnity: insurance cases from bill to payment, and the public ledger of totals."""
