"""How each of this room's checks is broken (see cli/tests/test_verify.py)."""

# The guards would refuse what is broken here; a replica's session is not guarded.
UNGUARDED = "set local session_replication_role = replica"
A_FACT = (
    "insert into yearbook_source (name) values ('s')",
    (
        "insert into yearbook_report (source_id, method, confidence, reason, at, by_id,"
        ' office_code, evidence, evidence_name, "table", table_name)'
        " select s.id, 'reported', 'high', '', now(), p.id, '', '', '', '', ''"
        " from yearbook_source s, people_person p order by p.id limit 1"
    ),
    (
        "insert into yearbook_fact (place_code, kind_id, year, about, value, source_id, report_id,"
        " withdrawn_because) select '130827100201', k.id, 2018, '', 1, r.source_id, r.id, ''"
        " from yearbook_report r, yearbook_factkind k where k.name = 'households' limit 1"
    ),
)
STANDS = (
    "insert into yearbook_standing (place_code, kind_id, year, about, fact_id, value, is_disputed,"
    " villages, wholes) select place_code, kind_id, year, about, id, value, false, 0, 0"
    " from yearbook_fact"
)
ABOVE = (
    "insert into yearbook_standing (place_code, kind_id, year, about, is_disputed, total, villages,"
    " wholes) select left(f.place_code, n), f.kind_id, f.year, '', false, 1, 1, 0"
    " from yearbook_fact f, unnest(array[9, 6, 4, 2]) n"
)
BREAK = {
    ("yearbook", "one_line"): (
        *A_FACT,
        STANDS,
        ABOVE,
        UNGUARDED,
        "insert into yearbook_source (name) values ('t')",
        "update yearbook_report set source_id = (select id from yearbook_source where name = 't')",
    ),
    ("yearbook", "standing"): (*A_FACT,),
    ("yearbook", "sums"): (*A_FACT, STANDS, ABOVE.replace("array[9, 6, 4, 2]", "array[9, 6, 4]")),
}
