-- One row what a payee got of an order on these days, or gave back. `person` tells payees apart who
-- are persons: by the roster (even), by account (odd), a household without either (below zero).
select
    share.id::text as key,
    (share.at at time zone 'Asia/Shanghai')::date as "on",
    share.at,
    product.origin_code as place,
    case
        when member.id is not null then member.id * 2
        when payee.account_id is not null then payee.account_id * 2 + 1
        when payee.kind = 'household' then -payee.producer_id
    end as person,
    '/orders/' || share.order_id || '/' as evidence,
    share.order_id::text as "order",
    coalesce(o.sale_id, 0) as sale,
    product.id as product,
    product.name as good,
    share.kind as part,
    payee.kind as payee_kind,
    case when member.id is not null then member.poverty_mark is not null
        and (member.poverty_until is null
            or member.poverty_until >= (share.at at time zone 'Asia/Shanghai')::date)
    end as is_poor,
    share.refund_key <> '' as is_back,
    share.amount_fen,
    coalesce(sale.is_demo, false) or producer.is_demo as is_demo
from shares_share share
join trade_order o on o.id = share.order_id
join trade_lot lot on lot.id = o.lot_id
join goods_product product on product.id = lot.product_id
join goods_producer producer on producer.id = product.producer_id
left join live_sale sale on sale.id = o.sale_id
join lateral (
    select
        coalesce(p.kind, y.kind) as kind,
        y.producer_id,
        y.member_id,
        case when y.kind = 'person' then y.person_id
            when p.kind = 'household' then p.person_id end as account_id
    from shares_payee y
    left join goods_producer p on p.id = y.producer_id
    where y.id = share.payee_id
) payee on true
left join lateral (
    select m.id, m.poverty_mark, m.poverty_until
    from roster_member m
    where m.id = (
        select coalesce(merged.stands, found.id)
        from roster_member found
        left join facts_merged merged on merged.member_id = found.id
        where found.id = payee.member_id
            or (payee.member_id is null and found.account_id = payee.account_id
                and found.merged_into_id is null)
        limit 1
    )
) member on true
where share.at >= %(since)s::date::timestamp at time zone 'Asia/Shanghai'
    and share.at < %(until)s::date::timestamp at time zone 'Asia/Shanghai'
    and not lot.is_rehearsal
    and sale.rehearses_id is null
