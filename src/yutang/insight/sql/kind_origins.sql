-- One row a batch of which parcels left in the window: kept when its grower confirmed the origin.
-- A confirmation that somebody else gave for the grower, with a reason, does not count here.
select
    batch.number,
    batch.code,
    batch.first_sent_at as at,
    batch.good,
    batch.good_en,
    batch.confirmed_at as done_at,
    batch.confirmed_at is not null and batch.confirm_reason = '' as kept
from ({batches}) batch
