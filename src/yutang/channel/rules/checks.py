"""What a recommended good is checked for, and what the register alone can answer.

A channel's checklist is versioned data: questions, each for all goods or those of a class. A kind
other than `person` is answered from the goods room's records; where these say nothing, and for
`person`, somebody looks and answers. A good is admitted when every question is answered yes.

The kinds follow what the Hebei article tells (the city puts forward goods that qualify) and the
law on farm goods online (合格证, licence, marks, origin). Which of them a real channel asks is not
published: the first version is an unverified default, and says so.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

PASSED: Final = "passed"
FAILED: Final = "failed"
OPEN: Final = "open"
Outcome = Literal["passed", "failed", "open"]

KINDS: Final[dict[str, tuple[str, str]]] = {
    "certificate": (
        "这一批货有承诺达标合格证（法律要求的品类）",
        "The batch has its certificate where the law asks for one",
    ),
    "licence": (
        "加工食品有 SC 编号或登记的小作坊",
        "Processed food has an SC number or a registered workshop",
    ),
    "marks": ("说有的认证标志，今天都有效", "Every mark that is claimed is held and valid today"),
    "origin": ("产地由种养人确认过", "The origin was confirmed by the grower"),
    "price": (
        "价格不高于县里自己卖的价格",
        "The price is not above the county's own",
    ),
    "photos": ("有实物照片", "There is a photograph of the goods"),
    "sound": ("这批货没有召回，检测合格", "The batch is not recalled and failed no test"),
}
"""Kinds that the register answers, with the question in Chinese and English."""
PERSON: Final = "person"
CLASS_DIGITS: Final = frozenset({0, 2, 4, 6})


@dataclass(frozen=True)
class Question:
    """One line of a checklist; `class_code` is a prefix of NY/T 3177, empty for all goods."""

    kind: str
    class_code: str
    zh: str
    en: str


@dataclass(frozen=True)
class Facts:
    """What the register knows of a good on the day it is checked. Money in fen."""

    needs_certificate: bool
    has_certificate: bool
    is_processed: bool
    licence: str
    """SC number or workshop, empty when there is none."""
    claimed: tuple[str, ...]
    """Numbers of the marks that the city names."""
    held: frozenset[str]
    """Numbers of the marks that may be shown today."""
    is_confirmed: bool
    by_grower: bool
    price_fen: int
    own_price_fen: int | None
    """The lowest price at which the county itself sells it today; None: it does not."""
    photos: int
    recalled: str
    """Number of the batch that was recalled, empty when none was."""
    test_failed: bool


@dataclass(frozen=True)
class Finding:
    """What a question's answer is, and what was seen, in both languages."""

    outcome: Outcome
    zh: str
    en: str


STANDARD: Final[tuple[Question, ...]] = (
    *(Question(kind, "", *KINDS[kind]) for kind in KINDS),
    Question(PERSON, "", "看过样品，和照片、说明一致", "A sample was seen and is as described"),
    Question(
        PERSON, "", "说好的年供应量供得上", "The supply of a year that is promised can be delivered"
    ),
    Question(
        PERSON,
        "02",
        "有动物检疫证明",
        "Animal goods have their quarantine certificate",
    ),
)
"""The first version of a new channel's checklist."""
STANDARD_SOURCE: Final = "默认清单，未经核实（2019 年报道没有公布条件）"


def asked(questions: Iterable[Question], class_code: str) -> list[int]:
    """Return the positions of the questions that goods of this class are asked."""
    return [n for n, each in enumerate(questions) if class_code.startswith(each.class_code)]


def judge(kind: str, facts: Facts) -> Finding:
    """Return what the register answers to a question of this kind; `open` where it cannot."""
    found = _JUDGES.get(kind)
    if found is None:
        return Finding(OPEN, "需要人来看", "Somebody has to look")
    return found(facts)


def missing(outcomes: Collection[tuple[str, Finding]]) -> tuple[list[str], list[str]]:
    """Return what is missing, of (question, finding) pairs that failed: Chinese, English."""
    failed = [finding for _question, finding in outcomes if finding.outcome == FAILED]
    return [each.zh for each in failed], [each.en for each in failed]


def admits(findings: Sequence[Finding]) -> bool:
    """Tell whether a good may be admitted: something was asked, and all of it is answered yes."""
    return bool(findings) and all(each.outcome == PASSED for each in findings)


def _certificate(facts: Facts) -> Finding:
    if facts.has_certificate:
        return Finding(PASSED, "有合格证", "It has its certificate")
    if not facts.needs_certificate:
        return Finding(PASSED, "这一品类或生产者不强制", "Not required of these goods")
    return Finding(FAILED, "缺：这一批的承诺达标合格证", "Missing: the batch's certificate")


def _licence(facts: Facts) -> Finding:
    if not facts.is_processed:
        return Finding(PASSED, "初级农产品，不需要", "Fresh farm goods need none")
    if facts.licence:
        return Finding(PASSED, f"有：{facts.licence}", f"It has {facts.licence}")
    return Finding(
        FAILED, "缺：SC 编号或小作坊登记", "Missing: an SC number or a registered workshop"
    )


def _marks(facts: Facts) -> Finding:
    if not facts.claimed:
        return Finding(PASSED, "没有写认证标志", "No mark is claimed")
    absent = [number for number in facts.claimed if number not in facts.held]
    if not absent:
        return Finding(PASSED, "都有效", "All are valid")
    numbers = "、".join(absent)
    return Finding(
        FAILED,
        f"缺：{numbers} 的有效证书",
        f"Missing: a valid document of {', '.join(absent)}",
    )


def _origin(facts: Facts) -> Finding:
    if not facts.is_confirmed:
        return Finding(FAILED, "缺：种养人确认产地", "Missing: the grower's word on the origin")
    if facts.by_grower:
        return Finding(PASSED, "种养人自己确认的", "Confirmed by the grower")
    return Finding(
        PASSED,
        "种养人没有账号，由县办代为记录",
        "Recorded by a clerk for a grower without account",
    )


def _price(facts: Facts) -> Finding:
    own = facts.own_price_fen
    if own is None:
        return Finding(OPEN, "县里现在没有在卖，请人工比价", "Not on sale now: compare by hand")
    theirs, ours = facts.price_fen / 100, own / 100
    if facts.price_fen <= own:
        return Finding(
            PASSED,
            f"¥{theirs:.2f}，县里卖 ¥{ours:.2f}",
            f"¥{theirs:.2f}; the county sells at ¥{ours:.2f}",
        )
    return Finding(
        FAILED,
        f"¥{theirs:.2f} 高于县里的 ¥{ours:.2f}，请降价",
        f"¥{theirs:.2f} is above the county's ¥{ours:.2f}: lower it",
    )


def _photos(facts: Facts) -> Finding:
    if facts.photos:
        return Finding(PASSED, f"{facts.photos} 张", f"{facts.photos} there")
    return Finding(FAILED, "缺：实物照片", "Missing: a photograph of the goods")


def _sound(facts: Facts) -> Finding:
    if facts.recalled:
        return Finding(
            FAILED, f"批次 {facts.recalled} 已召回", f"Batch {facts.recalled} was recalled"
        )
    if facts.test_failed:
        return Finding(FAILED, "最近一次检测不合格", "The latest test was not passed")
    return Finding(PASSED, "没有召回，没有不合格的检测", "No recall, no failed test")


_JUDGES = {
    "certificate": _certificate,
    "licence": _licence,
    "marks": _marks,
    "origin": _origin,
    "price": _price,
    "photos": _photos,
    "sound": _sound,
}
