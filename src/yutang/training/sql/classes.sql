-- Classes of these places that began in that time. Parameters: codes, since, until.
select asked.code, count(*)
from unnest(%(codes)s::text[]) as asked (code)
join training_cohort c on starts_with(c.place_code, asked.code) and c.state <> 'cancelled'
    and c.begins_on >= (%(since)s at time zone 'Asia/Shanghai')::date
    and c.begins_on < (%(until)s at time zone 'Asia/Shanghai')::date
group by 1
