"""``overview languages`` and ``overview translate``, with small made-up models from a site on the loopback."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop_app import messages
from desktop_app.cli import arguments, commands
from desktop_app.language import loaded
from desktop_app.language.local import LocalTranslator
from desktop_app.language.models import trial
from desktop_app.language.models.folder import ModelFolder
from desktop_app.library.languages import Languages
from desktop_app.model.errors import OverviewError
from desktop_app.net.downloads import Downloads
from tests.support.models import SENTENCE, MadeModels, made_models
from tests.support.web import Answer, Site, serve
from tests.unit.cli.conftest import Captured, Said


@dataclass
class ModelShell:
    """Runs the commands as ``app.run`` does."""

    models: MadeModels
    place: Path
    site: Site
    downloads: Downloads
    capture: Callable[[], Captured]

    def __call__(self, *argv: str) -> Said:
        self.capture()
        options = arguments.parse(argv)
        assert options.command in arguments.WITH_MODELS
        known = Languages(self.models.manifest, self.place, lambda: self.downloads, [self.site.base])
        folder = ModelFolder(self.place, self.models.manifest)
        translator = LocalTranslator(folder, self.models.manifest.engine, loaded.translate)
        try:
            code = commands.run_with_models(options, translator, known)
        except OverviewError as e:
            return Said(1, self.capture().out, messages.error_sentence(e))
        said = self.capture()
        return Said(code, said.out, said.err)


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelShell]:
    monkeypatch.setattr(trial, "_EXPECTED", "")  # made-up models speak of no school
    models = made_models(tmp_path)
    downloads = Downloads(user_agent="test", allow_private=lambda _host, _port: True)
    with serve() as site:
        for path, content in models.packed.items():
            site[f"/{path}"] = Answer(content)
        yield ModelShell(models, tmp_path / "models", site, downloads, capsys.readouterr)
    downloads.close()


def test_install_translate_remove(shell: ModelShell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said = shell("languages", "install", "pt")
    assert (said.code, said.err) == (0, "Portuguese installed.\n")
    assert shell("languages", "install", "pt-BR").err == "Portuguese is installed already.\n"

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(f"{SENTENCE}\n\n12\n".encode())))
    said = shell("translate", "--from", "pt")
    assert said.code == 0
    assert said.lines[0] not in {"", SENTENCE} and said.lines[1:] == ["", "12"]

    file = tmp_path / "text.txt"
    file.write_text(SENTENCE, encoding="utf-8")
    said = shell("translate", "--from", "pt", str(file), "--json")
    assert said.json["translator"] == "Made-up models pt 1.0"
    assert said.json["language"] == "pt" and said.json["kept"] == 0 and said.json["text"]

    said = shell("languages", "remove", "pt")
    assert (said.code, said.err) == (0, "Portuguese removed.\n")
    said = shell("translate", "--from", "pt", str(file))
    assert (said.code, said.err) == (1, "Portuguese is not installed: overview languages install LL")


def test_list(shell: ModelShell) -> None:
    assert [line.split() for line in shell("languages", "list").lines] == [
        ["nb", "Norwegian", "Bokmål", "0", "MB", "1.0", "only", "from", "files"],
        ["pt", "Portuguese", "0", "MB", "1.0"],
    ]
    shell("languages", "install", "pt")
    listed = shell("languages", "list", "--json").json
    assert [(row["language"], row["installed"]) for row in listed] == [("nb", None), ("pt", "1.0")]
    assert not any(row["update"] for row in listed)
    assert listed[1]["licence"] == "CC0-1.0" and set(listed[1]["sha256"]) == set(shell.models.files)
    assert [row["language"] for row in shell("languages", "list", "--installed", "--json").json] == ["pt"]
    assert "installed" in shell("languages", "list").out


def test_install_from_files(shell: ModelShell, tmp_path: Path) -> None:
    source = tmp_path / "given"
    source.mkdir()
    for name, content in shell.models.files.items():
        (source / name).write_bytes(content)
    said = shell("languages", "install", "nb", "--from", str(source), "--json")
    assert said.code == 0 and said.json[0]["installed"] == "1.0"
    assert shell.site.requests == []


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["languages", "install", "sw"], "There is no translation model for 'sw': see 'overview languages list'."),
        (
            ["languages", "install", "nb"],
            "Norwegian Bokmål cannot be downloaded; it can be installed from its files, with --from.",
        ),
        (["languages", "remove", "pt"], "Portuguese is not installed: overview languages install LL"),
        (
            ["languages", "install", "pt", "--from", "nowhere"],
            "nowhere is neither a folder nor an archive (zip or tar) that can be read.",
        ),
        (["translate", "--from", "sw"], "There is no translation model for 'sw': see 'overview languages list'."),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_in_one_line(shell: ModelShell, argv: list[str], sentence: str) -> None:
    assert shell(*argv) == Said(1, "", sentence)


def test_what_went_wrong_on_the_way(shell: ModelShell) -> None:
    shell.site["/models/pt-en/model.bin.gz"] = Answer(b"no", 404)
    said = shell("languages", "install", "pt")
    assert said == Said(1, "", "Portuguese could not be downloaded. The site does not have it.")


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00\xd8"])
def test_files_that_are_no_text(shell: ModelShell, tmp_path: Path, content: bytes | None) -> None:
    shell("languages", "install", "pt")
    file = tmp_path / "text"
    if content is not None:
        file.write_bytes(content)
    said = shell("translate", "--from", "pt", str(file))
    assert said.code == 1 and str(file) in said.err


def test_ctrl_c_keeps_what_has_come(shell: ModelShell, monkeypatch: pytest.MonkeyPatch) -> None:
    content = shell.models.packed["models/pt-en/model.bin.gz"]
    shell.site["/models/pt-en/model.bin.gz"] = [Answer(content, cut_after=1000, is_hanging=True), Answer(content)]

    def interrupted(*_: Any) -> None:
        shell.site.wait_for(requests=1)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("desktop_app.cli.languages._wait_for", interrupted)  # as if the key were pressed then
        said = shell("languages", "install", "pt")
    assert said.code == 130
    assert "What has come is kept" in said.err
    assert shell("languages", "install", "pt").code == 0
