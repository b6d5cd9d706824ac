"""What the shops room does by itself: thin calls of its actions; asking twice does no harm."""

import structlog
from procrastinate.contrib.django import app

from yutang.kernel.clock import today
from yutang.places.rules import CODE_DIGITS
from yutang.plumbing.config import Config
from yutang.shops import actions
from yutang.shops.actions.syncing import pull
from yutang.shops.sources.folder import Folder

log = structlog.get_logger()
INCOMING = "incoming/shops"
"""In the data folder: one folder a place, named by its code, with tables of months in it."""


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="shops.count_new", pass_context=False)
def count_own_months(timestamp: int) -> None:
    """Count again the months of orders that were paid or refunded since the last time."""
    written = actions.count_new()
    if written:
        log.info("shop_months_counted", months=written, at=timestamp)


@app.periodic(cron="25 * * * *")
@app.task(queueing_lock="shops.pull_folders", pass_context=False)
def pull_folders(timestamp: int) -> None:
    """Read each place's folder of tables, if the installation has any."""
    folders = Config.load().data / INCOMING
    for path in sorted(folders.iterdir()) if folders.is_dir() else ():
        if path.is_dir() and path.name.isdigit() and len(path.name) in CODE_DIGITS.values():
            source = Folder(path, path.name)
            done = pull(source)
            log.info("shop_folder_read", place=path.name, at=timestamp, months=dict(done))
            for each in source.problems[:50]:
                log.warning("shop_folder_problem", cell=each.cell, said=each.en, place=path.name)


@app.periodic(cron="10 17 1 * *")
@app.task(queueing_lock="shops.tally_years", pass_context=False)
def tally_years(timestamp: int) -> None:
    """On the second of each month in China: the month that is over counts now, for all places."""
    del timestamp
    day = today()
    for year in {day.year, day.year - 1 if day.month == 1 else day.year}:
        actions.tally_year(year)
