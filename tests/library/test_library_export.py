"""A library is exported in time that grows with it, however much is joined in it."""

from pathlib import Path
from time import process_time

import pytest

from kztui.library.addresses import ItemAddress
from kztui.library.catalogue import open_library
from kztui.library.clusters import Clusters
from kztui.library.library_export import LIBRARY_FORMATS, ExportedLibrary

OUTSIDE = "wikidata:Q1"


def _of_one_thing(folder: Path, items: int) -> ExportedLibrary:
    """A library of two articles whose actors are all the same one."""
    folder.mkdir()
    for article in ("x", "y"):
        text = f'[article]\nid = "{article}"\ntype = "report"\ntitle = "T"\nissued = "2024"\n'
        text += "".join(f'[[actors]]\nid = "a{at}"\nname = "Name {at} {article}"\n' for at in range(items // 2))
        (folder / f"{article}.toml").write_text(text, encoding="utf-8")
    same = [ItemAddress(article, f"a{at}") for article in ("x", "y") for at in range(items // 2)]
    return ExportedLibrary(open_library(folder), Clusters([], {OUTSIDE: same}), ("x", "y"), lambda article: article)


@pytest.mark.parametrize("name", ["ftm", "graphml"])
def test_with_each_doubling_of_what_is_joined_it_takes_at_most_2_6_times_as_long(name: str, tmp_path: Path) -> None:
    def took(items: int) -> float:
        exported = _of_one_thing(tmp_path / str(items), items)
        start = process_time()
        text = "".join(LIBRARY_FORMATS[name](exported).pieces)
        seconds = process_time() - start
        assert all(f"Name {at} {article}" in text for article in ("x", "y") for at in (0, items // 2 - 1))
        return seconds

    took(10)
    small, large = zip(*((took(500 + 2 * attempt), took(8_000 + 2 * attempt)) for attempt in range(3)), strict=True)
    assert min(large) < 2.6**4 * min(small) + 0.02
