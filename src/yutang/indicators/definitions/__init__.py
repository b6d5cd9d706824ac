"""The definitions of all indicators, by section; one module a section."""

from typing import Final

from yutang.indicators.definitions import (
    county,
    ecology,
    funds,
    hosts,
    insurance,
    places,
    sales,
    shows,
    training,
)
from yutang.indicators.rules.shape import Indicator, Section
from yutang.kernel.told import Told

SECTIONS: Final[tuple[tuple[Section, tuple[Indicator, ...]], ...]] = (
    (Section("sales", Told("销售", "What was sold")), sales.INDICATORS),
    (Section("shows", Told("直播", "Live sales")), shows.INDICATORS),
    (Section("places", Told("村镇和网店", "Villages, towns and shops")), places.INDICATORS),
    (Section("hosts", Told("村播", "Farmer hosts")), hosts.INDICATORS),
    (Section("training", Told("培训", "Training")), training.INDICATORS),
    (Section("insurance", Told("保险和妇女", "Insurance and women")), insurance.INDICATORS),
    (Section("ecology", Told("生态", "Ecology")), ecology.INDICATORS),
    (Section("funds", Told("资金、协议、频道", "Money, agreements, channel")), funds.INDICATORS),
    (Section("county", Told("县域考核", "How a county is judged")), county.INDICATORS),
)
