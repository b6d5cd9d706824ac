"""The addresses of batches, certificates and marks: who gets what (see tests/access)."""

import io
from typing import Any

TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
goods:mark-new                 GET    401  404  404  404  404  404  200  200  404  404  200
goods:mark-new                 POST   401  404  404  404  404  404  422  422  404  404  422
goods:mark-remove              POST   401  404  404  404  404  404  302  302  404  404  302
goods:batch-import             GET    401  404  404  404  404  404  200  200  404  404  200
goods:batch-import             POST   401  404  404  404  404  404  422  422  404  404  422
goods:batch-example            GET    401  200  200  200  200  200  200  200  200  200  200
goods:batch                    GET    401  404  404  404  404  404  200  200  404  404  200
goods:step-new                 GET    401  404  404  404  404  404  200  200  404  404  200
goods:step-new                 POST   401  404  404  404  404  404  422  422  404  404  422
goods:batch-flow               GET    401  404  404  404  404  404  200  200  404  404  200
goods:batch-flow               POST   401  404  404  404  404  404  422  422  404  404  422
goods:test-new                 GET    401  404  404  404  404  404  200  200  404  404  200
goods:test-new                 POST   401  404  404  404  404  404  422  422  404  404  422
goods:batch-confirm            POST   401  404  404  404  404  404  302  302  404  404  302
goods:batch-recall             GET    401  404  404  404  404  404  200  200  404  404  200
goods:batch-recall             POST   401  404  404  404  404  404  422  422  404  404  422
goods:certificate-new          GET    401  404  404  404  404  404  200  200  404  404  200
goods:certificate-new          POST   401  404  404  404  404  404  422  422  404  404  422
goods:labels                   GET    401  404  404  404  404  404  200  200  404  404  200
goods:certificate              GET    200  200  200  200  200  200  200  200  200  200  200
goods:certificate-print        GET    401  404  404  404  404  404  200  200  404  404  200
goods:trace                    GET    200  200  200  200  200  200  200  200  200  200  200
goods:of-place                 GET    200  200  200  200  200  200  200  200  200  200  200
"""

FORMS: dict[str, dict[str, str]] = {}


def rows(stage: Any) -> dict[str, Any]:
    """Return the ids of the lot's batch, its certificate, and a mark of its product."""
    from datetime import timedelta

    from PIL import Image

    from yutang.goods import actions
    from yutang.goods.models import Batch
    from yutang.goods.rules import CertificateFacts, MarkFacts
    from yutang.kernel.clock import today

    clerk = stage.cast["clerk"]
    asked = stage.ids.get("batch_id")  # one that another room's address is about
    batch = Batch.objects.get(pk=asked) if asked else Batch.objects.get(lots=stage.ids["lot_id"])
    promise = CertificateFacts(
        quantity_g=1000, contact="0314-6860000", issued_on=today(), by_control=True
    )
    document = io.BytesIO()
    Image.new("RGB", (64, 64), "brown").save(document, "JPEG")
    mark = MarkFacts(
        kind="organic",
        number="0" * 17,
        holder="王大娘家",
        valid_from=today(),
        valid_until=today() + timedelta(days=30),
    )
    return {
        "batch_id": batch.pk,
        "trace_code": batch.code,
        "certificate_number": actions.issue_certificate(batch.pk, promise, clerk).number,
        "use_id": actions.add_mark(batch.product_id, mark, document.getvalue(), clerk).pk,
    }
