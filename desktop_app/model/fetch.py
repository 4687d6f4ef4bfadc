"""What a request for something on the web gives, and who can be asked for it.

The values are shared by ``net``, which fetches over HTTP, by ``demo``, which fetches from files, and by ``sync``,
which does not care.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Protocol

from desktop_app.model.errors import FetchProblem
from desktop_app.model.frozen import frozen


@frozen
class Validators:
    """What the site gave to ask "has it changed since?" with. Opaque: to be sent back byte for byte."""

    etag: str = ""
    last_modified: str = ""
    # The address that gave them, behind all redirects: another one may have given the same to something else.
    # "" when nobody knows; then they are sent to whichever is asked.
    given_by: str = field(default="", compare=False)


NO_VALIDATORS = Validators()


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Fetched:
    """A body.

    It may be the beginning of a body only: then ``shortfall`` says why. A careful reader takes from it what it can;
    when nothing can be made of it, the shortfall is what to tell the user.
    """

    body: bytes  # unpacked
    url: str  # where it came from in the end
    content_type: str  # the whole header, "" when there was none
    validators: Validators  # to store with the body; empty when the body ended early
    received: int  # bytes of the body as sent, packed
    permanent_url: str = ""  # where it has moved to for good: every hop was 301 or 308; "" otherwise
    max_age_s: int | None = None  # the site says it need not be asked again sooner; None when it says nothing
    was_downgraded: bool = False  # a redirect led from https to http
    shortfall: FetchProblem | None = None  # BROKEN or TIMEOUT: it ended early; TOO_LARGE: it was cut at the cap

    @property
    def is_complete(self) -> bool:
        return self.shortfall is None


@frozen
class NotModified:
    """The site says that what was fetched last time still stands."""

    validators: Validators  # those that were sent: they change only together with a body
    received: int = 0
    max_age_s: int | None = None
    permanent_url: str = ""


class Fetcher(Protocol):
    """From any thread, any number of requests at once."""

    def fetch(
        self, url: str, validators: Validators, *, cancelled: threading.Event | None = None
    ) -> Fetched | NotModified:
        """Waits for the answer. Raises FetchError, with CANCELLED soon after ``cancelled`` is set."""
        ...

    def close(self) -> None:
        """Ends what is running, soon; every later request is CANCELLED."""
        ...
