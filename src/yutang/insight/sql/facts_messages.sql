-- One row a line of chat of the sale, hidden ones too.
select
    message.id,
    message.at,
    message.name as author,
    message.text,
    message.hidden_at is not null as hidden,
    case
        when s.live_at is null or message.at < s.live_at then 'before'
        when s.ended_at is null or message.at <= s.ended_at then 'live'
        when message.at <= s.ended_at + interval '7 days' then 'after'
        else 'later'
    end as period
from live_sale s
join live_message message on message.sale_id = s.id
where s.id = %(sale)s
