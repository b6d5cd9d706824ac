-- As which payees these producers are paid.
select producer_id, id from shares_payee where producer_id = any(%(producers)s::bigint[])
