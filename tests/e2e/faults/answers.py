"""How sites answer wrongly: redirects, refusals, transport, packing, time."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator

from tests.e2e.faults.kinds import Kind, rss, titles
from tests.support.web import Answer, Page, Raw, Request, Site, redirect


def sound(name: str) -> bytes:
    return rss(name).encode()


def long(name: str) -> bytes:
    """A feed of 40 items of 2 kB."""
    return rss(name, titles(name, 40), text="x" * 2_000).encode()


def redirects(plain: Site) -> Iterator[Kind]:
    for status in (301, 302, 303, 307, 308):
        name = f"redirect-{status}"
        pages: dict[str, Page] = {f"/{name}": redirect(f"/{name}/there", status), f"/{name}/there": Answer(sound(name))}
        yield Kind(name, f"moves the feed with {status}", "all", pages, titles(name))
    name = "redirect-chain"
    pages = {f"/{name}": redirect("/1", 301)}
    pages |= {f"/{i}": redirect(f"/{i + 1}", (301, 302, 307, 308)[i % 4]) for i in range(1, 5)}
    yield Kind(name, "five redirects, one after the other", "all", pages | {"/5": Answer(sound(name))}, titles(name))
    name = "redirect-tour"
    pages = {f"/{name}": redirect(plain.url("/tour/1", "tour1.test"), 301)}
    pages |= {f"/tour/{i}": redirect(plain.url(f"/tour/{i + 1}", f"tour{i + 1}.test")) for i in range(1, 8)}
    yield Kind(name, "eight redirects over eight hosts", "all", pages | {"/tour/8": Answer(sound(name))}, titles(name))
    yield Kind("redirect-loop", "two addresses that redirect to each other", "", {
        "/redirect-loop": redirect("/back"), "/back": redirect("/redirect-loop"),
    }, tells=("redirects",))  # fmt: skip
    yield Kind("redirect-spiral", "a redirect to an address that is new each time", "", {
        "/redirect-spiral": redirect("/spiral/0"),
        **{f"/spiral/{i}": redirect(f"/spiral/{i + 1}") for i in range(99)},
    }, tells=("redirects",))  # fmt: skip
    yield Kind("redirect-nowhere", "a redirect without an address", "", {
        "/redirect-nowhere": Answer(b"", 302),
    }, tells=("redirects",))  # fmt: skip
    for name, location, does in (
        ("redirect-file", "file:///etc/passwd", "a redirect to a file of the reader's"),
        ("redirect-private", "http://192.168.0.1/admin", "a redirect to the reader's router"),
        ("redirect-metadata", "http://169.254.169.254/latest/", "a redirect to a cloud's own data"),
        ("redirect-data", "data:application/rss+xml,<rss/>", "a redirect to a feed in the address itself"),
    ):
        yield Kind(name, does, "", {f"/{name}": redirect(location)}, tells=("forbidden address",))
    yield Kind("cookie-wall", "asks for a cookie, by redirects, before it gives anything", "", {
        "/cookie-wall": Answer(b"", 302, (("Location", "/cookie-wall"), ("Set-Cookie", "seen=1"))),
    }, tells=("redirects",))  # fmt: skip


def _twice(name: str, first: Answer | Raw, does: str, tells: str = "") -> Kind:
    """Fails at first. A careful reader comes again, later."""
    return Kind(name, does, "all, the next time", {f"/{name}": [first, Answer(sound(name))]}, titles(name), (tells,), 2)


def refusals() -> Iterator[Kind]:
    for status, problem, does in (
        (401, "blocked", "wants a password"),
        (403, "blocked", "refuses"),
        (404, "not found", "does not know the address"),
        (410, "gone", "says that the feed has ended"),
        (429, "busy", "says that we ask too often"),
        (500, "status", "fails"),
        (503, "busy", "is overloaded"),
    ):
        name = f"status-{status}"
        page = b"<html><body><h1>Sorry</h1></body></html>"
        yield Kind(name, f"{does} ({status})", "", {f"/{name}": Answer(page, status, content_type="text/html")}, (),
                   (problem,))  # fmt: skip
    yield _twice("flaky-503", Answer(b"", 503, (("Retry-After", "5"),)), "is overloaded once, then well")
    yield _twice("flaky-reset", Raw(b"", is_reset=True), "resets the connection once, then is well")
    yield _twice("flaky-page", Answer(b"<html>Back soon</html>", content_type="text/html"), "is under repair once")
    yield Kind("status-204", "answers that there is nothing (204)", "", {"/status-204": Answer(b"", 204)}, (),
               ("empty",))  # fmt: skip
    yield Kind("status-304", "answers 'not modified' to the first question", "", {"/status-304": Answer(b"", 304)}, (),
               ("status",))  # fmt: skip
    yield Kind("status-999", "answers with a status that nobody knows", "", {"/status-999": Answer(b"no", 999)}, (),
               ("status",))  # fmt: skip


def transport() -> Iterator[Kind]:
    name = "length-too-long"
    yield Kind(name, "declares more bytes than it sends", "all that came", {
        f"/{name}": Answer(sound(name), declared=len(sound(name)) + 999),
    }, titles(name), ("broken",))  # fmt: skip
    name = "length-too-short"
    whole = long(name)
    yield Kind(name, "declares fewer bytes than it sends", "what the declared bytes hold", {
        f"/{name}": Answer(whole, declared=len(whole) // 2),
    }, titles(name, 20), ("", "broken"))  # fmt: skip
    name = "cut-in-the-middle"
    whole = long(name)
    yield Kind(name, "closes the connection in the middle of the body", "what came", {
        f"/{name}": Answer(whole, cut_after=len(whole) // 2),
    }, titles(name, 20), ("broken",))  # fmt: skip
    name = "no-length"
    yield Kind(name, "declares no length, the end of the connection is the end", "all", {
        f"/{name}": Answer(sound(name), declared=-1),
    }, titles(name))  # fmt: skip
    name = "chunks-of-one"
    yield Kind(name, "sends chunks of one byte", "all", {
        f"/{name}": Answer(sound(name), is_chunked=True, piece=1),
    }, titles(name))  # fmt: skip
    name = "chunks-unended"
    yield Kind(name, "sends chunks and no last one", "all that came", {
        f"/{name}": Answer(sound(name), is_chunked=True, cut_after=len(sound(name))),
    }, titles(name), ("broken",))  # fmt: skip
    name = "chunks-broken"
    body = sound(name)
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    yield Kind(name, "sends a chunk, then nonsense for a length", "the first chunk", {
        f"/{name}": Raw(head + b"%x\r\n%b\r\nzzz\r\n" % (len(body), body)),
    }, titles(name), ("broken",))  # fmt: skip
    name = "http-0.9"
    yield Kind(name, "sends the feed without any header", "", {f"/{name}": Raw(sound(name))}, (), ("broken",))
    name = "http-1.0"
    yield Kind(name, "speaks HTTP/1.0", "all", {
        f"/{name}": Raw(b"HTTP/1.0 200 OK\r\nContent-Type: text/xml\r\n\r\n" + sound(name)),
    }, titles(name))  # fmt: skip
    name = "bare-newlines"
    yield Kind(name, "ends header lines without carriage returns", "all", {
        f"/{name}": Raw(b"HTTP/1.1 200 OK\nContent-Type: text/xml\nConnection: close\n\n" + sound(name)),
    }, titles(name))  # fmt: skip
    yield Kind("header-endless", "sends header lines without an end", "", {
        "/header-endless": Raw(b"HTTP/1.1 200 OK\r\n" + b"X-More: more\r\n" * 9_000),
    }, (), ("broken",))  # fmt: skip
    yield Kind("unknown", "has a name that nobody knows", "", {}, (), ("dns",))
    yield Kind("garbage", "answers with no HTTP at all", "", {"/garbage": Raw(b"\x16\x03\x01\x02\x00\x01")}, (),
               ("broken",))  # fmt: skip
    yield Kind("reset", "resets each connection", "", {"/reset": Raw(b"", is_reset=True)}, (), ("broken", "connect"))
    name = "content-type-lies"
    yield Kind(name, "calls the feed a picture", "all", {
        f"/{name}": Answer(sound(name), content_type="image/png"),
    }, titles(name))  # fmt: skip
    name = "content-type-none"
    yield Kind(name, "does not say what it sends", "all", {
        f"/{name}": Answer(sound(name), content_type=""),
    }, titles(name))  # fmt: skip
    name = "cookies"
    yield Kind(name, "sets a cookie with each answer", "all, and no cookie goes back", {
        f"/{name}": lambda request: (
            Answer(b"a cookie", 400)
            if "cookie" in request.headers
            else Answer(sound(name), headers=(("Set-Cookie", "id=1; Max-Age=9999"),))
        ),
    }, titles(name), passes=2)  # fmt: skip


def packing() -> Iterator[Kind]:
    for encoding in ("gzip", "deflate", "br"):
        name = f"packed-{encoding}"
        yield Kind(name, f"packs with {encoding}", "all", {f"/{name}": Answer(sound(name), encoding=encoding)},
                   titles(name))  # fmt: skip
    name = "packed-deflate-raw"
    packer = zlib.compressobj(wbits=-15)
    bare = packer.compress(sound(name)) + packer.flush()
    yield Kind(name, "packs with deflate, without zlib's frame", "all", {
        f"/{name}": Answer(bare, headers=(("Content-Encoding", "deflate"),)),
    }, titles(name))  # fmt: skip
    name = "packed-twice"
    yield Kind(name, "packs twice, and says so", "all", {
        f"/{name}": Answer(gzip.compress(gzip.compress(sound(name))), headers=(("Content-Encoding", "gzip, gzip"),)),
    }, titles(name))  # fmt: skip
    name = "packed-unsaid"
    yield Kind(name, "packs and does not say so", "all", {f"/{name}": Answer(gzip.compress(sound(name)))},
               titles(name))  # fmt: skip
    name = "packed-falsely"
    yield Kind(name, "says gzip of a body that is not packed", "all", {
        f"/{name}": Answer(sound(name), headers=(("Content-Encoding", "gzip"),)),
    }, titles(name))  # fmt: skip
    name = "packed-br-falsely"
    yield Kind(name, "says br and packs with gzip", "all", {
        f"/{name}": Answer(gzip.compress(sound(name)), headers=(("Content-Encoding", "br"),)),
    }, titles(name))  # fmt: skip
    name = "packed-unknown"
    yield Kind(name, "names a packing that nobody knows, and does not pack", "all", {
        f"/{name}": Answer(sound(name), headers=(("Content-Encoding", "aws-chunked"),)),
    }, titles(name))  # fmt: skip
    name = "gzip-truncated"
    whole = gzip.compress(_varied(name), mtime=0)
    yield Kind(name, "ends the packed body early, with a right length", "what can be unpacked", {
        f"/{name}": Answer(whole[: len(whole) // 2], headers=(("Content-Encoding", "gzip"),)),
    }, titles(name, 20), ("broken",))  # fmt: skip
    name = "gzip-checksum"
    whole = gzip.compress(sound(name), mtime=0)
    yield Kind(name, "sends a wrong checksum with the packed body", "all", {
        f"/{name}": Answer(whole[:-8] + bytes(8), headers=(("Content-Encoding", "gzip"),)),
    }, titles(name), ("broken",))  # fmt: skip
    name = "gzip-trailing"
    yield Kind(name, "sends junk behind the packed body", "all", {
        f"/{name}": Answer(gzip.compress(sound(name)) + b"junk" * 9, headers=(("Content-Encoding", "gzip"),)),
    }, titles(name))  # fmt: skip
    yield Kind("gzip-junk", "says gzip of bytes that are nothing", "", {
        "/gzip-junk": Answer(b"\x1f\x8b" + b"junk" * 99, headers=(("Content-Encoding", "gzip"),)),
    }, (), ("broken",))  # fmt: skip


def _varied(name: str) -> bytes:
    """A feed of 40 items that all pack alike, each badly."""
    noise = [zlib.crc32(b"%d" % i) for i in range(40 * 60)]
    items = [" ".join(f"{n:x}" for n in noise[i * 60 : i * 60 + 60]) for i in range(40)]
    body = rss(name, titles(name, 40)).encode()
    for i, text in enumerate(items):
        body = body.replace(f"Of {name}-{i}.".encode(), text.encode())
    return body


def slowness() -> Iterator[Kind]:
    """Beside limits of 1 s between two bytes and 2 s in all."""
    name = "slow-body"
    yield Kind(name, "takes most of the time that it has", "all", {
        f"/{name}": Answer(sound(name), piece=300, pause_s=0.1),
    }, titles(name))  # fmt: skip
    yield Kind("silent", "accepts the connection and never answers", "", {"/silent": Raw(b"", is_hanging=True)}, (),
               ("timeout",))  # fmt: skip
    yield Kind("slow-header", "sends a byte of the header each tenth of a second", "", {
        "/slow-header": Answer(b"", header_pause_s=0.1),
    }, (), ("timeout",))  # fmt: skip
    name = "half-then-silent"
    whole = long(name)
    yield Kind(name, "sends half of the body, then nothing more", "what came", {
        f"/{name}": Answer(whole[: len(whole) // 2], declared=len(whole), is_hanging=True),
    }, titles(name, 20), ("timeout",))  # fmt: skip
    name = "slow-for-ever"
    yield Kind(name, "sends the whole feed, then a byte now and then, for ever", "all that came", {
        f"/{name}": Answer(sound(name) + b" " * 10_000, piece=len(sound(name)), pause_s=0.3, is_endless=True),
    }, titles(name), ("timeout", "too large"))  # fmt: skip
    yield Kind("slow-redirect", "redirects, and takes its time for each", "", {
        "/slow-redirect": _slow_redirect, **{f"/slow/{i}": _slow_redirect for i in range(9)},
    }, (), ("timeout",))  # fmt: skip


def _slow_redirect(request: Request) -> Answer:
    number = int(request.path.removeprefix("/slow/")) + 1 if request.path.startswith("/slow/") else 0
    return Answer(b"moved" * 9, 302, (("Location", f"/slow/{number}"),), piece=5, pause_s=0.1)


def certificates(plain: Site) -> Iterator[Kind]:
    """The tests trust the certificate of ``site.example``."""
    name = "https-to-http"
    yield Kind(name, "redirects from encrypted to not encrypted", "all, with a mark", {
        f"/{name}": redirect(plain.url("/plain", "https-to-http.test")), "/plain": Answer(sound(name)),
    }, titles(name), scheme="https", host="site.example")  # fmt: skip
    yield Kind("certificate-of-another", "shows the certificate of another site", "", {
        "/certificate-of-another": Answer(sound("x")),
    }, (), ("tls",), scheme="https")  # fmt: skip


def answers(plain: Site) -> list[Kind]:
    return [*redirects(plain), *refusals(), *transport(), *packing(), *slowness(), *certificates(plain)]
