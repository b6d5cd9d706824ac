-- Villages whose name is the text or begins with it, then some that have it inside.
(
    select *
    from places_place
    where edition = %(edition)s and level = 5 and short_name like %(begins)s
    order by short_name, code
    limit %(most)s
)
union
(
    select *
    from places_place
    where edition = %(edition)s and level = 5
        and string_to_array(places_said(name), null) @> string_to_array(%(part)s, null)
        and places_said(name) like %(inside)s
    limit %(most)s
)
