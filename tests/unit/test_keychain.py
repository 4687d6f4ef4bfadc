"""The system's keyring, by keyrings of our own making."""

from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.errors import KeyringLocked, PasswordDeleteError

from desktop_app.keychain import SERVICE, SystemKeyring
from desktop_app.model.errors import SecretsError, SecretsProblem


class Memory(KeyringBackend):
    """Keeps its keys as long as it lives."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.error: Exception | None = None

    def get_password(self, service: str, username: str) -> str | None:
        if self.error is not None:
            raise self.error
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise PasswordDeleteError
        del self.kept[service, username]


@pytest.fixture
def backend() -> Iterator[Memory]:
    before = keyring.get_keyring()
    memory = Memory()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


def test_keys_are_kept_and_taken_away(backend: Memory) -> None:
    secrets = SystemKeyring()
    assert secrets.get("deepl") == ""
    secrets.put("deepl", "k")
    assert secrets.get("deepl") == "k"
    assert backend.kept == {(SERVICE, "deepl"): "k"}
    secrets.put("deepl", "")
    secrets.put("deepl", "")
    assert (secrets.get("deepl"), backend.kept) == ("", {})


@pytest.mark.parametrize("error", [KeyringLocked("secret words"), OSError("no bus")])
def test_one_that_does_not_open_is_told_without_its_words(backend: Memory, error: Exception) -> None:
    backend.error = error
    for ask in (lambda: SystemKeyring().get("deepl"), lambda: SystemKeyring().put("deepl", "k")):
        with pytest.raises(SecretsError) as caught:
            ask()
        assert caught.value.problem is SecretsProblem.REFUSED
        assert "secret words" not in str(caught.value)


@pytest.mark.usefixtures("backend")
@pytest.mark.parametrize("none", [fail.Keyring(), null.Keyring()], ids=["fail", "null"])  # type: ignore[no-untyped-call]
def test_one_that_keeps_nothing_is_none(none: KeyringBackend) -> None:
    keyring.set_keyring(none)
    with pytest.raises(SecretsError) as caught:
        SystemKeyring().put("deepl", "k")
    assert caught.value.problem is SecretsProblem.NO_KEYRING
