"""Columns, for terminals of every width and scripts of every one."""

from __future__ import annotations

import pytest

from desktop_app.cli import output


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("日本", 4), ("한국어", 6), ("e\u0301a", 2), ("ﬂ", 1), ("\u200bx", 1), ("", 0)],
)
def test_width(text: str, columns: int) -> None:
    assert output.width(text) == columns


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("abcdef", 6, "abcdef"),
        ("abcdef", 5, "abcd…"),
        ("日本語", 5, "日本…"),
        ("日本語", 4, "日…"),
        ("ab cd", 4, "ab…"),
    ],
)
def test_cut(text: str, columns: int, expected: str) -> None:
    assert output.cut(text, columns) == expected
    assert output.width(output.cut(text, columns)) <= columns


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb\tc", "a b c"),
        ("\x1b[31mred", "[31mred"),
        ("a\u202eb", "a b"),
        ("a\u2028b", "a b"),
        ("नि\u200dx", "नि\u200dx"),
    ],
)
def test_plain(text: str, expected: str) -> None:
    assert output.plain(text) == expected


def test_columns_are_aligned_by_what_is_seen(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [("1", "日本", "first"), ("22", "Chile", "second and longer")]
    output.print_table(rows, (10, 4))
    assert capsys.readouterr().out == "1   日本  first\n22  Chi…  second and longer\n"
    output.print_table(rows, (10, 4), columns=19)
    assert capsys.readouterr().out == "1   日本  first\n22  Chi…  second a…\n"
    output.print_table([], (10, 4))
    assert capsys.readouterr().out == ""


def test_json_is_readable_and_one_value(capsys: pytest.CaptureFixture[str]) -> None:
    output.print_json({"a": "日本"}, is_indented=False)
    assert capsys.readouterr().out == '{"a": "日本"}\n'
