"""stories, story, blindspots."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.cli import arguments
from tests.support import stores
from tests.unit.cli.conftest import Shell

OPENED = (
    ("JP", "Kenya opens giant dam on Tana river", "Kenya opened a giant dam on the Tana river on Monday."),
    ("FR", "Kenya opens giant dam on Tana river after ten years", "The giant dam took ten years to build."),
    ("CL", "Giant dam on Tana river opened by Kenya", "Engineers from five countries built the giant dam."),
    ("EG", "Egypt condemns Kenya's Tana dam", "Egypt condemned the Tana dam as a threat to its farmers."),
    ("EG", "Egypt rejects Tana dam as Kenya opens it", "Egypt's president rejected the Tana dam outright."),
    ("CL", "Farmers fear drought below Tana dam in Kenya", "Farmers fear drought once the giant dam is full."),
)
STOPPED = (
    (
        "JP",
        "Court stops giant dam on Tana river",
        "A court stopped the giant dam on the Tana river, judges said Friday.",
    ),
    (
        "FR",
        "Judges stop Kenya's giant dam on Tana river",
        "Judges stopped Kenya's giant dam on the Tana river on Friday.",
    ),
    ("EG", "Kenya's giant dam on Tana river is stopped", "On Friday a court stopped the giant dam that Kenya opened."),
    ("CL", "Court: Kenya must stop giant dam on Tana river", "The court stopped the giant dam for fear of a drought."),
)


def told(shell: Shell, folder: Path, rows: tuple[tuple[str, str, str], ...], day: int) -> None:
    file = folder / f"{day}.jsonl"
    lines = [
        {
            "id": f"{day}-{number}", "url": f"https://{country}{number}.example/{day}", "title": title, "body": body,
            "lang": "en", "country": country, "source": f"Paper {country} {number}",
            "published": f"2026-03-{day:02}T{number:02}:00:00Z",
        }
        for number, (country, title, body) in enumerate(rows, 1)
    ]  # fmt: skip
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert shell("import", str(file)).code == 0


@pytest.fixture
def story(shell: Shell, tmp_path: Path) -> str:
    """The number of a story that was imported."""
    shell.world.countries = stores.COUNTRIES
    told(shell, tmp_path, OPENED, 13)
    (found,) = [one for one in shell("stories", "--json").json if one["articles"] > 1]
    assert found["articles"] == 6
    return str(found["id"])


def test_a_story_with_its_takes(shell: Shell, story: str) -> None:
    page = shell("story", story, "--json").json
    take, other = page["takes"]
    assert take["label"] == "Egypt Condemns Kenya's Tana Dam"
    assert (take["sentence"], take["country"]) == (OPENED[3][2], "EG")
    assert take["members"] == ["13-4", "13-5"]
    assert other["label"] == "Farmers Fear Drought Below Tana Dam"
    assert page["coverage"] == {"CL": 2, "EG": 2, "FR": 1, "JP": 1}
    assert page["take_changed"] is not None and page["earlier_takes"] == []
    said = shell("story", story).out
    assert "The World's Current Take (since " in said and OPENED[3][2] in said and "What it was" not in said


def test_how_the_take_changed(shell: Shell, story: str, tmp_path: Path) -> None:
    before = shell("story", story, "--json").json
    shell.world.now += 3600
    told(shell, tmp_path, STOPPED, 14)
    page = shell("story", story, "--json").json
    assert any(one["article"].startswith("14-") for one in page["current_take"])
    assert page["take_changed"] > before["take_changed"]
    assert page["earlier_takes"] == [{"since": before["take_changed"], "current_take": before["current_take"]}]
    assert f"What it was since {before['take_changed']}" in shell("story", story).lines


def test_no_such_story(shell: Shell) -> None:
    said = shell("story", "7")
    assert (said.code, said.err) == (1, "No story has the number 7. 'overview stories' shows numbers first.")


def test_what_the_press_of_one_country_alone_tells(shell: Shell, tmp_path: Path) -> None:
    shell.world.countries = [*stores.COUNTRIES, replace(stores.country("FR", "France"), region="Europe")]
    told(shell, tmp_path, tuple(("FR", f"{title} again", body) for _, title, body in OPENED[:3]), 13)
    (only,) = shell("blindspots", "--told-by-one", "--json").json
    assert (only["country"], only["carrying"], only["other_countries"]) == ("FR", 3, 0)
    assert "3 sources in France, none in the 0 other countries" in shell("blindspots", "--told-by-one").out
    for kind in ("--late", "--only-ours"):
        assert shell("blindspots", kind, "--press", "europe", "--json").json == []
        assert shell("blindspots", kind).err.startswith("No story is such a one (")


def test_whose_press_may_be_a_country_or_a_region() -> None:
    parsed = [arguments.parse(["blindspots", "--press", press]).press for press in ("cl", "Asia", "oceania")]
    assert parsed == ["CL", "Asia", "Oceania"]
    with pytest.raises(SystemExit):
        arguments.parse(["blindspots", "--press", "Atlantis"])
