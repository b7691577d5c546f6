"""Programs that tests need and a machine may lack."""

import os
import shutil

import pytest


def needed(*names: str) -> str:
    """The path of the first program of these that is here; else the test is skipped, or fails where CI runs it."""
    for name in names:
        if found := shutil.which(name):
            return found
    reason = f"needs {' or '.join(names)}, which is not installed"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
