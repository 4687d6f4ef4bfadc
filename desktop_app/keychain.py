"""
Keys of services, kept by the system's own keyring and by nothing of ours: no settings, no log, no export has them.

The only user of ``keyring``, which is imported when a key is first asked for: it speaks D-Bus, or to the system.
"""

from __future__ import annotations

import sys
from typing import Protocol

from desktop_app.model.errors import SecretsError, SecretsProblem

SERVICE = "Overview"


class Secrets(Protocol):
    """Keys by their names. Each call may wait for the system and for the user, whom it asks: not on the GUI thread."""

    def get(self, name: str) -> str:
        """ "" where there is none. Raises SecretsError."""
        ...

    def put(self, name: str, secret: str) -> None:
        """ "" takes it away. Raises SecretsError."""
        ...


class SystemKeyring:
    """The system's: Windows' credential store, macOS' keychain, the Secret Service of a Linux desktop."""

    def get(self, name: str) -> str:
        import keyring

        try:
            return keyring.get_password(SERVICE, name) or ""
        except _failures() as e:
            raise _of(e) from e

    def put(self, name: str, secret: str) -> None:
        import keyring

        try:
            if not secret:
                if keyring.get_password(SERVICE, name) is not None:
                    keyring.delete_password(SERVICE, name)
                return
            keyring.set_password(SERVICE, name, secret)
            is_kept = keyring.get_password(SERVICE, name) == secret
        except _failures() as e:
            raise _of(e) from e
        if not is_kept:  # one that keeps nothing, as the user may have chosen
            raise SecretsError(SecretsProblem.NO_KEYRING, type(keyring.get_keyring()).__name__)


# What stands behind ``keyring`` raises errors of its own where the system's service breaks off
_BEHIND = (
    ("secretstorage.exceptions", "SecretStorageException"),
    ("jeepney.wrappers", "DBusErrorResponse"),
    ("win32ctypes.pywin32.pywintypes", "error"),
)


def _failures() -> tuple[type[Exception], ...]:
    from keyring.errors import KeyringError

    behind = (getattr(sys.modules[module], name) for module, name in _BEHIND if module in sys.modules)
    return (KeyringError, OSError, *behind)


def _of(error: Exception) -> SecretsError:
    from keyring.errors import NoKeyringError

    problem = SecretsProblem.NO_KEYRING if isinstance(error, NoKeyringError) else SecretsProblem.REFUSED
    return SecretsError(problem, type(error).__name__)
