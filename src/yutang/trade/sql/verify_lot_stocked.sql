-- A lot's stocked and withdrawn units are those of its diary, where it has one.
-- counts: trade_lotchange
with diary as (
    select
        lot_id,
        coalesce(sum(units) filter (where kind = 'stocked'), 0) as stocked,
        coalesce(sum(units) filter (where kind = 'withdrawn'), 0) as withdrawn
    from trade_lotchange
    where lot_id in (select lot_id from trade_lotchange where kind = 'stocked')
    group by lot_id
)
select lot.id as lot, lot.stocked, diary.stocked as stocked_by_diary, lot.withdrawn,
    diary.withdrawn as withdrawn_by_diary
from trade_lot lot
join diary on diary.lot_id = lot.id
where lot.stocked <> diary.stocked or lot.withdrawn <> diary.withdrawn
