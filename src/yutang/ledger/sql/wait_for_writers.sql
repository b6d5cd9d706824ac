-- Wait for everybody who is writing, and keep others waiting: the books are about to be closed.
select pg_advisory_xact_lock(1818584167)
