"""The columns of the tables that people bring: what became of codes, and old lists of places."""

from yutang.places.rules.succession import Kind
from yutang.plumbing.sheets.columns import Choice, Code, Column, Day, Text, Year

KINDS = Choice(
    {
        "不变": Kind.SAME,
        "更名": Kind.RENAMED,
        "改代码": Kind.RECODED,
        "并入": Kind.MERGED,
        "分为": Kind.SPLIT,
        "撤销": Kind.ABOLISHED,
        "same": Kind.SAME,
        "renamed": Kind.RENAMED,
        "recoded": Kind.RECODED,
        "merged": Kind.MERGED,
        "split": Kind.SPLIT,
        "abolished": Kind.ABOLISHED,
        "合并": Kind.MERGED,
        "拆分": Kind.SPLIT,
    }
)
SUCCESSORS = (
    Column("old_code", "旧代码", "Old code", Code(), ("原代码",), example="510124"),
    Column("old_edition", "旧版本", "Its edition", Year(), ("旧代码年份",), example="2015"),
    Column("old_name", "旧名称", "Name then", Text(60), ("原名称", "原名"), example="郫县"),
    Column("new_code", "新代码", "New code", Code(), ("现代码",), required=False, example="510117"),
    Column("new_edition", "新版本", "New edition", Year(), ("新代码年份",), example="2023"),
    Column("kind", "变化", "What happened", KINDS, ("类型",), example="改代码"),
    Column("valid_from", "生效日期", "Since", Day(), ("起始日期",), required=False),
    Column("source", "来源", "Source", Text(200), ("依据",), example="民政部公告"),
)
_PARTS = (
    ("province", "省", "Province", ("省份", "省级", "省市自治区")),
    ("prefecture", "市", "City", ("地市", "地级市", "市州", "城市", "prefecture")),
    ("county", "县", "County", ("区县", "县区", "县市区", "县级", "县名", "district")),
    ("town", "乡镇", "Town", ("镇", "乡", "街道", "乡镇街道", "镇街", "township")),
    ("village", "村", "Village", ("行政村", "村名", "村名称", "淘宝村", "村庄", "建制村")),
)
LIST = tuple(Column(name, zh, en, Text(60), also, required=False) for name, zh, en, also in _PARTS)
