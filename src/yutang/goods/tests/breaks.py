"""How each check on batches and certificates is broken, for `yutang verify`'s own test."""

GUARDS_OFF = "set local session_replication_role = replica"
TWO_BATCHES = (
    "insert into goods_batch (product_id, number, code, harvested_on, quantity_g, field_name,"
    " field_code, confirm_reason, recall_reason, created_at)"
    " select min(id), n, 'BREAK' || n, '2026-01-01', 1000, '', '', '', '', now()"
    " from goods_product, (values ('1'), ('2')) as numbers (n) group by n order by n"
)
A_STEP = (
    "insert into goods_batchstep (kind, done_on, place_code, place_name, worker_name,"
    " worker_code, note, recorded_at) values ('pack', '2026-01-01', '', '', '-', '', '', now())"
)


def flow(source: str, target: str, grams: int) -> str:
    """Return the statement that lets grams flow between the two batches."""
    return (
        "insert into goods_batchflow (step_id, source_id, target_id, grams)"
        f" select max(s.id), min(a.id), min(b.id), {grams}"
        " from goods_batchstep s, goods_batch a, goods_batch b"
        f" where a.number = '{source}' and b.number = '{target}'"
    )


def certificate(number: str, grams: int) -> str:
    """Return the statement that writes a certificate of the first batch."""
    return (
        "insert into goods_certificate (number, batch_id, replace_reason, wording, by_control,"
        " by_own_test, by_laboratory, product_name, quantity_g, origin_code, origin_name,"
        " maker_name, maker_code, contact_sealed, contact_shown, issued_on, issued_at, is_demo)"
        f" select '{number}', min(id), '', '2026', true, false, false, '-', {grams}, '', '', '-',"
        " '', '', '', '2026-01-01', now(), false from goods_batch"
    )


BREAK = {
    ("goods", "flow_conserves"): (GUARDS_OFF, TWO_BATCHES, A_STEP, flow("1", "2", 900)),
    ("goods", "flow_forward"): (
        GUARDS_OFF,
        "alter table goods_batchflow drop constraint goods_flow_goes_forward",
        TWO_BATCHES,
        A_STEP,
        flow("2", "1", 1000),
    ),
    ("goods", "certificate_line"): (
        TWO_BATCHES,
        "drop index goods_certificate_first_once",
        certificate("A", 10),
        certificate("B", 10),
    ),
    ("goods", "certificate_quantity"): (TWO_BATCHES, certificate("A", 1001)),
    ("trade", "batch_conserves"): (
        TWO_BATCHES,
        "update goods_product set net_weight_g = 1000",
        "update trade_lot set batch_id = (select min(id) from goods_batch), state = 'open'",
    ),
}
