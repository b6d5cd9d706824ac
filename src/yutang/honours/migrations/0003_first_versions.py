"""The first version of each kind's rule: unverified defaults, for an operator to replace.

The articles name the honours; no public rule of them was found, so terms and thresholds are ours
and say so.
"""

from datetime import date
from decimal import Decimal

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SOURCE = (
    "未核实的默认值 [V]：文章提到这种荣誉，没有找到公开的认定办法；期限和门槛是平台暂定的，"
    "各省、市、县可以另定。公示期按工作日计，参照各地示范创建通知常见的 5 至 7 个工作日。"
)
PHOTOS = ("document", "现场照片", "Photographs of the place", "", None)
MINUTES = (
    "document",
    "村民会议或村民代表会议同意申报的记录",
    "Minutes of the villagers' assembly",
    "",
    None,
)
ACTIVE_SHOPS, SALES = "shops.active_shops", "shops.sales"
# kind, who may apply, last level, working days, months in force, demands
FIRST = (
    (
        "model_shop",
        ["shop"],
        "county",
        5,
        24,
        (
            ("document", "营业执照或自然人登记", "Licence or registration", "", None),
            ("document", "店铺和货品照片", "Photographs of the shop and its goods", "", None),
        ),
    ),
    (
        "demo_village",
        ["village"],
        "city",
        5,
        36,
        (
            (
                "figure",
                "活跃网店数",
                "Active shops of the village",
                ACTIVE_SHOPS,
                Decimal(10),
            ),
            (
                "verdict",
                "达到淘宝村标准",
                "Meets the criteria of a Taobao village",
                "taobao-village",
                None,
            ),
            MINUTES,
            PHOTOS,
        ),
    ),
    (
        "demo_town",
        ["town"],
        "city",
        5,
        36,
        (
            ("figure", "活跃网店数", "Active shops of the town", ACTIVE_SHOPS, Decimal(50)),
            (
                "verdict",
                "达到淘宝镇标准",
                "Meets the criteria of a Taobao town",
                "taobao-town",
                None,
            ),
            ("document", "镇里的发展计划", "The town's plan", "", None),
        ),
    ),
    (
        "pioneer_county",
        ["county"],
        "province",
        7,
        36,
        (
            (
                "figure",
                "达到淘宝村标准的村数",
                "Villages that meet the criteria",
                "criteria.identified_villages",
                Decimal(5),
            ),
            ("document", "整县建设方案", "The plan of whole-county building", "", None),
            ("document", "县政府申报函", "The county government's letter", "", None),
        ),
    ),
    (
        "brand_station",
        ["county", "station"],
        "province",
        5,
        36,
        (
            ("document", "市里推荐意见", "The city's recommendation", "", None),
            ("document", "站点照片", "Photographs of the station", "", None),
            ("document", "货品和服务清单", "List of goods and services", "", None),
        ),
    ),
    (
        "park",
        ["producer"],
        "province",
        7,
        36,
        (
            ("document", "园区规划或批复", "The park's plan or approval", "", None),
            ("document", "入驻商户名单", "List of the firms in it", "", None),
            PHOTOS,
        ),
    ),
)


def first(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    version_table = apps.get_model("honours", "Version")
    demand_table = apps.get_model("honours", "Demand")
    for kind, applicants, last_level, notice_days, valid_months, demands in FIRST:
        version = version_table.objects.create(
            kind=kind,
            place_code="",
            valid_from=date(2019, 1, 1),
            applicants=applicants,
            last_level=last_level,
            notice_days=notice_days,
            valid_months=valid_months,
            review_months=12,
            warning_days=90,
            hearing_days=7,
            source=SOURCE,
            is_unverified=True,
        )
        for position, (how, title, title_en, name, least) in enumerate(demands):
            demand_table.objects.create(
                version=version,
                position=position,
                how=how,
                title=title,
                title_en=title_en,
                name=name,
                least=least,
            )


class Migration(migrations.Migration):
    dependencies = [("honours", "0002_guards")]
    operations = [migrations.RunPython(first, migrations.RunPython.noop)]
