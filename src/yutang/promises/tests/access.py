"""Who gets what of this room's addresses (see tests/access/test_every_page.py)."""

from typing import Any

TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
promises:promises              GET    200  200  200  200  200  200  200  200  200  200  200
promises:promise               GET    200  200  200  200  200  200  200  200  200  200  200
promises:agreements            GET    200  200  200  200  200  200  200  200  200  200  200
promises:agreement             GET    200  200  200  200  200  200  200  200  200  200  200
promises:agreement-file        GET    401  404  404  404  404  404  404  200  404  200  200
promises:agreement-new         GET    401  404  404  404  404  404  404  200  200  200  200
promises:agreement-new         POST   401  404  404  404  404  404  404  422  422  422  422
promises:new                   GET    401  404  404  404  404  404  404  200  404  200  200
promises:new                   POST   401  404  404  404  404  404  404  422  404  422  422
promises:worklist              GET    401  404  200  404  404  404  404  200  200  200  200
promises:evidence              POST   401  404  422  404  404  404  404  422  404  422  422
promises:evidence-file         GET    401  404  200  404  404  404  404  200  404  200  200
promises:owner                 POST   401  404  404  404  404  404  404  422  404  422  422
promises:decision              POST   401  404  422  404  404  404  404  422  404  422  422
"""

FORMS: dict[str, dict[str, str]] = {}


def rows(stage: Any) -> dict[str, Any]:
    """A county's agreement, and a promise that the buyer answers for."""
    from datetime import timedelta
    from decimal import Decimal

    from yutang.kernel.clock import today
    from yutang.promises import actions

    clerk, day = stage.cast["clerk"], today()
    clause = "第一条 种树一千亩。"
    signed = actions.sign(
        actions.AgreementSaid(
            title="合作框架协议", parties=("宽城县", "某平台"), place_code="130827",
            signed_on=day, text=clause, clauses=(clause,), file=b"scan", file_name="协议.pdf",
        ),
        clerk,
    )  # fmt: skip
    promise = actions.promise(
        signed.clauses.get(),
        actions.PromiseSaid(
            "种树一千亩", "亩", Decimal(1000), day + timedelta(days=9), day - timedelta(days=1),
            owner=stage.cast["buyer"],
        ),
        clerk,
    )  # fmt: skip
    evidence = actions.note_evidence(
        promise.pk, Decimal(5), day, "验收单", clerk, file=("验收单.pdf", b"scan")
    )
    return {"agreement_id": signed.pk, "promise_id": promise.pk, "evidence_id": evidence.pk}
