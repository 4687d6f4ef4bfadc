"""Getting models from a site that behaves badly, and from files. Nothing half-installed, whatever happens."""

from __future__ import annotations

import errno
import gzip
import tarfile
import threading
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop_app.language.models.folder import ModelFolder
from desktop_app.language.models.install import Installer
from desktop_app.language.models.manifest import ModelInfo
from desktop_app.language.models.trial import try_out
from desktop_app.model.errors import FetchError, FetchProblem, ModelError, ModelProblem, UsageError
from desktop_app.net.downloads import DOWNLOAD_LIMITS, Downloads
from tests.support.models import MadeModels, folder_with, made_models
from tests.support.web import Answer, Page, Raw, Request, Site, serve

MODEL = "/models/pt-en/model.bin.gz"
QUICK = replace(DOWNLOAD_LIMITS, connect_s=5, read_s=2, total_s=20)


def nobodys(_host: str, _port: int) -> bool:
    return True


def accepted(_place: Path, _info: ModelInfo) -> None:
    """Instead of the trial, for models whose words make no sense."""


class Office:
    """An installer, a site with the files, and a folder."""

    def __init__(self, site: Site, models: MadeModels, place: Path, downloads: Downloads) -> None:
        self.site, self.models, self.place, self.downloads = site, models, place, downloads
        self.folder = ModelFolder(place, models.manifest)
        self.installer = Installer(self.folder, accepted)
        self.bases = [site.base]
        for path, content in models.packed.items():
            site[f"/{path}"] = ranged(content)

    def install(self, cancelled: threading.Event | None = None, **more: Any) -> None:
        event = cancelled or threading.Event()
        self.installer.download(self.models.info(), self.downloads, self.bases, cancelled=event, **more)

    def problem(self) -> ModelError:
        with pytest.raises(ModelError) as raised:
            self.install()
        return raised.value

    def is_installed(self) -> bool:
        """Whole and right."""
        found = self.folder.find(self.models.info())
        if found is None:
            return False
        assert {p.name: p.read_bytes() for p in found.folder.iterdir()} == self.models.files
        return True


def ranged(content: bytes, first: Callable[[Answer], Answer] = lambda answer: answer) -> Page:
    """A page that can give the rest of itself; ``first`` spoils the answer to the first request."""
    asked: list[Request] = []

    def answer(request: Request) -> Answer:
        asked.append(request)
        place = request.headers.get("range", "")
        start = int(place.removeprefix("bytes=").removesuffix("-")) if place else 0
        if place and start >= len(content):
            return Answer(b"", 416)
        span = f"bytes {start}-{len(content) - 1}/{len(content)}"
        given = Answer(content[start:], 206, (("Content-Range", span),)) if place else Answer(content)
        return first(given) if len(asked) == 1 else given

    return answer


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    downloads = Downloads(user_agent="test", limits=QUICK, allow_private=nobodys)
    with serve() as site:
        yield Office(site, made_models(tmp_path), tmp_path / "models", downloads)
    downloads.close()


def test_a_model_from_the_web(office: Office) -> None:
    steps: list[tuple[int, int]] = []
    office.install(progress=lambda *step: steps.append(step))
    assert office.is_installed()
    size = office.models.info().download_size
    assert steps[-1] == (size, size)
    assert [there for there, _ in steps] == sorted(there for there, _ in steps)
    assert sorted(path.name for path in office.place.rglob("*") if path.is_file()) == sorted(office.models.files)


def test_a_cut_connection_is_gone_on_with(office: Office) -> None:
    packed = office.models.packed[MODEL[1:]]
    office.site[MODEL] = ranged(packed, lambda answer: replace(answer, cut_after=1000))
    error = office.problem()
    assert (error.problem, error.fetch) == (ModelProblem.NOT_DOWNLOADED, FetchProblem.BROKEN)
    assert not office.is_installed()
    office.install()
    assert office.is_installed()
    assert [r.headers.get("range") for r in office.site.requests if r.path == MODEL] == [None, "bytes=1000-"]


def test_a_site_without_ranges(office: Office) -> None:
    packed = office.models.packed[MODEL[1:]]
    office.site[MODEL] = [Answer(packed, cut_after=1000), Answer(packed)]
    assert office.problem().fetch is FetchProblem.BROKEN
    office.install()
    assert office.is_installed()


def test_a_wrong_byte(office: Office) -> None:
    packed = office.models.packed[MODEL[1:]]
    content = bytearray(gzip.decompress(packed))
    content[len(content) // 2] ^= 1
    office.site[MODEL] = [Answer(gzip.compress(bytes(content))), Answer(packed)]
    assert office.problem().problem is ModelProblem.DAMAGED
    assert not office.is_installed()
    office.install()  # nothing of the wrong one is kept
    assert office.is_installed()


@pytest.mark.parametrize(
    "content",
    [
        b"<html>moved</html>",
        b"\x1f\x8bnonsense",
        gzip.compress(b"short", mtime=0),
        gzip.compress(bytes(10_000_000), mtime=0),
    ],
    ids=["a page", "packed nonsense", "too short", "too long"],
)
def test_another_file(office: Office, content: bytes) -> None:
    office.site[MODEL] = Answer(content)
    assert office.problem().problem is ModelProblem.DAMAGED
    assert not office.is_installed()


def test_a_file_that_changed_between_its_two_parts_is_begun_again(office: Office) -> None:
    """The first part is of another packing: together they are nothing, and the whole is asked for at once."""
    packed = office.models.packed[MODEL[1:]]
    other = gzip.compress(office.models.files["model.bin"], 1, mtime=1)
    office.site[MODEL] = [
        Answer(other, cut_after=1000),
        *([Answer(packed[1000:], 206, span(1000, packed))]),
        Answer(packed),
    ]
    assert office.problem().fetch is FetchProblem.BROKEN
    office.install()
    assert office.is_installed()
    assert [r.headers.get("range") for r in office.site.requests if r.path == MODEL] == [None, "bytes=1000-", None]


def span(start: int, content: bytes) -> tuple[tuple[str, str], ...]:
    return (("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}"),)


@pytest.mark.parametrize(
    ("answer", "fetch"),
    [
        (Answer(b"no", 404), FetchProblem.NOT_FOUND),
        (Answer(b"no", 503), FetchProblem.BUSY),
        (Raw(b"", is_reset=True), FetchProblem.BROKEN),
    ],
)
def test_a_site_that_does_not_give_it(office: Office, answer: Answer | Raw, fetch: FetchProblem) -> None:
    office.site[MODEL] = answer
    error = office.problem()
    assert (error.problem, error.fetch, error.language) == (ModelProblem.NOT_DOWNLOADED, fetch, "Portuguese")
    assert not office.is_installed()


@pytest.mark.parametrize("page", [Answer(b"no", 404), Answer(gzip.compress(b"wrong"))])
def test_the_next_address_is_asked(office: Office, page: Answer, caplog: pytest.LogCaptureFixture) -> None:
    with serve() as other:
        other[MODEL] = page
        office.bases = [f"{other.base}/", office.site.base]
        with caplog.at_level("CRITICAL"):
            office.install()
    assert office.is_installed()


def test_a_pause(office: Office) -> None:
    paused = threading.Event()
    packed = office.models.packed[MODEL[1:]]
    office.site[MODEL] = ranged(packed, lambda answer: replace(answer, cut_after=1500, is_hanging=True))

    def progress(there: int, _size: int) -> None:
        if there >= 1500:
            paused.set()

    with pytest.raises(FetchError) as raised:
        office.install(paused, progress=progress)
    assert raised.value.problem is FetchProblem.CANCELLED
    assert not office.is_installed()
    office.install()
    assert office.is_installed()


def test_files_that_came_are_not_asked_for_again(office: Office) -> None:
    last = "/models/pt-en/source.spm.gz"
    packed = office.models.packed[last[1:]]
    office.site[last] = [Answer(b"no", 404), Answer(packed)]
    office.problem()
    office.install()
    assert office.is_installed()
    assert office.site.asked.count(MODEL) == 1


def test_no_room(office: Office) -> None:
    office.installer = replace(office.installer, free_bytes=lambda _path: 1_000_000)
    assert office.problem().problem is ModelProblem.NO_ROOM
    assert office.site.requests == []


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        (errno.ENOSPC, ModelProblem.NO_ROOM),
        (errno.EDQUOT, ModelProblem.NO_ROOM),
        (errno.EIO, ModelProblem.NOT_WRITABLE),
    ],
)
def test_a_disk_that_fails_while_it_is_written(office: Office, code: int, problem: ModelProblem) -> None:
    class Full:
        def fetch(self, _url: str, target: Path, **_more: object) -> None:
            target.write_bytes(b"some")
            raise OSError(code, "it failed")

    office.downloads = Full()  # type: ignore[assignment]
    assert office.problem().problem is problem
    assert not office.is_installed()


def test_a_folder_that_cannot_be_made(office: Office) -> None:
    office.place.write_text("a file in its place")
    assert office.problem().problem is ModelProblem.NOT_WRITABLE


def test_what_nobody_has(office: Office) -> None:
    with pytest.raises(ModelError) as raised:
        office.installer.download(office.models.info("nb"), office.downloads, office.bases, cancelled=threading.Event())
    assert raised.value.problem is ModelProblem.NOT_DOWNLOADABLE


def test_a_model_that_says_nonsense_is_not_put_in_place(office: Office) -> None:
    office.installer = replace(office.installer, try_out=try_out)
    assert office.problem().problem is ModelProblem.FAILED_TEST
    assert not office.is_installed()


def test_an_update_takes_the_place_of_what_was_there(office: Office) -> None:
    folder_with(office.models, office.place, version="0.9")
    before = office.folder.find(office.models.info())
    assert before is not None and not before.is_current
    office.site[MODEL] = Answer(b"no", 404)
    office.problem()
    assert before.folder.exists()  # a failed update leaves what was there
    office.site[MODEL] = Answer(office.models.packed[MODEL[1:]])
    office.install()
    assert office.is_installed() and not before.folder.exists()
    assert office.folder.installed()["pt"].is_current


def test_installing_again_repairs(office: Office) -> None:
    office.install()
    found = office.folder.find(office.models.info())
    assert found is not None
    (found.folder / "model.bin").write_bytes(b"spoilt")
    office.install()
    assert office.is_installed()


# From files


def write_folder(models: MadeModels, target: Path) -> Path:
    (target / "below").mkdir(parents=True)
    (target / "readme.txt").write_text("of no use")
    for name, content in models.files.items():
        (target / "below" / f"renamed-{name}").write_bytes(content)
    return target


def write_packed_folder(models: MadeModels, target: Path) -> Path:
    target.mkdir()
    for path, content in models.packed.items():
        (target / Path(path).name).write_bytes(content)
    return target


def write_zip(models: MadeModels, target: Path) -> Path:
    with zipfile.ZipFile(target, "w") as archive:
        archive.mkdir("model")
        for name, content in models.files.items():
            archive.writestr(f"model/{name}", content)
    return target


def write_tar(models: MadeModels, target: Path) -> Path:
    with tarfile.open(target, "w:gz") as archive:
        archive.add(write_folder(models, target.with_name("source")), "model")
    return target


@pytest.mark.parametrize("write", [write_folder, write_packed_folder, write_zip, write_tar])
def test_from_files(office: Office, tmp_path: Path, write: Callable[[MadeModels, Path], Path]) -> None:
    source = write(office.models, tmp_path / "given")
    office.installer.take(office.models.info(), source)
    assert office.is_installed()


def test_files_of_another_version(office: Office, tmp_path: Path) -> None:
    source = write_folder(made_models(tmp_path / "other", seed=2), tmp_path / "given")
    with pytest.raises(ModelError) as raised:
        office.installer.take(office.models.info(), source)
    assert raised.value.problem is ModelProblem.INCOMPLETE
    assert not office.is_installed()


@pytest.mark.parametrize("content", [None, b"", b"no archive", b"PK\x03\x04 cut"])
def test_what_is_neither_folder_nor_archive(office: Office, tmp_path: Path, content: bytes | None) -> None:
    source = tmp_path / "given"
    if content is not None:
        source.write_bytes(content)
    with pytest.raises(UsageError):
        office.installer.take(office.models.info(), source)
    assert not office.is_installed()


def test_a_cut_archive(office: Office, tmp_path: Path) -> None:
    source = write_tar(office.models, tmp_path / "given")
    source.write_bytes(source.read_bytes()[:-2000])
    with pytest.raises((UsageError, ModelError)):
        office.installer.take(office.models.info(), source)
    assert not office.is_installed()


# Removing


def test_remove(office: Office) -> None:
    office.install()
    office.folder.remove(office.models.info())
    assert office.folder.installed() == {}
    with pytest.raises(ModelError) as raised:
        office.folder.remove(office.models.info())
    assert raised.value.problem is ModelProblem.NOT_INSTALLED
