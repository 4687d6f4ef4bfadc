"""What is known of an engine elsewhere by its name and address."""

from __future__ import annotations

import pytest

from desktop_app.model.engines import CHAT, DEEPL, EngineChoice, host_of, is_here, name_and_host, named_at


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://Translate.Example/sub?x", "translate.example"),
        ("http://localhost:11434/v1", "localhost:11434"),
        ("http://[::1]:5000", "[::1]:5000"),
        ("http://user:word@a.example", "a.example"),
        ("http://a.example:port", ""),
        ("http://[oh", ""),
        ("ftp://a.example", ""),
        ("a.example", ""),
        ("", ""),
    ],
)
def test_where_an_address_leads(address: str, host: str) -> None:
    assert host_of(address) == host


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("localhost:11434", True),
        ("127.0.0.1", True),
        ("[::1]:1", True),
        ("192.168.1.2", False),
        ("localhost.example", False),
    ],
)
def test_what_is_this_computer(host: str, expected: bool) -> None:
    assert is_here(host) is expected


@pytest.mark.parametrize(
    ("engine", "parts"),
    [
        (named_at("DeepL", "api.deepl.com"), ("DeepL", "api.deepl.com")),
        (named_at("look at this", "[::1]:1"), ("look at this", "[::1]:1")),
        ("Firefox Translations pt 3.0", ("Firefox Translations pt 3.0", "")),
        ("", ("", "")),
    ],
)
def test_who_translated_and_where(engine: str, parts: tuple[str, str]) -> None:
    assert name_and_host(engine) == parts


def test_a_key_belongs_to_an_engine_at_a_host() -> None:
    assert EngineChoice(DEEPL).key_name == "deepl"
    assert EngineChoice(CHAT, "https://a.example/v1", "m").key_name == "chat a.example"
