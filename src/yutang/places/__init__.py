"""Places: province, prefecture, county, town, village."""
