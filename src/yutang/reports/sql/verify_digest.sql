-- The digest that was signed is that of the values, written as `rules/signing.py` writes them.
-- counts: reports_submission
select s.id as submission, s.digest, made.digest as of_values
from reports_submission s
left join lateral (
    select encode(sha256(convert_to(string_agg(
        concat_ws(
            '|', f.line::text, f.indicator, coalesce(f.number::text, ''), f.why_none,
            coalesce(f.numerator::text, ''), coalesce(f.denominator::text, ''), f.rows::text,
            coalesce(f.reported::text, ''), coalesce(f.of_places::text, ''), f.reporters,
            coalesce(to_char(f.through, 'YYYY-MM-DD'), ''), f.trend, f.threshold,
            coalesce(f.promised::text, ''), coalesce(to_char(f.due_on, 'YYYY-MM-DD'), ''), f.status
        ), e'\n' order by f.line
    ), 'UTF8')), 'hex') as digest
    from reports_frozenvalue f where f.submission_id = s.id
) made on true
where made.digest is distinct from s.digest
