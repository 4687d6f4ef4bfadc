"""The script that sets up and starts, as far as it can be tried without setting anything up."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def run(project: Path, tmp_path: Path) -> ModuleType:
    """The script as a module, with its environment in a folder of the test's."""
    loader = importlib.machinery.SourceFileLoader("run_script", str(project / "run"))
    spec = importlib.util.spec_from_loader("run_script", loader)
    assert spec
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    vars(module).update(VENV=tmp_path / ".venv", PYTHON=tmp_path / ".venv" / "bin" / "python")
    return module


@pytest.fixture
def desktop(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A Linux without display; tests add theirs."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(run.sys, "platform", "linux")
    return monkeypatch


def start(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    without = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    clean = {name: value for name, value in os.environ.items() if name not in without}
    command = [sys.executable, str(project / "run"), *arguments]
    return subprocess.run(
        command, env={**clean, **environment}, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )


def test_help_lists_every_command(project: Path) -> None:
    done = start(project, "--help")
    assert done.returncode == 0
    for command in ("app", "demo", "setup", "test", "check", "shots", "bench", "package", "lock"):
        assert re.search(rf"^\S+run \[?{command}\b", done.stdout, re.MULTILINE), command


def test_an_unknown_command_is_refused_in_one_line(project: Path) -> None:
    done = start(project, "tset")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "'tset'" in done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
@pytest.mark.parametrize("arguments", [[], ["demo"], ["--demo"], ["app", "--profile", "somewhere"]])
def test_without_a_display_one_line_says_what_to_do(project: Path, arguments: list[str]) -> None:
    done = start(project, *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "offscreen" in done.stderr
    assert "--demo" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], ("app", [])),
        (["--demo"], ("app", ["--demo"])),
        (["app", "--country", "CL"], ("app", ["--country", "CL"])),
        (["app", "--help"], ("app", ["--help"])),
        (["list", "--json"], ("app", ["list", "--json"])),
        (["test", "-k", "globe"], ("test", ["-k", "globe"])),
        (["--help"], ("help", [])),
        (["help"], ("help", [])),
    ],
)
def test_what_is_for_the_script_and_what_for_the_program(
    run: ModuleType, arguments: list[str], expected: tuple[str, list[str]]
) -> None:
    assert run.split_command(arguments) == expected


def test_the_commands_that_need_no_display_are_the_programs_own(run: ModuleType, project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "desktop_app", "--help"], cwd=project, capture_output=True, text=True, check=True
    )
    told = set(re.findall(r"[a-z][a-z-]+", done.stdout))
    assert set(run.PROGRAM_COMMANDS) <= told


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, ""),
        ({"DISPLAY": ":0"}, "xcb"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "wayland"),
        ({"QT_QPA_PLATFORM": "offscreen"}, "offscreen"),
        ({"QT_QPA_PLATFORM": "wayland;xcb", "DISPLAY": ":0"}, "wayland"),
        ({"QT_QPA_PLATFORM": "offscreen:fontconfig"}, "offscreen"),
    ],
)
def test_display(run: ModuleType, desktop: pytest.MonkeyPatch, environment: dict[str, str], expected: str) -> None:
    for name, value in environment.items():
        desktop.setenv(name, value)
    assert run.display() == expected


def test_each_display_wants_its_own_libraries(run: ModuleType, desktop: pytest.MonkeyPatch) -> None:
    assert run.wanted_libraries() == run.QT_LIBRARIES
    desktop.setenv("DISPLAY", ":0")
    assert run.wanted_libraries() == {**run.QT_LIBRARIES, **run.X11_LIBRARIES}
    desktop.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert run.wanted_libraries() == {**run.QT_LIBRARIES, **run.WAYLAND_LIBRARIES}
    desktop.setattr(run.sys, "platform", "darwin")
    assert run.wanted_libraries() == {}


def test_what_is_missing_is_one_line_to_type(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "is_loadable", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr(run, "is_debian", lambda: True)
    monkeypatch.setattr(run.os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(run.SetUpError, match=r"sudo apt install libegl1$"):
        run.want_packages(run.QT_LIBRARIES)


def test_elsewhere_the_libraries_are_named(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "is_loadable", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr(run, "is_debian", lambda: False)
    with pytest.raises(run.SetUpError, match=r"libEGL\.so\.1"):
        run.want_packages(run.QT_LIBRARIES)


def test_root_gets_them_installed_after_a_look_at_the_list(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[tuple[str, ...]] = []

    def apt_get(*arguments: str) -> str:
        said.append(arguments)
        return "Unable to locate package" if len(said) == 1 else ""

    monkeypatch.setattr(run, "apt_get", apt_get)
    monkeypatch.setattr(run.os, "geteuid", lambda: 0, raising=False)
    run.apt_install(["libegl1"])
    assert said == [("install", "libegl1"), ("update",), ("install", "libegl1")]


def test_an_old_python_is_told_so(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run.sys, "version_info", (3, 9, 2))
    assert run.main([]) == 2
    assert "3.11" in capsys.readouterr().err


def finish_set_up(run: ModuleType, lock: str = "run") -> None:
    run.PYTHON.parent.mkdir(parents=True, exist_ok=True)
    run.PYTHON.touch()
    run.state("interpreter").parent.mkdir(exist_ok=True)
    run.state("interpreter").write_text(str(run.PYTHON.resolve()))
    run.state(f"{lock}.txt").write_bytes((run.LOCKS / f"{lock}.txt").read_bytes())


def test_a_finished_set_up_is_known(run: ModuleType) -> None:
    assert not run.is_installed("run")
    finish_set_up(run)
    assert run.is_installed("run")
    assert not run.is_installed("dev")


def test_another_lock_is_installed(run: ModuleType) -> None:
    finish_set_up(run)
    run.state("run.txt").write_text("appdirs==1.0.0")
    assert not run.is_installed("run")


def test_another_python_is_installed_for(run: ModuleType) -> None:
    finish_set_up(run)
    run.state("interpreter").write_text("/usr/bin/python3.10")
    assert not run.is_installed("run")


def test_what_was_interrupted_is_made_anew(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    finish_set_up(run)
    run.state("run.txt").unlink()
    run.state("unfinished").touch()
    rest = run.VENV / "half a library"
    rest.touch()

    def make(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        run.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        run.PYTHON.touch()
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", make)
    run.install("run")
    assert not rest.exists()
    assert run.is_installed("run")
    assert not run.state("unfinished").exists()


def test_what_failed_is_not_taken_for_finished(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    finish_set_up(run)
    run.state("run.txt").unlink()
    monkeypatch.setattr(subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, 1))
    with pytest.raises(run.SetUpError):
        run.install("run")
    assert not run.is_installed("run")


def test_a_set_up_of_the_tools_that_failed_keeps_the_program(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    finish_set_up(run)
    library = run.VENV / "a library"
    library.touch()
    monkeypatch.setattr(subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, 1))
    for _ in range(2):
        with pytest.raises(run.SetUpError):
            run.install("dev")
    assert run.is_installed("run")
    assert library.exists()


# The locks


def requirements(project: Path, lock: str) -> dict[str, str]:
    """Each requirement with its marker, and the text with its hashes."""
    text = (project / "packaging" / "lock" / f"{lock}.txt").read_text()
    return dict(re.findall(r"^(\S+==[^\\\n]+?) \\\n((?: +--hash=.*\n)+)", text, re.MULTILINE))


@pytest.mark.parametrize("lock", ["run", "dev"])
def test_a_lock_holds_names_versions_and_hashes_alone(project: Path, lock: str) -> None:
    text = (project / "packaging" / "lock" / f"{lock}.txt").read_text()
    assert "/" not in re.sub(r"^#.*$", "", text, flags=re.MULTILINE)
    lines = [line for line in text.splitlines() if not line.startswith(("#", " "))]
    assert len(lines) == len(requirements(project, lock))
    assert all(line.split(" ")[0].count("==") == 1 for line in lines)


def test_the_tools_are_installed_beside_the_same_libraries(project: Path) -> None:
    assert requirements(project, "run").items() <= requirements(project, "dev").items()


def test_what_the_project_asks_for_is_locked(project: Path) -> None:
    asked = tomllib.loads((project / "pyproject.toml").read_text())
    for lock, wanted in (("run", asked["project"]["dependencies"]), ("dev", asked["dependency-groups"]["dev"])):
        locked = {name.split("==")[0] for name in requirements(project, lock)}
        names = {re.split(r"[^A-Za-z0-9._-]", line)[0].lower().replace("_", "-") for line in wanted}
        assert names <= locked, f"run: ./run lock ({names - locked})"
