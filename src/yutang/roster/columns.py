"""What the columns of a list of persons are called and how their cells are read."""

from typing import Final

from yutang.plumbing.sheets.columns import Choice, Column, Day, Text

GENDER: Final = Choice({"女": "f", "男": "m", "woman": "f", "man": "m", "f": "f", "m": "m"})
POVERTY: Final = Choice(
    {
        "脱贫不稳定户": "unstable",
        "边缘易致贫户": "marginal",
        "突发严重困难户": "sudden",
        "脱贫不稳定": "unstable",
        "边缘易致贫": "marginal",
        "突发严重困难": "sudden",
        "out of poverty, not stable": "unstable",
        "on the margin of poverty": "marginal",
        "in sudden serious hardship": "sudden",
    }
)
PERSONS: Final = (
    Column("name", "姓名", "Name", Text(40), also=("学员姓名", "参保人姓名"), example="张三"),
    Column(
        "place",
        "所在村",
        "Lives in",
        Text(60),
        also=("村", "村庄", "家庭住址", "住址", "村代码", "行政村"),
        example="峪耳崖村",
    ),
    Column(
        "id_number",
        "身份证号",
        "ID number",
        Text(30),
        also=("身份证", "身份证号码", "公民身份号码", "证件号码"),
        required=False,
    ),
    Column("gender", "性别", "Gender", GENDER, required=False, example="女"),
    Column("birth_on", "出生日期", "Born on", Day(), also=("出生年月日", "生日"), required=False),
    Column(
        "mobile", "手机", "Mobile", Text(20), also=("手机号", "联系电话", "电话"), required=False
    ),
    Column(
        "bank_account", "银行卡号", "Bank account", Text(40), also=("银行账号",), required=False
    ),
    Column(
        "poverty_class", "防返贫类别", "Poverty class", POVERTY, also=("监测类别",), required=False
    ),
    Column(
        "poverty_pointer",
        "监测户编号",
        "Number in the register",
        Text(40),
        also=("户编号",),
        required=False,
    ),
    Column("poverty_until", "监测有效期至", "Status until", Day(), required=False),
    Column("guardian", "监护人", "Guardian", Text(40), also=("监护人姓名",), required=False),
    Column("relation", "与监护人关系", "Relation", Text(20), also=("关系",), required=False),
)
PERSONS_KEY: Final = ("id_number", "name", "place", "birth_on")
