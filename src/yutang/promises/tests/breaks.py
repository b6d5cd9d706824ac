"""How each of this room's checks is broken (see cli/tests/test_verify.py)."""

GUARDS_OFF = "set local session_replication_role = replica"
AN_AGREEMENT = (
    "insert into promises_agreement (title, title_en, parties, place_code, signed_on, text,"
    " text_digest, file_name, file_digest, is_demo, made_at) values ('a', '', '[]', '',"
    " '2026-01-01', 'one', '', '', '', true, now())"
)
A_CLAUSE = (
    "insert into promises_clause (agreement_id, position, text)"
    " select max(id), 1, 'another' from promises_agreement"
)
A_PROMISE = (
    "insert into promises_promise (clause_id, title, title_en, indicator, counts, unit, unit_en,"
    " span, place_codes, baseline, baseline_on, target, due_on, owner_id, reference_source,"
    " is_demo, made_at) select max(id), 'p', '', 'f', 'persons', '', '', 'latest', '[]', 0,"
    " '2026-01-01', 5, '2026-02-01', 1, '', true, now() from promises_clause"
)
BREAK = {
    ("promises", "text"): (AN_AGREEMENT,),
    ("promises", "clauses"): (AN_AGREEMENT, A_CLAUSE),
    ("promises", "people"): (
        GUARDS_OFF,
        AN_AGREEMENT,
        A_CLAUSE,
        A_PROMISE,
        (
            'insert into promises_evidence (promise_id, "on", amount, note, file_name,'
            " file_digest, at) select max(id), '2026-01-02', 0.5, 'n', '', '', now()"
            " from promises_promise"
        ),
    ),
}
