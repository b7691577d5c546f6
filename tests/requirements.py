"""Programs, libraries and addresses that tests need and a machine may lack."""

import os
import shutil
import socket
from importlib import import_module
from typing import Any, NoReturn

import pytest


def require_program(*names: str) -> str:
    """The path of the first program of these that is here; else the test is skipped, or fails where CI runs it."""
    for name in names:
        if found := shutil.which(name):
            return found
    return _skip_or_fail(f"needs {' or '.join(names)}, which is not installed")


def require_library(name: str) -> Any:
    """The library; else as with programs."""
    try:
        return import_module(name)
    except ImportError:
        return _skip_or_fail(f"needs {name}, which is not installed")


def require_address(address: str, port: int) -> None:
    """An address of this machine at which a server can listen; else as with programs."""
    try:
        with socket.socket() as free:
            # As servers do: connections that ended a moment ago keep nobody from listening.
            free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            free.bind((address, port))
    except OSError as error:
        _skip_or_fail(f"{address} cannot be listened at: {error}")


def _skip_or_fail(reason: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
