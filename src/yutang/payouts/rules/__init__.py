"""Decisions of the payouts room: accounts, runs, bank files, statements, advances. All pure."""
