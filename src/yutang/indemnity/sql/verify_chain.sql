-- The public ledger is one chain: no number is missing, each entry names the hash of the one
-- before, its hash is that of its body, and its body says what its columns say.
-- counts: indemnity_publicentry
with chain as (
    select e.*, lag(number, 1, 0) over by_number as number_before,
        lag(hash, 1, repeat('0', 64)) over by_number as hash_before,
        jsonb_build_object(
            'number', number, 'kind', kind, 'county', county, 'from', from_on::text,
            'to', to_on::text, 'times', times, 'persons', persons, 'sum_fen', sum_fen,
            'previous', previous
        ) as said
    from indemnity_publicentry e
    window by_number as (order by number)
)
select number as entry, hash, previous
from chain
where number <> number_before + 1 or previous <> hash_before
    or hash <> encode(sha256(convert_to(body, 'UTF8')), 'hex') or body::jsonb <> said
