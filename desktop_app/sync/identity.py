"""
By what an article is known again: its guid, and its address.

Feeds keep neither promise: some give every item the same guid or the home page as its link, some change the guid at
each edit, some add a new tracking parameter to the link each time. So an article has several identities: what it says
of itself in all, its guid, its address. A guid or an address that is not unique within the body it came with identifies
nothing; neither does the address of a site's home page. An identity is a 64-bit hash; with a million articles two
collide with a probability of one in thirty million.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b

from desktop_app.extract.addresses import clean_url
from desktop_app.model.feed import Entry

_WHOLE_SITE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://(?:[^/?#\[\]]+|\[[0-9A-Fa-f:.]+\](?::\d+)?)/?")


def hash64(*parts: str) -> int:
    """A signed 64-bit hash, as SQLite's integers are."""
    digest = blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def keys_of(entries: Sequence[Entry], feed: int, outlet: int) -> list[tuple[int, ...]]:
    """The identities of each entry of one body, strongest first. None is shared with another entry of the body.

    A guid is known within its feed, since "1234" is somebody else elsewhere; an address within its outlet, whose feeds
    carry the same articles.
    """
    addresses = [_address(e.url) for e in entries]
    guid_uses = Counter(e.id for e in entries)
    address_uses = Counter(addresses)
    said = [
        (e.id, address + _place(e), e.title or e.content or e.summary)
        for e, address in zip(entries, addresses, strict=True)
    ]
    same = Counter(said)
    keys: list[tuple[int, ...]] = []
    for entry, address, says in zip(entries, addresses, said, strict=True):
        repeats = same[says]  # the very same item twice is one article
        # first: where feeds give one guid or one link to several items, only this tells which of them it is
        own = [hash64("text", str(feed), *says)]
        if entry.id and guid_uses[entry.id] == repeats:
            own.append(hash64("guid", str(feed), entry.id))
        if address and address_uses[address] == repeats:
            own.append(hash64("url", str(outlet), address))
        keys.append(tuple(own))
    return keys


def _address(url: str) -> str:
    """What identifies of an address; "" where it is none, or that of a whole site."""
    address = clean_url(url) if url else ""
    return "" if _WHOLE_SITE.fullmatch(address) else address


def _place(entry: Entry) -> str:
    """The place in a page that an item without a guid may be at: "#107" of a page of all items. No tracking."""
    fragment = "" if entry.id else entry.url.partition("#")[2]
    return f"#{fragment}" if fragment and "=" not in fragment else ""
