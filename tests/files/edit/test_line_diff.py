"""Diffs of two versions of a file: what they have in common, whatever the lines, in time that grows with them."""

import difflib
import random
from time import process_time

from kztui.files.edit.line_diff import LineMatcher, unified_diff


def _versions(seed: int) -> tuple[list[str], list[str]]:
    """A file of few different lines, and many, with stretches of it replaced, repeated and moved."""
    chance = random.Random(seed)  # noqa: S311 - the same files each time
    old = [chance.choice(("", "[[actors]]", f"id = {at}", 'name = "N"')) for at in range(chance.randint(0, 300))]
    new = list(old)
    for _ in range(chance.randint(0, 12)):
        at, size = chance.randint(0, len(new)), chance.randint(0, 20)
        new[at : at + size] = chance.choice(([], ["", 'name = "M"'], new[: chance.randint(0, 90)], [f"x {at}"]))
    return old, new


def test_what_is_common_and_what_is_not_make_both_versions() -> None:
    for seed in range(200):
        old, new = _versions(seed)
        codes = LineMatcher(old, new).get_opcodes()
        assert [line for _, low, high, _, _ in codes for line in old[low:high]] == old
        assert [line for _, _, _, from_, to in codes for line in new[from_:to]] == new
        assert all(old[low:high] == new[from_:to] for tag, low, high, from_, to in codes if tag == "equal")


def test_a_diff_reads_as_that_of_difflib_and_is_no_longer() -> None:
    for seed in range(200):
        old, _ = _versions(seed)
        new = list(old)
        for at in sorted(random.Random(seed).sample(range(len(old)), min(len(old), 3)), reverse=True):  # noqa: S311 - as above
            new[at : at + 1] = [f"changed {at}", f"and added {at}"]
        expected = [*difflib.unified_diff(old, new, "a/x.toml", "b/x.toml", lineterm="")]
        assert len([*unified_diff(old, new, "x.toml")]) <= len(expected), seed
    assert [*unified_diff(["a", "b"], ["a", "c", "b"], "x")] == [
        *difflib.unified_diff(["a", "b"], ["a", "c", "b"], "a/x", "b/x", lineterm="")
    ]
    assert [*unified_diff([], ["a"], "x")] == [*difflib.unified_diff([], ["a"], "a/x", "b/x", lineterm="")]
    assert [*unified_diff(["a"], ["a"], "x")] == []


def test_with_each_doubling_of_a_file_its_diff_takes_at_most_2_6_times_as_long() -> None:
    def took(size: int) -> float:
        old = [
            line for at in range(size) for line in ("[[sections.paragraphs]]", f"number = {at}", 'text = "the quay"')
        ]
        new = [line.replace("the quay", "the [[a|quay]]") for line in old]
        start = process_time()
        assert sum(line == '-text = "the quay"' for line in unified_diff(old, new, "x")) == size
        return process_time() - start

    took(100)
    small, large = zip(*((took(250 + attempt), took(4_000 + attempt)) for attempt in range(3)), strict=True)
    assert min(large) < 2.6**4 * min(small) + 0.02
