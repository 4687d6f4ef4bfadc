"""An article of another language: from its site, through the process that translates, to what is shown."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop_app import assets
from desktop_app.language.models.manifest import Manifest
from tests.support import marian
from tests.support.web import Answer, Site, serve

PATIENCE_S = 120
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Alba</title><language>pt</language><item>
<title>o gato dorme na casa</title><link>https://alba.example/1</link><guid>1</guid>
<pubDate>Thu, 09 Oct 2025 10:00:00 GMT</pubDate>
<description><![CDATA[<p>a casa da <a href="https://alba.example/avo">avó</a> fica perto do rio</p>]]></description>
</item></channel></rss>"""


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        site["/feed.xml"] = Answer(RSS.encode())
        yield site


def install(profile: Path) -> None:
    """A made-up model by the names of the real one."""
    info = Manifest(assets.path("language", "models.json")).model("pt")
    folder = profile / "models" / "pt" / info.version
    paths, _ = marian.write_model(folder)
    made = {"model": paths.model, "shortlist": paths.shortlist, "vocabulary": paths.source_vocabulary}
    for file in info.files:
        made[file.role].rename(folder / file.name)


def overview(profile: Path, site: Site, *argv: str) -> Any:
    catalog = profile.with_suffix(".csv")
    catalog.write_text(f"iso2,source_name,feed_url\nPT,Alba,{site.url('/feed.xml')}\n", encoding="utf-8")
    command = [sys.executable, "-m", "desktop_app", "--profile", str(profile), "--catalog", str(catalog), *argv]
    done = subprocess.run(command, capture_output=True, timeout=PATIENCE_S, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def test_what_arrives_is_in_english_and_the_original_is_kept(site: Site, tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    install(profile)
    assert overview(profile, site, "sync", "--json")["new"] == 1
    row = overview(profile, site, "list", "--json")[0]
    assert row["original_title"] == "o gato dorme na casa" != row["title"] != ""
    shown = overview(profile, site, "show", str(row["id"]), "--json")
    assert shown["why"]["translator"] == "Firefox Translations pt 3.0"
    assert "https://alba.example/avo" in json.dumps(shown["blocks"])


def test_without_a_model_it_stays_as_it_came(site: Site, tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    assert overview(profile, site, "sync", "--json")["new"] == 1
    assert overview(profile, site, "list", "--json")[0]["title"] == "o gato dorme na casa"


def test_a_model_that_is_spoilt_costs_no_article(site: Site, tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    install(profile)
    for file in (profile / "models" / "pt" / "3.0").iterdir():
        file.write_bytes(b"spoilt")
    report = overview(profile, site, "sync", "--json")
    assert (report["new"], report["failed"]) == (1, 0)
    assert overview(profile, site, "list", "--json")[0]["title"] == "o gato dorme na casa"
