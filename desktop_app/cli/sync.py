"""``overview sync``: one pass over the sites, told source by source."""

from __future__ import annotations

import threading
from argparse import Namespace
from typing import Any

from desktop_app import messages
from desktop_app.cli.output import Progress, print_json, print_table, say
from desktop_app.library.core import Core
from desktop_app.model.errors import FetchProblem
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
    if not is_interrupted:
        is_interrupted = not _translate(core, progress)
    progress.clear()
    report = core.report
    if report is None:
        say("Stopped.")
        return INTERRUPTED
    _tell(report, options)
    return INTERRUPTED if is_interrupted else _exit_code(report)


def _translate(core: Core, progress: Progress) -> bool:
    """Put into English what came, where a language is installed; whether nobody stopped it. The rest waits."""
    try:
        core.library.translate_waiting(lambda done: progress.show(f"translating: {done}"))
    except KeyboardInterrupt:
        return False
    return True


def _exit_code(report: SyncReport) -> int:
    """A source that is left in peace after it failed has not been read either."""
    cancelled = [o for o in report.outcomes if o.problem == FetchProblem.CANCELLED]
    rest = [o for o in report.outcomes if o not in cancelled]
    return 1 if rest and all(o.outcome is Outcome.FAILED or _is_left_in_peace(o) for o in rest) else 0


def _is_left_in_peace(outcome: FeedOutcome) -> bool:
    """Not asked, because it refused not long ago."""
    return outcome.outcome is Outcome.SKIPPED and outcome.problem not in {"", FetchProblem.CANCELLED}


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
    told = [o for o in sources if o.outcome in {Outcome.NEW, Outcome.FAILED} or _is_left_in_peace(o)]
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
    sentence = messages.problem_sentence(outcome.problem, outcome.status)
    return f"Not asked again yet. {sentence}" if outcome.outcome is Outcome.SKIPPED else sentence


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
