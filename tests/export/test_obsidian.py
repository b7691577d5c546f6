"""Obsidian: a vault without loose ends."""

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from kztui.article.article import Article
from kztui.article.graph import context_words
from kztui.article.kinds.actor import Actor
from kztui.article.kinds.section import Paragraph, Section
from kztui.article.model import article_file
from kztui.article.publication import Publication
from kztui.export import obsidian
from kztui.export.formats import export


@pytest.fixture(scope="module")
def vault(any_article: Article) -> dict[str, str]:
    return dict(export(any_article, "obsidian").files)


def properties(note: str) -> dict[str, Any]:
    found: dict[str, Any] = YAML(typ="safe").load(note.split("---\n")[1])
    return found


def test_the_vault_has_a_note_for_each_item_and_one_for_all(any_article: Article, vault: dict[str, str]) -> None:
    assert len(vault) == len(any_article.items) + 1
    for item in any_article.items.values():
        assert f"{item.item_kind}s/{item.id}.md" in vault


def test_every_wiki_link_of_the_vault_leads_to_a_note(vault: dict[str, str]) -> None:
    notes = {Path(path).stem for path in vault}
    linked = {name for text in vault.values() for name in re.findall(r"\[\[([^\]|]+)(?:\|[^\]]*)?\]\]", text)}
    assert linked
    assert linked <= notes


def test_properties_are_yaml_that_says_what_the_item_says(any_article: Article, vault: dict[str, str]) -> None:
    for event in any_article.events:
        found = properties(vault[f"events/{event.id}.md"])
        assert found["aliases"][0] == any_article.label(event.id)
        assert found.get("date", "") == event.date
        assert found.get("paragraphs", []) == list(event.paragraphs)


def test_note_names_fit_every_system_and_never_leave_the_vault() -> None:
    names = obsidian.note_names("../x", ["Jak", "jak", "a/b", "a\\b", "con", "..", "", "é:ж", "x" * 300])
    assert all(re.fullmatch(r"[\w][\w.\-]{0,110}", name) for name in names.values())
    assert len({name.casefold() for name in names.values()}) == len(names)
    assert names["con"] != "con"


def test_no_name_of_a_note_is_too_long_for_a_file_system() -> None:
    letters = "\N{CUNEIFORM SIGN A}" * 90, "界" * 90, "界" * 89 + "本", "a" * 300, "CON." + "界" * 90
    names = obsidian.note_names("x", [letter + str(at % 3) for letter in letters for at in range(6)])
    longest = max(len(f"{name}.md".encode()) for name in names.values())
    assert longest <= 255
    assert len({name.casefold() for name in names.values()}) == len(names)


def test_links_in_the_same_words_are_one_line_and_each_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The [[crew]] met the [[crew]]. " * 500
    section = Section(id="s", title="S", paragraphs=(Paragraph(number=1, text=text),))
    asked: list[int] = []

    def counted(article: Article, side: Any) -> str:
        asked.append(side.link.at)
        return context_words(article, side)

    monkeypatch.setattr(obsidian, "context_words", counted)
    files = obsidian.write(Article(article_file(Publication(id="x"), section, Actor(id="crew", name="Crew")))).files
    assert files["actors/crew.md"].count("- [[p1|") == 1
    assert files["paragraphs/p1.md"].count("- [[crew|Crew]]: The Crew met the Crew.") == 1
    mentions = [at for at in asked if at >= 0]
    assert len(mentions) == len(set(mentions)) == 1000
