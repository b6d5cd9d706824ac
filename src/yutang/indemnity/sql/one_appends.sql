-- One appends to the public ledger at a time.
select pg_advisory_xact_lock(hashtext('indemnity_publicentry'))
