"""Customs: selling across the border, first form: a second currency, HS codes, the 9610 list."""
