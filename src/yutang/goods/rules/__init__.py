"""What the goods room decides: functions of plain values, without tables, clock or network.

Every ``check_…`` returns the value fit to be kept and raises a refusal that says what is wrong.
`register`: producers, products, batches. `certificates`: what goods need before they are offered.
`marks`: certified marks. `trace`: steps and flows between batches.
"""

from yutang.goods.rules.certificates import CertificateFacts, OfferFacts
from yutang.goods.rules.marks import MarkFacts
from yutang.goods.rules.register import (
    HOUSEHOLD,
    PICTURES_MAX,
    PROCESSED,
    QUANTITY_G_MAX,
    WEIGHT_G_MAX,
    BatchFacts,
    ProducerFacts,
    ProductFacts,
    check_batch,
    check_class,
    check_credit_code,
    check_licence,
    check_name,
    check_producer,
    check_product,
    check_sc_number,
    check_standard_number,
    check_weight,
    county_of,
    credit_check_sign,
    mod_11_10,
    mod_11_10_holds,
    origin_fits,
)
from yutang.goods.rules.trace import InspectionFacts, StepFacts

__all__ = [
    "HOUSEHOLD",
    "PICTURES_MAX",
    "PROCESSED",
    "QUANTITY_G_MAX",
    "WEIGHT_G_MAX",
    "BatchFacts",
    "CertificateFacts",
    "InspectionFacts",
    "MarkFacts",
    "OfferFacts",
    "ProducerFacts",
    "ProductFacts",
    "StepFacts",
    "check_batch",
    "check_class",
    "check_credit_code",
    "check_licence",
    "check_name",
    "check_producer",
    "check_product",
    "check_sc_number",
    "check_standard_number",
    "check_weight",
    "county_of",
    "credit_check_sign",
    "mod_11_10",
    "mod_11_10_holds",
    "origin_fits",
]
