"""On which days offices work: public holidays as far as the calendar knows them."""

from datetime import date, datetime

from yutang.honours.rules import notices


def notice_until(begins: date, working_days: int) -> date:
    """Return the last day of a notice; Monday to Friday where a year's holidays are not known."""
    from lunar_python.util import HolidayUtil  # noqa: PLC0415 - heavy, and only notices ask

    off: set[date] = set()
    on_duty: set[date] = set()
    for year in (begins.year, begins.year + 1):
        for holiday in HolidayUtil.getHolidays(str(year)):
            day = datetime.strptime(holiday.getDay(), "%Y-%m-%d").date()  # noqa: DTZ007 - a day
            (on_duty if holiday.isWork() else off).add(day)
    return notices.last_day(begins, working_days, off, on_duty)
