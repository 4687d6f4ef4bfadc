"""``overview sync``: one pass over the sites, told source by source."""

from __future__ import annotations

import threading
from argparse import Namespace
from typing import Any

from desktop_app import messages
from desktop_app.cli.output import Progress, print_json, print_table, say
from desktop_app.library.core import Core
from desktop_app.model.events import Event, SyncFinished, SyncProgress
from desktop_app.sync.report import FeedOutcome, Outcome, SyncReport

INTERRUPTED = 130
CANCEL_S = 10.0  # for the requests under way to end
LOOK_S = 0.2  # Windows tells of Ctrl+C only between two waits


def sync(options: Namespace, core: Core) -> int:
    core.take_catalog()
    finished = threading.Event()
    progress = Progress()

    def hear(event: Event) -> None:
        if isinstance(event, SyncProgress):
            progress.show(f"{event.done} of {event.feeds}")
        elif isinstance(event, SyncFinished):
            finished.set()

    core.hub.subscribe(hear)
    core.start(sync_at_once=False)
    is_interrupted = False
    core.library.sync_all(options.country)
    try:
        while not finished.wait(LOOK_S):
            pass
    except KeyboardInterrupt:
        is_interrupted = True
        core.library.cancel_sync()
        finished.wait(CANCEL_S)
    progress.clear()
    report = core.report
    if report is None:
        say("Stopped.")
        return INTERRUPTED
    _tell(report, options)
    return INTERRUPTED if is_interrupted else _exit_code(report)


def _exit_code(report: SyncReport) -> int:
    asked = [o for o in report.outcomes if o.outcome is not Outcome.SKIPPED]
    return 1 if asked and all(o.outcome is Outcome.FAILED for o in asked) else 0


def _tell(report: SyncReport, options: Namespace) -> None:
    sources = sorted(report.outcomes, key=lambda o: (o.country, o.outlet_name, o.url))
    if options.json:
        print_json(
            {
                "new": report.added,
                "failed": report.failed,
                "seconds": round(report.seconds, 1),
                "sources": [_values(o) for o in sources],
            }
        )
        return
    if not sources:
        where = f" of {', '.join(options.country)}" if options.country else ""
        say(f"No source{where} is on. 'overview sources list --all' shows what there is.")
        return
    told = [o for o in sources if o.outcome in {Outcome.NEW, Outcome.FAILED}]
    print_table([(o.country, o.outlet_name, _words(o)) for o in told], (2, 32))
    if report.is_offline:
        say(messages.problem_sentence("offline"))
    say(
        f"{messages.count(report.added, 'new article')} from {messages.count(len(sources), 'source')}"
        f" in {report.seconds:.0f} s, {report.failed} failed."
    )


def _words(outcome: FeedOutcome) -> str:
    if outcome.outcome is Outcome.NEW:
        return f"{outcome.added} new"
    return messages.problem_sentence(outcome.problem, outcome.status)


def _values(outcome: FeedOutcome) -> dict[str, Any]:
    return {
        "source": outcome.outlet_name,
        "country": outcome.country,
        "feed": outcome.url,
        "outcome": outcome.outcome.value,
        "new": outcome.added,
        "bytes": outcome.received,
        "status": outcome.status,
        "error": messages.problem_sentence(outcome.problem, outcome.status) or None,
    }
