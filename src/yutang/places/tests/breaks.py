"""How each of this room's checks is broken (see cli/tests/test_verify.py)."""

A_STEP = (
    "insert into places_successor (old_code, old_edition, old_name, old_short_name, new_code,"
    " new_edition, kind, source, at) values "
)
A_LIST = (
    "insert into places_matchlist (name, edition, digest, at, by_id)"
    " select 'l', 2023, 'd', now(), min(id) from people_person"
)
BREAK = {
    ("places", "successors"): (
        "alter table places_successor drop constraint places_successor_forwards",
        (
            f"{A_STEP} ('130827', 2020, 'a', 'a', '130828', 2020, 'recoded', 's', now()),"
            " ('130828', 2020, 'b', 'b', '130827', 2020, 'recoded', 's', now())"
        ),
    ),
    ("places", "aliases"): (
        (
            "insert into places_alias (within, written, code, reason, at, by_id)"
            " select '', 'x', '999999', 'r', now(), min(id) from people_person"
        ),
    ),
    ("places", "list_rows"): (
        A_LIST,
        (
            "insert into places_matchrow (match_list_id, number, province, prefecture, county,"
            " town, village, match, code, distance, within, written, candidates, reason)"
            " select id, 1, '', '', '', '', 'x', 'exact', '', 0, '', 'x', '[]', ''"
            " from places_matchlist"
        ),
    ),
}
