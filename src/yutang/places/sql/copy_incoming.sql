copy places_incoming (code, edition, name, short_name, parent_code, level) from stdin
