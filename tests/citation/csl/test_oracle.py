"""Every citation and entry of two oracles: one by pandoc and citeproc-js together, a larger one by citeproc-js alone.

In the first, `citeproc_js_differs` says what is right where the two did not agree; in the second, `differs` lists where
citeproc-js is at fault, and what is right.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kztui.citation.csl.context import Pinpoint
from kztui.citation.csl.output import OutputFormat
from kztui.citation.csl.render import render_citation, render_entry
from kztui.citation.errors import CitationError
from kztui.citation.styles import find_style

HERE = Path(__file__).parent
SAMPLE: dict[str, Any] = json.loads((HERE / "oracle.json").read_text(encoding="utf-8"))
MORE: dict[str, Any] = json.loads((HERE / "oracle_more.json").read_text(encoding="utf-8"))
NAMES = {"harvard-cite-them-right": "harvard"}


class Value(NamedTuple):
    """One rendering that is known: of which item, by which key of the oracle, and what is right."""

    item: str
    key: str
    locator: str
    output: OutputFormat
    right: str | None
    plain: bool = False
    """Whether `right` is known without its italics alone."""


def _values(item: str, known: dict[str, Any], better: dict[str, Any]) -> Iterator[Value]:
    for key, found in known.items():
        kind, _, form = key.partition("_")
        if kind not in {"citation", "bibliography"}:
            continue
        output: OutputFormat = "markdown" if form == "md" else "text"
        if kind == "bibliography":
            plain = key not in better and kind in better
            yield Value(item, key, "", output, better.get(kind if plain else key, found), plain)
        else:
            for locator, text in found.items():
                yield Value(item, key, locator, output, better.get(f"{key} {locator}", text))


def _rendered(oracle: dict[str, Any], style: str, value: Value) -> str | None:
    found, item = find_style(NAMES.get(style, style)), oracle["items"][value.item]
    try:
        if value.key.startswith("bibliography"):
            return render_entry(item, found, output=value.output)
        where = oracle["locators"][value.locator]
        pinpoint = Pinpoint(where["label"] or "", where["locator"] or "")
        return render_citation(item, found, pinpoint, suffix=where.get("suffix", ""), output=value.output)
    except CitationError:
        return None


def _wrong(oracle: dict[str, Any], style: str, better: dict[str, dict[str, Any]]) -> tuple[int, list[str]]:
    """How many values there are, and those that are rendered otherwise."""
    wrong, count = [], 0
    for item, known in oracle["styles"][style]["items"].items():
        for value in _values(item, known, better.get(item, {})):
            count += 1
            got = _rendered(oracle, style, value)
            if value.plain and got:
                got = got.replace("*", "")
            if got != value.right:
                wrong.append(f"{item} {value.key} {value.locator}\n  right {value.right}\n  got   {got}")
    return count, wrong


@pytest.mark.parametrize("style", SAMPLE["styles"])
def test_every_value_of_the_sample_is_equal(style: str) -> None:
    found = find_style(NAMES.get(style, style))
    assert found.csl_id == SAMPLE["styles"][style]["csl_id"]
    items = SAMPLE["styles"][style]["items"]
    better = {item: known.get("citeproc_js_differs", {}) for item, known in items.items()}
    count, wrong = _wrong(SAMPLE, style, better)
    assert count >= 68
    assert not wrong, "\n".join(wrong)


@pytest.mark.once
@pytest.mark.parametrize("style", MORE["styles"])
def test_every_value_of_the_larger_oracle_is_equal(style: str) -> None:
    better = {one["item"]: one["right"] for one in MORE["differs"] if one["style"] == style}
    count, wrong = _wrong(MORE, style, better)
    assert count >= 600
    assert not wrong, "\n".join(wrong)


def test_where_citeproc_js_is_at_fault_the_reason_is_given_and_the_value_is_another() -> None:
    for one in MORE["differs"]:
        known = MORE["styles"][one["style"]]["items"][one["item"]]
        assert len(one["why"]) > 20
        for key, right in one["right"].items():
            name, _, locator = key.partition(" ")
            assert right != (known[name][locator] if locator else known[name])


def test_markdown_of_the_sample_has_its_italics() -> None:
    item = SAMPLE["items"]["okoro2020"]
    assert "*Journal of Imaginary Security Studies*, *12*(3)" in render_entry(
        item, find_style("apa"), output="markdown"
    )
