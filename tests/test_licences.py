"""Every library that kztui runs with is listed with its licence, and that licence goes with kztui's own."""

import re
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
import tomli
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
LISTED = dict(
    line.split("\t") for line in (ROOT / ".ci/licences.tsv").read_text().splitlines() if not line.startswith("#")
)
CONSTRAINED = dict(
    line.split("==") for line in (ROOT / ".ci/constraints.txt").read_text().splitlines() if not line.startswith("#")
)
PROJECT = tomli.loads((ROOT / "pyproject.toml").read_text())["project"]
LICENCES = {
    "MIT": r"\bMIT\b",
    "BSD": r"\bBSD\b",
    "Apache": r"\bApache\b",
    "ISC": r"\bISC\b",
    "MPL": r"\bMPL\b|Mozilla Public",
    "LGPL": r"\bLGPL|Lesser General Public",
    "PSF": r"\bPSF\b|Python Software Foundation",
}
"""Licences whose libraries a program under MIT may use, and how metadata names them."""


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def needed(requirements: list[str]) -> dict[str, Distribution]:
    """Everything that these requirements bring in here, by name."""
    found: dict[str, Distribution] = {}
    waiting = [(Requirement(line), frozenset[str]()) for line in requirements]
    while waiting:
        wanted, extras = waiting.pop()
        name = canonical(wanted.name)
        applies = not wanted.marker or any(wanted.marker.evaluate({"extra": extra}) for extra in {*extras, ""})
        if applies and name not in found:
            found[name] = distribution(wanted.name)
            waiting += [(Requirement(line), frozenset(wanted.extras)) for line in found[name].requires or ()]
    return found


def licences(library: Distribution) -> str:
    """The licences that the metadata name, by the SPDX expression, the field or the classifiers."""
    metadata = library.metadata
    named = [metadata["License-Expression"] or "", (metadata["License"] or "").partition("\n")[0]]
    named += [line for line in metadata.get_all("Classifier") or () if line.startswith("License ::")]
    return " ".join(name for name, pattern in sorted(LICENCES.items()) if re.search(pattern, " ".join(named)))


CORE = needed(PROJECT["dependencies"])


@pytest.mark.house
@pytest.mark.parametrize("name", sorted(CORE))
def test_a_library_is_listed_with_the_licence_that_its_metadata_name(name: str) -> None:
    assert licences(CORE[name]), f"{name} has a licence that is not known to go with MIT"
    assert LISTED[name] == licences(CORE[name])


@pytest.mark.house
def test_what_ci_constrains_is_what_a_lower_bound_allows_and_is_everything() -> None:
    lines = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]]
    for line in lines:
        wanted = Requirement(line)
        assert wanted.specifier.contains(CONSTRAINED[canonical(wanted.name)])
        assert any(each.operator == ">=" for each in wanted.specifier)
    assert set(needed(lines)) <= set(CONSTRAINED)
