-- The names behind the ids of some buyers' rows.
select line.*, buyer.name as buyer
from ({lines}) line
join people_person buyer on buyer.id = line.buyer_id
