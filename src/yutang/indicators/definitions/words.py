"""Units, scopes and sources that many definitions share, said once."""

from typing import Final

from yutang.kernel.told import Told

YUAN: Final = Told("元", "yuan")
PERSONS: Final = Told("人", "persons")
TIMES: Final = Told("人次", "person-times")
PERCENT: Final = Told("%", "%")
ORDERS: Final = Told("单", "orders")
PIECES: Final = Told("件", "units")
GOODS: Final = Told("种货", "goods")
SHOWS: Final = Told("场", "shows")
VILLAGES: Final = Told("个村", "villages")
TOWNS: Final = Told("个镇", "towns")
COUNTIES: Final = Told("个县", "counties")
SHOPS: Final = Told("家店", "shops")
MU: Final = Told("亩", "mu")
DAYS: Final = Told("天", "days")
STARS: Final = Told("星", "stars")

HEBEI: Final = Told(
    "2019 年 1 月河北文章《年度成绩单与丰收直播》",
    "article on Hebei, January 2019: report card of the year and the live harvest sale",
)
GUANGDONG: Final = Told(
    "2019 年 8 月广东文章：淘宝村镇、村播、乡村淘",
    "article on Guangdong, August 2019: Taobao villages, farmer hosts, village shops",
)
CRITERIA: Final = Told(
    "阿里研究院历年淘宝村标准；每次认定写明按哪一版",
    "criteria of Taobao villages of the years; each verdict names its version",
)
BROADCAST: Final = Told(
    "直播行业通用口径；净销售额等于付款减退款",
    "common measures of live commerce; net sales are payments less refunds",
)
VILLAGE_FUNDS: Final = Told(
    "电子商务进农村综合示范：工作通知与绩效评价指标",
    "e-commerce into villages: notices and indicators of its performance review",
)
OWN: Final = Told("平台自己的算法", "the platform's own definition")

ORIGIN: Final = Told(
    "产地在这个地方的货；本平台和录入的其他平台；不含演练",
    "goods that come from the place; here and on other platforms; no rehearsals",
)
SHOWS_THERE: Final = Told(
    "这个地方办的直播；几个县合办的算在它们共同的上级",
    "live sales of the place; of several counties: of what they share",
)
HOMES: Final = Told("住在这个地方的人", "persons who live in the place")
CLASSES: Final = Told("为这个地方办的班", "classes held for the place")
PROJECTS: Final = Told("这个地方的项目和资金", "programmes and funds of the place")
NATIONAL: Final = Told(
    "国家级贫困县名单（832 个）上的县，已摘帽的也算；省级的不在内",
    "counties on the national list of 832, also those that left it; not those of a province",
)
PROVINCIAL: Final = Told(
    "省级贫困县名单上的县，已摘帽的也算；国家级名单不在内",
    "counties on a province's list, also those that left it; not the national list",
)
HERE: Final = Told("这个地方", "the place")
