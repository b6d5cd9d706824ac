"""A plot of a county's programme with money for wages, and persons who agreed to work on it."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from PIL import Image
from tests.cast import COUNTY, VILLAGE

from yutang.ecology import actions
from yutang.ecology.actions.planting import Planted
from yutang.ecology.models import Planting, Plot
from yutang.ecology.rules import read_corners
from yutang.kernel.clock import today
from yutang.people import actions as people
from yutang.people.access import Person
from yutang.programmes import actions as programmes
from yutang.programmes.access import Programme
from yutang.programmes.actions import DonationFacts, DonorFacts, ProgrammeFacts
from yutang.roster import actions as roster

AIM = "三年在坡地上种一千亩山杏，让村里人就近务工。"
CORNERS = "118.5000,40.6000\n118.5030,40.6000\n118.5030,40.6030\n118.5000,40.6030"
"""About 253 m by 333 m: 126.9 mu."""
Plant = Callable[..., Planting]


@pytest.fixture
def second_clerk(db: None) -> Person:
    """The other clerk of the county: two have to agree."""
    person = people.enrol("13800000043", "宽城干事二")
    people.give_grant(person, "clerk", COUNTY, by=None)
    return person


@pytest.fixture
def programme(clerk: Person, second_clerk: Person) -> Programme:
    """An ecology programme with 1,000 yuan, 600 of them planned for wages."""
    year = today().year
    span = (date(year - 3, 1, 1), date(year + 2, 12, 31))
    facts = ProgrammeFacts("坡地绿化（测试）", "ecology", COUNTY, AIM, *span)
    made = programmes.start(facts, clerk, key=uuid4())
    fund = programmes.open_fund("生态基金（测试）", "ecology", COUNTY, AIM, clerk, key=uuid4())
    donor = programmes.write_donor(fund.pk, DonorFacts("organisation", "某公司", "某公司"), clerk)
    said = DonationFacts(1000_00, today(), f"R{uuid4().hex[:12]}")
    given = programmes.note_donation(fund.pk, donor.pk, said, clerk, key=uuid4())
    programmes.decide_donation(given.pk, second_clerk, confirms=True)
    grant = programmes.ask_grant(fund.pk, made.pk, 1000_00, "第一批资金", clerk, key=uuid4())
    programmes.decide_grant(grant.pk, second_clerk, confirms=True)
    programmes.plan(made.pk, "wage", 600_00, clerk)
    return made


@pytest.fixture
def plot(programme: Programme, helper: Person) -> Plot:
    """Registered by the village's helper, with an outline."""
    facts = actions.PlotFacts(programme.pk, "东坡一号", VILLAGE, Decimal(120))
    return actions.register(facts, read_corners(CORNERS), "walked", helper, key=uuid4())


@pytest.fixture
def plant(plot: Plot, helper: Person, second_clerk: Person) -> Plant:
    """Return a function: the helper plants, and a clerk confirms unless told not to."""

    def planted(
        mu: int = 100, days_ago: int = 10, *, confirmed: bool = True, is_again: bool = False
    ) -> Planting:
        on = today() - timedelta(days=days_ago)
        said = Planted(on, "山杏", Decimal(mu), trees=mu * 74, is_again=is_again)
        noted = actions.plant(plot.pk, said, None, helper, key=uuid4())
        return actions.confirm(noted.pk, second_clerk) if confirmed else noted

    return planted


@pytest.fixture
def workers(clerk: Person) -> list[int]:
    """Three persons of the village who agreed to green work."""
    return [
        roster.enter(
            roster.Entry(name=name, place_code=VILLAGE),
            clerk,
            purpose="ecology",
            agreed=roster.Agreed(),
        ).pk
        for name in ("赵春生", "钱桂花", "孙有田")
    ]


def photo(taken: str = "", east: float = 0, north: float = 0) -> bytes:
    """Return a JPEG whose camera wrote when and where it was taken, as far as given."""
    picture, made = Image.new("RGB", (80, 60), "green"), io.BytesIO()
    exif = Image.Exif()
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
    if east:
        gps = exif.get_ifd(0x8825)
        gps[1], gps[2], gps[3], gps[4] = "N", _parts(north), "E", _parts(east)
    picture.save(made, "JPEG", exif=exif)
    return made.getvalue()


def _parts(degrees: float) -> tuple[float, float, float]:
    minutes = (degrees % 1) * 60
    return (int(degrees), int(minutes), (minutes % 1) * 60)
