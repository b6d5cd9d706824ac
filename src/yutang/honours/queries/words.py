"""What kinds, applicants, levels and states are called, in the reader's language."""

from yutang.honours.models import (
    ApplicantKind,
    Change,
    Decision,
    HonourState,
    KindName,
    LevelName,
    State,
)

_ON_PLAQUE = {
    "model_shop": ("示范店", "Model Shop"),
    "demo_village": ("示范村", "Demonstration Village"),
    "demo_town": ("示范镇", "Demonstration Town"),
    "pioneer_county": ("先行县", "Pioneer County"),
    "brand_station": ("兴农扶贫品牌站", "Brand Station of Rural Revival"),
    "park": ("淘宝产业园", "Taobao Industrial Park"),
}


def on_plaque(name: str) -> tuple[str, str]:
    """Return what stands on a plaque of this kind, in both languages, whoever reads."""
    return _ON_PLAQUE[name]


def kind(name: str) -> str:
    """Return what a kind of honour is called."""
    return str(KindName(name).label)


def applicant(name: str) -> str:
    """Return what a sort of applicant is called."""
    return str(ApplicantKind(name).label)


def level(name: str) -> str:
    """Return what a level is called."""
    return str(LevelName(name).label)


def state(name: str) -> str:
    """Return how an application stands."""
    return str(State(name).label)


def honour_state(name: str) -> str:
    """Return how an honour stands."""
    return str(HonourState(name).label)


def outcome(name: str) -> str:
    """Return what was decided."""
    return str(Decision.Outcome(name).label)


def change(name: str) -> str:
    """Return what happened to an honour."""
    return str(Change.What(name).label)
