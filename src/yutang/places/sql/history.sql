-- Back from a place of today, step by step. Each step leads to an earlier edition, so it ends.
with recursive earlier as (
    select step.*
    from places_successor step
    where step.new_code = %(code)s and step.new_edition <= %(edition)s
  union
    select step.*
    from earlier later
    join places_successor step
        on step.new_code = later.old_code and step.new_edition <= later.old_edition
)
select old_code, old_edition, old_name, new_code, new_edition, kind, valid_from, source
from earlier
order by new_edition desc, old_edition desc, old_code
limit 50
