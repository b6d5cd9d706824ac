-- The best of the few thousand places above villages that have the text in their names.
select *
from places_place
where edition = %(edition)s and level < 5
    and string_to_array(name, null) @> string_to_array(%(part)s, null)
    and name like %(inside)s
order by short_name <> %(part)s, name not like %(begins)s, level, code
limit %(most)s
