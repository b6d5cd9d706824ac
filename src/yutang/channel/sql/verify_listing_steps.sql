-- A listing is where its last step brought it, its good was admitted by its channel, and nothing whose batch is recalled is shown.
-- counts: channel_listing
select l.id, l.state, s.to as last_step, c.state as candidate
from channel_listing l
join channel_candidate c on c.id = l.candidate_id
join goods_batch b on b.id = c.batch_id
left join lateral (
    select to_step."to" from channel_listingstep to_step
    where to_step.listing_id = l.id order by to_step.id desc limit 1
) s on true
where s.to is distinct from l.state
    or c.state <> 'admitted'
    or c.channel_id <> l.channel_id
    or c.product_id <> l.product_id
    or (l.state = 'listed' and b.recalled_at is not null)
