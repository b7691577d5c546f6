"""Of units of tests: a group is one, and so are the tests of a file, up to a number."""

from scheduling import SIZE, units


def test_a_group_is_one_unit_in_whatever_files_it_is_and_other_tests_are_units_by_file() -> None:
    many = [f"tests/a.py::test[{number}@]" for number in range(SIZE + 1)]
    found = units([*many, "tests/a.py::test_in[x@y]@server", "tests/b.py::test_out@server", "tests/b.py::test"])
    assert [found[test] for test in many] == ["tests/a.py:0"] * SIZE + ["tests/a.py:1"]
    assert list(found.values())[SIZE + 1 :] == ["@server", "@server", "tests/b.py:0"]
