copy criteria_total (place_code, identification_id, yes, no, near, unknown) from stdin
