"""The kinds of facts a county is asked for, and what each means. More are added in the office."""

from decimal import Decimal
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REPORT = "国家统计局《农林牧渔业统计报表制度》《住户收支与生活状况调查方案》口径；以村上报为准"
MARKS = "农业农村部“一村一品”示范村镇认定条件（2017、2019、2021）"
PROJECT = "商务部、财政部电子商务进农村综合示范工作通知的指标口径"
POOR = "国务院扶贫办《扶贫开发建档立卡工作方案》（2014）"
WATCH = "《关于建立防止返贫监测和帮扶机制的指导意见》（2020）"
INDEX = "阿里研究院 aEDI（阿里巴巴电子商务发展指数）说明"

# name, zh, en, unit zh, unit en, digits, rollup, weight, by class, other headings
KINDS: list[tuple[str, str, str, str, str, int, str, str, bool, str]] = [
    ("households", "户数", "Households", "户", "households", 0, "sum", "", False, "总户数、农户数、全村户数"),
    ("population", "户籍人口", "Registered population", "人", "persons", 0, "sum", "", False, "人口、总人口、人口数"),
    ("residents", "常住人口", "Residents", "人", "persons", 0, "sum", "", False, "常住人口数"),
    ("arable_mu", "耕地面积", "Arable land", "亩", "mu", 1, "sum", "", False, "耕地"),
    ("income_per_head_yuan", "农民人均收入", "Income per head", "元", "yuan", 0, "mean", "population", False, "人均收入、人均可支配收入、农民人均可支配收入"),
    ("output_yuan", "产值", "Output", "元", "yuan", 0, "sum", "", True, "全村总产值、村总产值、总产值、产品产值"),
    ("leading_output_yuan", "主导产业产值", "Output of the leading product", "元", "yuan", 0, "sum", "", False, "主导产品产值"),
    ("farm_income_yuan", "农业经营收入", "Farm income", "元", "yuan", 0, "sum", "", False, "农业收入、农业经营总收入"),
    ("leading_income_yuan", "主导产业收入", "Income of the leading product", "元", "yuan", 0, "sum", "", False, "主导产品收入"),
    ("leading_households", "从事主导产业的农户", "Households in the leading product", "户", "households", 0, "sum", "", False, "主导产业户数、主导产业农户"),
    ("coop_member_households", "入合作社农户", "Households in co-operatives", "户", "households", 0, "sum", "", False, "合作社社员户数、入社户数、入社农户"),
    ("trademarks", "注册商标", "Registered trademarks", "个", "trademarks", 0, "sum", "", False, "商标数、注册商标数"),
    ("quality_marks", "质量标志", "Marks of quality", "个", "marks", 0, "sum", "", False, "绿色有机地标数、质量标志数"),
    ("poor_households", "帮扶农户", "Households given help", "户", "households", 0, "sum", "", False, "贫困户、建档立卡贫困户、监测户"),
    ("ecommerce_sales_yuan", "其他平台网络销售额", "Online sales on other platforms", "元", "yuan", 2, "sum", "", False, "网络销售额、网络零售额、电商销售额"),
    ("broadband_households", "通宽带农户", "Households with broadband", "户", "households", 0, "sum", "", False, "宽带户数、通宽带户数"),
    ("road_hardened", "通硬化路的村", "Villages with a hard road", "个", "villages", 0, "sum", "", False, "通硬化路"),
    ("logistics_days", "快递到村天数", "Days of a parcel to the village", "天", "days", 1, "mean", "households", False, "物流天数、快递天数"),
    ("logistics_cost_yuan", "每单物流成本", "Freight a parcel", "元", "yuan", 2, "mean", "households", False, "物流成本、单票成本、快递成本"),
    ("high_merchants", "高销量网商", "Merchants of high sales", "个", "merchants", 0, "sum", "", False, "大额网商"),
    ("shoppers", "网购人数", "People who shop online", "人", "persons", 0, "sum", "", False, "网购消费者"),
    ("high_shoppers", "高消费网购人数", "People of high spending online", "人", "persons", 0, "sum", "", False, "高额消费者"),
]  # fmt: skip
# name, from, to, least, most of a village, source, zh, en
MEANINGS: list[tuple[str, int, int | None, int, int | None, str, str, str]] = [
    ("households", 1990, None, 0, 20_000, REPORT, "年末户口在本村的家庭户数。", "Families registered in the village at the end of the year."),
    ("population", 1990, None, 0, 60_000, REPORT, "年末户口在本村的人数，是人，不是人次。", "Persons registered in the village at the end of the year."),
    ("residents", 1990, None, 0, 60_000, REPORT, "全年在本村住满半年以上的人数。", "Persons who lived in the village for more than half of the year."),
    ("arable_mu", 1990, None, 0, 200_000, REPORT, "年末耕地面积，以亩计。", "Arable land at the end of the year, in mu."),
    ("income_per_head_yuan", 1990, None, 0, 500_000, REPORT, "农民全年人均可支配收入；上级按户籍人口加权平均。", "Disposable income of a year per head; means of higher places are weighted by population."),
    ("output_yuan", 1990, None, 0, 20_000_000_000, MARKS, "全年总产值；带产品类别的是其中这一类（NY/T 3177）的产值。", "Output of the year; with a product class (NY/T 3177), the part of that class."),
    ("leading_output_yuan", 1990, None, 0, 20_000_000_000, MARKS, "主导产业全年产值。", "Output of the leading product in the year."),
    ("farm_income_yuan", 1990, None, 0, 10_000_000_000, MARKS, "农户全年农业经营收入合计。", "What all households earned by farming in the year."),
    ("leading_income_yuan", 1990, None, 0, 10_000_000_000, MARKS, "其中主导产业的收入合计。", "The part of it that the leading product earned."),
    ("leading_households", 1990, None, 0, 20_000, MARKS, "从事主导产业的农户数。", "Households that grow or make the leading product."),
    ("coop_member_households", 1990, None, 0, 20_000, MARKS, "加入农民合作社的农户数。", "Households that belong to a farmers' co-operative."),
    ("trademarks", 1990, None, 0, 1_000, MARKS, "年末有效的注册商标数。", "Trademarks registered and valid at the end of the year."),
    ("quality_marks", 1990, None, 0, 1_000, MARKS, "年末有效的无公害、绿色、有机产品认证和地理标志数。", "Valid marks at the end of the year: hazard-free, green, organic, origin."),
    ("poor_households", 2014, 2020, 0, 20_000, POOR, "年末在册的建档立卡贫困户。", "Poor households on the register at the end of the year."),
    ("poor_households", 2021, None, 0, 20_000, WATCH, "年末防返贫监测对象：脱贫不稳定户、边缘易致贫户、突发严重困难户。", "Households watched against falling back into poverty, all three classes."),
    ("ecommerce_sales_yuan", 2000, None, 0, 50_000_000_000, PROJECT, "本平台以外各平台全年网络销售额，由平台或网店报来，不含本平台订单。", "Sales of the year on platforms other than this one, as these or the shops told."),
    ("broadband_households", 2000, None, 0, 20_000, PROJECT, "年末已接通宽带的农户数。", "Households with broadband at the end of the year."),
    ("road_hardened", 1990, None, 0, 1, PROJECT, "村委会通硬化路记 1，不通记 0；上级是通路的村数。", "1 where a hard road reaches the committee, else 0; higher places count villages."),
    ("logistics_days", 2000, None, 0, 60, PROJECT, "快递从县里到村里平均几天；上级按户数加权平均。", "Mean days of a parcel from the county to the village; weighted by households above."),
    ("logistics_cost_yuan", 2000, None, 0, 500, PROJECT, "寄出一单快递的平均运费；上级按户数加权平均。", "Mean freight of a parcel that is sent; weighted by households above."),
    ("high_merchants", 2013, None, 0, None, INDEX, "年销售额超过 24 万元的网商数。", "Merchants who sold more than 240,000 yuan in the year."),
    ("shoppers", 2013, None, 0, None, INDEX, "全年在网上买过东西的人数。", "Persons who bought something online in the year."),
    ("high_shoppers", 2013, None, 0, None, INDEX, "全年网购超过 1 万元的人数。", "Persons who spent more than 10,000 yuan online in the year."),
]  # fmt: skip


def fill(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    kinds, definitions = (
        apps.get_model("yearbook", "FactKind"),
        apps.get_model("yearbook", "Definition"),
    )
    made: dict[str, Any] = {}
    for order, (
        name,
        zh,
        en,
        unit_zh,
        unit_en,
        digits,
        rollup,
        weight,
        by_class,
        headings,
    ) in enumerate(KINDS):
        made[name] = kinds.objects.create(
            name=name, title_zh=zh, title_en=en, unit_zh=unit_zh, unit_en=unit_en, digits=digits,
            rollup=rollup, weight=made.get(weight), by_class=by_class, headings=headings,
            order=10 * order,
        )  # fmt: skip
    for name, first, last, least, most, source, zh, en in MEANINGS:
        definitions.objects.create(
            kind=made[name], valid_from=first, valid_to=last, told_zh=zh, told_en=en, source=source,
            least=Decimal(least), most=None if most is None else Decimal(most),
        )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("yearbook", "0002_standing")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
