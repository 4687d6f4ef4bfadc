"""What may be typed."""

from __future__ import annotations

import pytest

from desktop_app.cli import arguments


def test_without_a_command_the_window_opens() -> None:
    assert arguments.parse([]).command is None


@pytest.mark.parametrize(
    "argv",
    [
        ["--profile", "P", "--debug", "list"],
        ["list", "--profile", "P", "--debug"],
        ["sources", "list", "--profile", "P", "--debug"],
        ["--profile", "Q", "--debug", "list", "--profile", "P"],
    ],
)
def test_where_the_files_are_may_be_said_before_and_after(argv: list[str]) -> None:
    options = arguments.parse(argv)
    assert (options.profile, options.debug, options.demo) == ("P", True, False)


def test_several_countries_and_words() -> None:
    assert arguments.parse(["sync", "--country", "cl", "--country", "FR"]).country == ["CL", "FR"]
    assert arguments.parse(["search", "two", "words"]).query == ["two", "words"]


@pytest.mark.parametrize(
    ("argv", "problem"),
    [
        (["nonsense"], "invalid choice: 'nonsense'"),
        (["show"], "the following arguments are required: id"),
        (["list", "--limit", "0"], "invalid whole number above 0 value: '0'"),
        (["list", "--limit", "x"], "invalid whole number above 0 value: 'x'"),
        (["list", "--country", "Chile"], "invalid country code of two letters value: 'Chile'"),
        (["export"], "-o/--output"),
        (["export", "--starred", "--id", "1", "-o", "x"], "not allowed with"),
        (["sources"], "ACTION"),
        (["sources", "add", "https://a.example/"], "--country"),
        (["--nonsense"], "unrecognized arguments: --nonsense"),
    ],
)
def test_wrong_use_is_one_line(argv: list[str], problem: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        arguments.parse(argv)
    said = capsys.readouterr().err
    assert ended.value.code == 2
    assert problem in said and said.count("\n") == 1 and "--help" in said


def test_what_time_it_is_may_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(arguments.NOW_VARIABLE, raising=False)
    assert arguments.parse(["sync"]).clock is None
    assert arguments.parse(["sync", "--clock", "1970-01-01T01:00+00:00"]).clock == 3_600
    monkeypatch.setenv(arguments.NOW_VARIABLE, "1760000000.5")
    assert arguments.parse([]).clock == arguments.parse(["sync"]).clock == 1_760_000_000.5
    assert arguments.parse(["sync", "--clock", "7200"]).clock == 7_200


def test_a_time_that_is_none(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv(arguments.NOW_VARIABLE, "noon")
    with pytest.raises(SystemExit):
        arguments.parse(["sync"])
    assert "invalid date and time" in capsys.readouterr().err
