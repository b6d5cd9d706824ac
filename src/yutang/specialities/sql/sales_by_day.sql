-- Sales of one province's classes, a day a row, by place of origin.
select origin_code, class_code, day, sum(orders)::bigint, sum(net_fen)::bigint
from specialities_daysales
where origin_code like %(under)s
group by 1, 2, 3
