-- Every diploma has a signature, and what is numbered says its own office and year.
-- counts: diplomas_diploma
select d.number, d.place_code, d."on"
from diplomas_diploma d
where not exists (select from diplomas_signature s where s.diploma_id = d.id)
    or split_part(d.number, '-', 1) is distinct from d.place_code
    or split_part(d.number, '-', 2) is distinct from to_char(d."on", 'YYYY')
