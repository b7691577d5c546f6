"""Nothing is kept where the reader wants nothing kept, and nothing is sent unasked."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from harbour import HARBOUR
from parsed_source import parsed

PACKAGE = Path(__file__).parent.parent / "kztui"
NETWORK = {"ftplib", "http", "httpx", "requests", "smtplib", "socket", "ssl", "urllib.request", "urllib3", "webbrowser"}
MAY_SEND = {
    "clipboard/x11_owner.py",  # the X server, which may be reached through a socket
    "importing/web.py",  # what the reader gives the address of
    "library/postgres/answer_limit.py",  # nothing: it closes the connection to a server that does not answer
}
TEXT = "The council of Reed Bay met in the boathouse and read the letter of the pilots twice before it voted.\n\n"


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


@pytest.mark.house
@pytest.mark.xdist_group("house")  # where the source is parsed
def test_few_modules_can_send_anything() -> None:
    able = set()
    for path in PACKAGE.rglob("*.py"):
        names = set(imported(parsed(path)))
        if any(name in NETWORK or name.partition(".")[0] in NETWORK for name in names):
            able.add(path.relative_to(PACKAGE).as_posix())
    assert able == MAY_SEND


@pytest.mark.parametrize("private", [True, False])
def test_in_private_nothing_is_kept_but_the_files_that_are_asked_for(private: bool, tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith(("KZTUI_", "XDG_"))}
    env |= {"HOME": str(tmp_path), "PYTHONPATH": str(PACKAGE.parent)}
    flag = ["--private"] if private else []
    command = [sys.executable, "-m", "kztui", "new", "-", "-o", "draft", *flag]
    done = subprocess.run(
        command,
        input=("Pilots of Reed Bay\n\n" + TEXT * 4).encode(),
        env=env,
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert ("is not kept" in done.stderr.decode()) is private
    listed = [sys.executable, "-m", "kztui", *flag, "list", "--article", str(HARBOUR)]
    subprocess.run(listed, env=env, cwd=tmp_path, capture_output=True, check=True)
    assert ({path.name for path in tmp_path.iterdir()} == {"draft"}) is private
