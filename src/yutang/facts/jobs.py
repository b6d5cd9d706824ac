"""Jobs of the facts room: what changed is published each minute; old files go at night."""

import structlog
from procrastinate.contrib.django import app

from yutang.facts import actions
from yutang.facts.errors import Publishing
from yutang.kernel.clock import now

log = structlog.get_logger()


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="facts_publish", pass_context=False)
def publish(timestamp: int) -> None:
    """Each minute; `timestamp` is the moment it was due, and nothing depends on it."""
    del timestamp
    try:
        done = actions.publish()
    except Publishing:
        log.info("facts_published_elsewhere")
        return
    if done.parts:
        versions = {root: version.number for root, version in done.versions.items()}
        log.info("facts_published", parts=done.parts, versions=versions)


@app.periodic(cron="40 18 * * *")
@app.task(queueing_lock="facts_sweep", pass_context=False)
def sweep(timestamp: int) -> None:
    """At 02:40 in China."""
    del timestamp
    try:
        swept = actions.sweep(now())
    except Publishing:
        log.info("facts_not_swept")
        return
    log.info("facts_swept", versions=swept.versions, files=swept.files)
