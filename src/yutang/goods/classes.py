"""Classes of farm goods, NY/T 3177-2018 《农产品分类与代码》: names of the codes we know.

Two digits a level. The list holds part of the standard's table 1 (crops); a code of right form
that is not in it is kept as well and shown as its number.
"""

_TABLE = """
01 种植业产品|Crops
0101 粮食|Grains
010101 稻|Rice
010102 小麦|Wheat
010103 玉米|Maize
010104 薯类|Potatoes and sweet potatoes
010105 禾谷类杂粮|Coarse cereals
010106 干豆类杂粮|Dry beans
0102 油料|Oil crops
010201 大豆|Soya beans
010202 油菜|Rape
010203 花生|Peanuts
010204 芝麻|Sesame
010205 向日葵|Sunflower
010206 棉籽|Cottonseed
0103 果品|Fruit and nuts
010301 仁果类|Pome fruit
010302 核果类|Stone fruit
010303 浆果类|Berries
010304 柑橘类|Citrus fruit
010305 聚复果类|Multiple fruit
010306 荔果类|Lychees and kin
010307 坚果类|Nuts
010308 荚果类|Pod fruit
010309 果用瓜类|Melons
010310 香蕉类|Bananas
0104 蔬菜|Vegetables
010401 根菜类|Root vegetables
010402 白菜类|Chinese cabbage
010403 甘蓝类|Cabbages
010404 芥菜类|Mustards
010405 茄果类|Tomatoes, peppers, aubergines
010406 豆类蔬菜|Green beans
010407 瓜类蔬菜|Gourds
010408 葱蒜类|Onions and garlic
010409 叶菜类|Leaf vegetables
010410 薯芋类|Yams and taros
010411 水生蔬菜|Water vegetables
010412 多年生蔬菜|Perennial vegetables
010413 芽苗类|Sprouts
010414 野生蔬菜|Wild vegetables
0105 香辛料|Spices
010501 芳香料|Aromatic spices
010502 辛辣料|Hot spices
0106 食用菌|Mushrooms
010601 伞菌类|Gilled mushrooms
010602 耳类|Wood ears
010603 多孔菌类|Polypores
010604 虫草类|Cordyceps
010605 块菌类|Truffles
0107 饮料作物产品|Drink crops
010701 茶叶|Tea
010702 咖啡|Coffee
010703 可可豆|Cocoa beans
010704 代用茶|Herbal tea
0108 糖料|Sugar crops
010801 甜菜|Sugar beet
010802 甘蔗|Sugar cane
0109 纺织用植物原料|Fibre crops
"""


def _read(table: str) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for line in table.strip().splitlines():
        code, names = line.split(" ", 1)
        chinese, english = names.split("|")
        found[code] = (chinese, english)
    return found


NAMES = _read(_TABLE)
"""Code → (Chinese, English)."""


def name_of(code: str, *, english: bool) -> str:
    """Return the name of the class, or of the nearest class above it; empty when none is known."""
    while code:
        if code in NAMES:
            return NAMES[code][1 if english else 0]
        code = code[:-2]
    return ""
