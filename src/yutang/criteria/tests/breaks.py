"""How each of this room's checks is broken (see cli/tests/test_verify.py)."""

GUARDS_OFF = "set local session_replication_role = replica"
A_WORDING = """
insert into criteria_wording (digest, criterion, text) values (
    encode(sha256('{"tests": [{"input": "sales", "over": "", "times": 1, "share": 0, "least": 5}],
"ways": [[0]]}'), 'hex'), 'x@1',
    '{"tests": [{"input": "sales", "over": "", "times": 1, "share": 0, "least": 5}],
"ways": [[0]]}')
"""
AN_IDENTIFICATION = """
insert into criteria_identification (key, wording_id, family, level, place_code, first_month,
    last_month, is_complete, near_percent, near_lacking, yes, no, near, unknown, at)
select gen_random_uuid(), id, 'x', 5, '13', '2019-01-01', '2019-12-01', false, 80, 1, 1, 0, 0, 0,
    now()
from criteria_wording where criterion = 'x@1'
"""
A_VERDICT = """
insert into criteria_verdict (identification_id, place_code, answer, is_near, inputs, lacks)
select id, '130827100201', 'yes', false, '{"sales": 4}', '[]'
from criteria_identification where family = 'x'
"""
BREAK = {
    ("criteria", "wording"): (
        "insert into criteria_wording (digest, criterion, text) values ('0', 'x@1', '{}')",
    ),
    ("criteria", "verdict"): (GUARDS_OFF, A_WORDING, AN_IDENTIFICATION, A_VERDICT),
    ("criteria", "counts"): (A_WORDING, AN_IDENTIFICATION),
}
