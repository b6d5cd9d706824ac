"""Which word of a pasted address is somebody's name."""

import re

SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕"
    "丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付傅方邹熊白孟秦邱侯江尹薛闫阎段雷龙黎史陶贺毛郝顾龚邵万覃"
    "武钱戴严莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申耿关兰焦俞左柳甘祝包宁尚符舒阮柯"
    "纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉"
    "缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇"
    "桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位"
    "仝百里"
)
_COMPOUND = ("欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "南宫")
_HONORIFIC = re.compile(
    r"(?:先生|女士|小姐|太太|老师|阿姨|叔叔|同学|师傅|大哥|大姐|大爷|大娘|老板|经理|主任|总)$"
)
_ADDRESS = re.compile(
    r"[省市区县镇乡村组路街道巷弄号室楼栋幢座层园苑城厦店院校厂屯庄里社寨坊站部司馆府湾桥塔铺]"
)
_ENDS_ADDRESS = re.compile(
    r"(?:[省市区县镇乡村组路街巷弄号室楼栋幢层园苑厦店院校厂屯庄铺]|街道|小区)$"
)
_LETTERS = re.compile(r"[A-Za-z\u4e00-\u9fff\u3400-\u4dbf·.*'\U00020000-\U0003ffff ]+")
_LATIN = re.compile(r"[A-Za-z.' ]+")
_RECEIVES = re.compile(r"\s*[(（]?收[)）]?$")
_GLUED = re.compile(r"(?<=[号室楼栋幢座层户元院#0-9])(?![号室楼栋幢座层户单])[\u4e00-\u9fff]{2,4}$")
HAN_MAX = 4
LATIN_MAX = 24
ENOUGH = 3
UNFIT = -9


def score(word: str, *, beside_mobile: bool, at_end: bool) -> int:
    """Return how much a word looks like a name: from `ENOUGH` it is one, below 0 it is none."""
    bare = without_receives(word)
    if not bare or not _LETTERS.fullmatch(bare):
        return UNFIT
    honoured = bool(_HONORIFIC.search(bare))
    if _LATIN.fullmatch(bare):
        return (ENOUGH if beside_mobile else 1) if len(bare) <= LATIN_MAX else UNFIT
    most = HAN_MAX + 2 if honoured or has_compound(bare) else HAN_MAX
    if "·" in bare:
        most = 3 * HAN_MAX
    if len(bare) > most:
        return UNFIT
    surname = bare[0] in SURNAMES or has_compound(bare)
    points = 4 * honoured + 2 * surname + 3 * beside_mobile + at_end + 3 * (bare != word)
    points += {1: -1, 2: 1, 3: 1}.get(len(bare), 0)
    if not honoured:
        points -= 4 * bool(_ENDS_ADDRESS.search(bare)) + bool(_ADDRESS.search(bare[1:]))
    if not (surname or honoured or beside_mobile or at_end or bare != word):
        points -= 1
    return points


def has_compound(word: str) -> bool:
    """Tell whether the word begins with a surname of two characters."""
    return word.startswith(_COMPOUND)


def without_receives(word: str) -> str:
    """李小明收, 李小明(收) → 李小明."""
    bare = _RECEIVES.sub("", word).strip()
    return bare if len(bare) > 1 else word.strip()


def glued(word: str) -> str:
    """Return the name that stands without a gap behind a house number (北街1号李小明)."""
    found = _GLUED.search(word)
    name = found[0] if found else ""
    fits = name and (name[0] in SURNAMES or has_compound(name)) and not _ADDRESS.search(name[1:])
    return name if fits and len(name) <= HAN_MAX - 1 + has_compound(name) else ""
