"""An agreement of a county with a clause that promises trees, counted by hand."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from tests.cast import COUNTY

if TYPE_CHECKING:
    from yutang.people.models import Person
    from yutang.promises.models import Agreement, Promise

Promised = Callable[..., "Promise"]
TEXT = "双方约定：\n第一条 一年内在宽城县种树一千亩。\n第二条 每年培训一百人次。"


@pytest.fixture
def agreement(clerk: "Person") -> "Agreement":
    from yutang.kernel.clock import today
    from yutang.promises import actions

    return actions.sign(
        actions.AgreementSaid(
            title="合作框架协议",
            title_en="Framework agreement",
            parties=("宽城县人民政府", "某平台"),
            place_code=COUNTY,
            signed_on=today() - timedelta(days=100),
            text=TEXT,
            clauses=("第一条 一年内在宽城县种树一千亩。", "第二条 每年培训一百人次。"),
        ),
        clerk,
    )


@pytest.fixture
def promised(agreement: "Agreement", clerk: "Person") -> Promised:
    """Return a function that makes a promise of 1,000 mu in 200 days, 100 of them gone."""
    from yutang.kernel.clock import today
    from yutang.promises import actions

    def make(**said: Any) -> "Promise":
        begun = today() - timedelta(days=100)
        terms: dict[str, Any] = {
            "title": "种树一千亩", "unit": "亩", "unit_en": "mu", "counts": "mu",
            "target": Decimal(1000), "baseline_on": begun, "due_on": begun + timedelta(days=200),
            "place_codes": (COUNTY,),
        }  # fmt: skip
        clause = agreement.clauses.get(position=1)
        return actions.promise(clause, actions.PromiseSaid(**(terms | said)), clerk)

    return make
