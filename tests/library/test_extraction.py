"""The processes that read the articles of a library end with the program that wants them, however it ends."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from strait import STRAIT

READING = """
import os, sys
from contextlib import closing
from kztui.library.extraction import extract_each

if __name__ == "__main__":
    with closing(extract_each([sys.argv[1]] * 60, {})) as extracted:
        next(extracted)
        os.kill(os.getpid(), int(sys.argv[2]))
"""


@pytest.mark.skipif(os.name != "posix", reason="signals end processes in another way there")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGKILL"])
def test_what_reads_articles_ends_with_the_program_that_wants_them(tmp_path: Path, name: str) -> None:
    script = tmp_path / "reading.py"
    script.write_text(READING)
    number = signal.Signals[name]
    command = [sys.executable, str(script), str(STRAIT / "hale2015"), str(int(number))]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    ) as program:
        try:
            # The pipe ends once the last process is gone that writes into it.
            program.communicate(timeout=20)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGKILL)
    assert program.returncode == -number
