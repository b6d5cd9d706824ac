"""Time: aware UTC inside, the wall clock of China (Asia/Shanghai) in front of people."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)


def wall(moment: datetime) -> datetime:
    """Return the moment as a clock in China shows it."""
    return moment.astimezone(CHINA)


def today() -> date:
    """Return the day as a calendar in China shows it."""
    return wall(now()).date()
