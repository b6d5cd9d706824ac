"""Tables of the ledger room."""
