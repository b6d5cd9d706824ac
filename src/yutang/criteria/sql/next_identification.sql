select nextval(pg_get_serial_sequence('criteria_identification', 'id'))
