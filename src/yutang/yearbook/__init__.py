"""Yearbook: what is known of a place, year by year, each fact with source and evidence."""
