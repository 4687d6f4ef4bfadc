"""
Tries a packaged program as a reader would: reads the demo world, opens a country and an article, stars it, ends, starts
again and finds the star. Then what is easily forgotten in a package: the parsers and the data files.

    python packaging/smoke.py                                 what ./run package made, in dist/
    python packaging/smoke.py .venv/bin/python -m desktop_app the same from the source
"""

from __future__ import annotations

import json
import os
import runpy
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from unused_qt import is_unused

ROOT = Path(__file__).resolve().parents[1]
BUNDLE = ROOT / "dist" / "overview"
TIMEOUT_S = 180  # for one start on a busy machine; it takes one or two seconds
PNG = b"\x89PNG\r\n\x1a\n"
EMPTY_WINDOW_BYTES = 8_000  # a window of one colour is far smaller as a picture

FEED = """<rss version="2.0"><channel><title>Harbour News</title><item><title>The ferry is back</title>
<link>https://harbour.example/ferry</link><pubDate>Mon, 01 Sep 2025 12:00:00 GMT</pubDate></item></channel></rss>"""


class SmokeError(Exception):
    """What was not as it should be."""


class Program:
    """The program under test, with a profile and a home of its own."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self.command = command
        self.folder = folder
        kept = ("PATH", "LANG", "LD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
        home = str(folder / "home")
        self.environment = {name: os.environ[name] for name in kept if name in os.environ}
        self.environment |= {"QT_QPA_PLATFORM": "offscreen", "HOME": home, "USERPROFILE": home, "APPDATA": home}
        Path(home).mkdir()

    def run(self, *arguments: str) -> str:
        """Its standard output. Raises SmokeError if it fails or complains of a bug."""
        command = [*self.command, "--demo", "--profile", str(self.folder / "profile"), *arguments]
        done = subprocess.run(
            command,
            env=self.environment,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=TIMEOUT_S,
            check=False,
        )
        if done.returncode or "Traceback" in done.stderr:
            raise SmokeError(f"{' '.join(arguments)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return done.stdout

    def json(self, *arguments: str) -> Any:
        return json.loads(self.run(*arguments, "--json"))

    def window(self, picture: str, *arguments: str) -> None:
        """Opens the window until it is ready and looks that something was drawn."""
        path = self.folder / picture
        self.run(*arguments, "--grab", str(path), "--quit-after", "ready")
        drawn = path.read_bytes() if path.exists() else b""
        if not drawn.startswith(PNG) or len(drawn) < EMPTY_WINDOW_BYTES:
            raise SmokeError(f"{picture}: the window stayed empty ({len(drawn)} bytes)")


def expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise SmokeError(otherwise)


def try_as_a_reader(program: Program) -> None:
    synced = program.json("sync")
    expect(synced["new"] > 0 and synced["failed"] == 0, f"the demo world was not read: {synced}")
    article = program.json("list", "--limit", "1")[0]
    country, identity = article["country"], str(article["id"])
    expect(bool(program.run("show", identity, "--format", "text").strip()), f"article {identity} has no text")

    program.window("world.png")
    program.window("article.png", "--country", country, "--article", identity, "--key", "s")
    program.window("again.png", "--screen", "saved")
    starred = [str(row["id"]) for row in program.json("list", "--starred")]
    expect(starred == [identity], f"starred {identity}, found {starred} after the second start")


def try_the_parser(program: Program) -> None:
    feed = program.folder / "feed.xml"
    feed.write_text(FEED, encoding="utf-8")
    parsed = program.json("parse-feed", str(feed), "--url", "https://harbour.example/feed")
    expect(len(parsed["entries"]) == 1, f"the feed was not read: {parsed}")


def look_into(bundle: Path) -> None:
    files = [file for file in bundle.rglob("*") if file.is_file() and not file.is_symlink()]
    unused = [str(file.relative_to(bundle)) for file in files if is_unused(str(file.relative_to(bundle)))]
    expect(not unused, f"not used, but in the bundle: {unused}")
    contact = runpy.run_path(str(ROOT / "desktop_app" / "__init__.py"))["CONTACT"]
    if urlsplit(contact).hostname.endswith((".example", ".invalid")):
        print(f"Before you give it away: nobody answers at {contact}, which sites are told (desktop_app/__init__.py)")
    print(f"{len(files)} files, {sum(file.stat().st_size for file in files) / 1e6:.0f} MB in {bundle}")


def packaged() -> list[str]:
    return [str(BUNDLE / ("overview-cli.exe" if os.name == "nt" else "overview"))]


def main(arguments: list[str]) -> int:
    try:
        if not arguments:
            look_into(BUNDLE)
        with tempfile.TemporaryDirectory() as folder:
            program = Program(arguments or packaged(), Path(folder))
            try_as_a_reader(program)
            try_the_parser(program)
    except (SmokeError, subprocess.TimeoutExpired, OSError, ValueError, LookupError) as error:
        print(f"smoke: failed: {error}", file=sys.stderr)
        return 1
    print("smoke: read, opened, starred, and found the star after a second start")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
