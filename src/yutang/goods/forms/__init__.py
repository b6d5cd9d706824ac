"""The forms of the register. They read what was typed; what is allowed is decided by `rules`."""

from yutang.goods.forms.batches import (
    CertificateForm,
    InspectionForm,
    MakeForm,
    ReasonForm,
    SheetForm,
    StepForm,
)
from yutang.goods.forms.marks import MarkForm
from yutang.goods.forms.register import BatchForm, PictureForm, ProducerForm, ProductForm

__all__ = [
    "BatchForm",
    "CertificateForm",
    "InspectionForm",
    "MakeForm",
    "MarkForm",
    "PictureForm",
    "ProducerForm",
    "ProductForm",
    "ReasonForm",
    "SheetForm",
    "StepForm",
]
