copy criteria_verdict (identification_id, place_code, answer, is_near, inputs, lacks) from stdin
