"""Programs and libraries that tests need and a machine may lack."""

import os
import shutil
from importlib import import_module
from typing import Any, NoReturn

import pytest


def require_program(*names: str) -> str:
    """The path of the first program of these that is here; else the test is skipped, or fails where CI runs it."""
    for name in names:
        if found := shutil.which(name):
            return found
    return _skip_or_fail(" or ".join(names))


def require_library(name: str) -> Any:
    """The library; else as with programs."""
    try:
        return import_module(name)
    except ImportError:
        return _skip_or_fail(name)


def _skip_or_fail(what: str) -> NoReturn:
    reason = f"needs {what}, which is not installed"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
