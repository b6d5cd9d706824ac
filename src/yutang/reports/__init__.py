"""Reports: the report card of a place and a year, approved and locked."""
