"""How each invariant of this room is broken; read by `cli/tests/test_verify.py`."""

_VERSION = (
    "insert into facts_manifest (root, number, digest, parts, rows, size, through)"
    " values ('real', 90, '', 2, 5, 9, now())"
)
BREAK: dict[tuple[str, str], tuple[str, ...]] = {
    ("facts", "parts_whole"): (_VERSION,),
    ("facts", "pins_stand"): (
        "insert into facts_pin (root, number, why) values ('real', 77, 'x')",
    ),
    ("facts", "changes_published"): (
        _VERSION,
        (
            "insert into facts_change (kind, day, at)"
            " values ('order_line', '2026-01-01', now() - interval '2 hours')"
        ),
    ),
}
