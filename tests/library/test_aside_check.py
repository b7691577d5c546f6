"""What has changed in a library is found out by two processes, each of which looks at a part of the files."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kztui.library.aside_check import _ASIDE, _CHANGED, _FRESH, _HERE, _Shares
from kztui.library.item_store import ItemStore
from requirements import require_library
from strait import STRAIT

# Each file is changed in turn, and is as it was again: the answer is asked for by a process that has one thread.
LOOKS = """
import os, sys
from pathlib import Path
from kztui.library import aside_check
from kztui.library.library_index import open_index
aside_check.SMALL_BYTES = 0
library = Path(sys.argv[1])
index = open_index(library)
index.update()
index.close()
def answer():
    check = aside_check.begin(library)
    return check and check.is_fresh()
print(answer())
for file in sorted(library.glob("*/*.toml")):
    was = file.stat()
    os.utime(file, ns=(was.st_atime_ns, was.st_mtime_ns + 1))
    print(answer())
    os.utime(file, ns=(was.st_atime_ns, was.st_mtime_ns))
print(answer())
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is copied where the system can")
def test_a_change_of_any_file_is_found(tmp_path: Path) -> None:
    require_library("tantivy")
    library = shutil.copytree(STRAIT, tmp_path / "strait")
    arguments = [sys.executable, "-c", LOOKS, str(library)]
    answers = subprocess.run(arguments, capture_output=True, encoding="utf-8", check=True).stdout.split()
    files = len([*library.glob("*/*.toml")])
    assert files > 2
    assert answers == ["True", *["False"] * files, "True"]


@pytest.mark.parametrize("changed", range(6))
@pytest.mark.parametrize("done_aside", range(7))
def test_files_that_the_other_process_has_looked_at_are_left_to_it(
    tmp_path: Path, changed: int, done_aside: int
) -> None:
    files = [tmp_path / f"{number}.toml" for number in range(6)]
    for file in files:
        file.write_text("", encoding="utf-8")
    store = ItemStore(tmp_path / "items.sqlite")
    store.watch((str(file), file.stat().st_mtime_ns, 0) for file in files)
    store.close()
    files[changed].unlink()
    shares = _Shares()
    shares._counts[_ASIDE] = done_aside
    found = shares.look(tmp_path / "items.sqlite", _HERE)
    assert found == (_FRESH if changed < done_aside else _CHANGED)
    # The other one finds the change in what was left to it, and looks at nothing where the answer is known.
    assert shares.look(tmp_path / "items.sqlite", _ASIDE) == (_CHANGED if changed < done_aside else _FRESH)
