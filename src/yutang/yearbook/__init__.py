"""Yearbook: what is known of a place, year by year: facts with their source, method and evidence."""
