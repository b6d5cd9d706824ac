"""What the columns of a list of trainees are called and how their cells are read."""

from typing import Final

from yutang.plumbing.sheets.columns import Choice, Column, Text

JOINS: Final = Choice(
    {
        "学员": "student",
        "学生": "student",
        "老师": "teacher",
        "教师": "teacher",
        "student": "student",
        "teacher": "teacher",
    }
)
PEOPLE: Final = (
    Column("name", "姓名", "Name", Text(40), also=("学员姓名", "学员"), example="张三（示例）"),
    Column(
        "id_number",
        "身份证号",
        "ID number",
        Text(20),
        also=("身份证", "身份证号码", "证件号码"),
        example="110101199003070038",
    ),
    Column(
        "village",
        "所在村",
        "Village",
        Text(60),
        also=("村", "行政村", "村名", "住址", "村代码"),
        example="峪耳崖村",
    ),
    Column(
        "mobile",
        "手机",
        "Mobile",
        Text(20),
        also=("手机号", "联系电话", "电话"),
        required=False,
    ),
    Column("joins_as", "身份", "Joins as", JOINS, also=("类别",), required=False, example="学员"),
    Column(
        "guardian",
        "监护人",
        "Guardian",
        Text(40),
        also=("监护人姓名", "家长"),
        required=False,
    ),
    Column("relation", "与监护人关系", "Relation", Text(20), also=("关系",), required=False),
)
PEOPLE_KEY: Final = ("id_number",)
