"""Kinds of programmes that people know by name, and the rule of money for the countryside."""

from datetime import date
from decimal import Decimal

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

KINDS = (
    ("village-hosts", "村播", "Village hosts", "ecommerce"),
    ("county-heads", "县长研修班", "County heads' seminar", "ecommerce"),
    ("taobao-university", "淘宝大学", "Taobao University", "education"),
    ("cloud-certificate", "云计算认证", "Cloud certificate", "education"),
    ("qingcheng", "青橙计划", "Qingcheng plan for vocational schools", "education"),
    ("pillar-insurance", "顶梁柱", "Insurance of breadwinners (Dingliangzhu)", "health"),
    ("women-insurance", "加油木兰", "Insurance of women (Jiayou Mulan)", "women"),
    ("green-jobs", "生态就业", "Planting and green jobs", "ecology"),
    ("rural-ecommerce", "电商进农村", "E-commerce into the countryside", "ecommerce"),
)
SCHEME = (
    "rural-ecommerce",
    "电子商务进农村综合示范资金",
    "State money for e-commerce in the countryside",
)
SOURCE = (
    "电子商务进农村综合示范的公开资金要求：农产品上行不低于 50%，公共服务中心不高于 15%，培训不少于"
    " 3000 人次，行政村覆盖不低于 80%。各年文件的写法不完全一样，起始日期是未核实的默认值 [V]；"
    "各省、市、县可以另定。"
)
# how, title, title in English, purpose or figure, at least, at most (percent, or the figure's unit)
DEMANDS = (
    ("share", "用于农产品上行", "Spent on selling farm goods upstream", "upstream", 50, None),
    ("share", "用于公共服务中心", "Spent on the public service centre", "centre", None, 15),
    (
        "figure",
        "培训人次",
        "Person-times trained",
        "training.person_times",
        3000,
        None,
    ),
    (
        "coverage",
        "有服务站点的行政村",
        "Villages with a station",
        "stations.stations",
        80,
        None,
    ),
)


def forward(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Write the kinds, the scheme and the first version of its rule."""
    kind = apps.get_model("programmes", "Kind")
    for position, (slug, title, title_en, direction) in enumerate(KINDS, start=1):
        kind.objects.create(
            slug=slug, title=title, title_en=title_en, direction=direction, position=position * 10
        )
    slug, title, title_en = SCHEME
    scheme = apps.get_model("programmes", "Scheme").objects.create(
        slug=slug, title=title, title_en=title_en
    )
    rule = apps.get_model("programmes", "MoneyRule").objects.create(
        scheme=scheme, valid_from=date(2018, 1, 1), source=SOURCE, is_unverified=True
    )
    demand = apps.get_model("programmes", "Demand")
    for position, (how, words, words_en, name, least, most) in enumerate(DEMANDS, start=1):
        demand.objects.create(
            rule=rule,
            position=position,
            how=how,
            title=words,
            title_en=words_en,
            name=name,
            least=None if least is None else Decimal(least),
            most=None if most is None else Decimal(most),
        )


class Migration(migrations.Migration):
    dependencies = [("programmes", "0004_guards")]
    operations = [migrations.RunPython(forward, migrations.RunPython.noop)]
