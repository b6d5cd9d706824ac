"""Boards: charts of a place and a period, each with its rows."""
