"""Where shops of villagers are listed: a list with a version, because platforms come and go."""

from typing import Final, NamedTuple

VERSION: Final = "2026-11"
OWN: Final = "yutang"
"""This platform: its months are counted from its own orders and never typed."""


class Platform(NamedTuple):
    """A platform; `also` are other words for it in people's tables."""

    id: str
    zh: str
    en: str
    also: tuple[str, ...] = ()


PLATFORMS: Final = (
    Platform("taobao", "淘宝", "Taobao", ("淘宝网", "淘宝店", "tb")),
    Platform("tmall", "天猫", "Tmall", ("天猫商城", "tm")),
    Platform("1688", "1688", "1688", ("阿里巴巴", "阿里巴巴1688", "诚信通")),
    Platform("pdd", "拼多多", "Pinduoduo", ("多多", "pinduoduo")),
    Platform("jd", "京东", "JD", ("京东商城", "jingdong")),
    Platform("douyin", "抖音", "Douyin", ("抖音小店", "抖店")),
    Platform("kuaishou", "快手", "Kuaishou", ("快手小店",)),
    Platform("wechat", "微信", "WeChat", ("微信小店", "微店", "视频号", "小程序")),
    Platform(OWN, "鱼塘", "Yutang", ("本平台",)),
    Platform("other", "其他", "Other", ("其它", "别的")),
)
_WORDS: Final = {
    word.lower(): each.id for each in PLATFORMS for word in (each.id, each.zh, each.en, *each.also)
}
_BY_ID: Final = {each.id: each for each in PLATFORMS}


def platform_of(text: str) -> str | None:
    """Return the id of the platform that a word in a table means; None: we know none of it."""
    return _WORDS.get(text.strip().lower())


def named(platform: str, *, english: bool) -> str:
    """Return how readers call it."""
    known = _BY_ID.get(platform)
    if known is None:
        return platform
    return known.en if english else known.zh
