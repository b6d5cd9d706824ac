"""Programmes: programmes and the funds that pay for them: donors, directions, budgets, spending."""
