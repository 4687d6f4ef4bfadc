"""
Questions and answers in JSON, to one server that the user named: nobody's redirect leads elsewhere, so a key and a text
go there or nowhere. The server may be this computer, or in the user's own network: the user said so.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from desktop_app.model.frozen import frozen
from desktop_app.net.addresses import host_and_port
from desktop_app.net.exchange import MIB, Limits
from desktop_app.net.fetcher import HttpFetcher, read
from desktop_app.net.network import Network
from desktop_app.net.unpack import unpack

API_LIMITS = Limits(body=2 * MIB, unpacked=4 * MIB, takes_part=False, read_s=30.0, total_s=60.0)
SLOW_API_LIMITS = replace(API_LIMITS, read_s=180.0, total_s=240.0)  # a language model says nothing until it is done

BRIEF_API_LIMITS = Limits(body=MIB // 4, unpacked=MIB // 2, takes_part=False, read_s=8.0, total_s=8.0)  # of a few words


@frozen
class Reply:
    """Whatever the server answered, a refusal too. ``value`` is its JSON, None where it is none."""

    status: int
    value: Any


class Api:
    """From any thread; a question waits on the thread that asks it."""

    def __init__(
        self, base: str, *, user_agent: str, limits: Limits = API_LIMITS, network: Network | None = None
    ) -> None:
        """Raises ValueError where ``base`` is no http(s) address."""
        self._base = base.rstrip("/")
        named = host_and_port(base)
        self._fetcher = HttpFetcher(
            user_agent=user_agent,
            limits=limits,
            accept="application/json",
            allow_private=lambda host, port: (host, port) == named,
            network=network,
        )

    def ask(
        self, path: str, payload: object = None, headers: Mapping[str, str] | None = None, *, cancelled: threading.Event
    ) -> Reply:
        """GET, or POST where there is something to say. Raises FetchError."""
        body = None if payload is None else json.dumps(payload, ensure_ascii=False).encode("utf-8", "replace")
        sent = {**(headers or {}), **({} if body is None else {"Content-Type": "application/json"})}
        with self._fetcher.ask_once(self._base + path, sent, body, cancelled=cancelled) as (response, exchange):
            packed, shortfall = read(response, exchange)
            unpacked = unpack(packed, response.headers.get("Content-Encoding", ""), exchange.limits.unpacked)
            problem = shortfall or unpacked.shortfall
            if problem is not None:
                raise exchange.error(problem, status=response.status_code)
            return Reply(response.status_code, _json(unpacked.body))

    def close(self) -> None:
        """End what is being asked; every later question is CANCELLED."""
        self._fetcher.close()


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
