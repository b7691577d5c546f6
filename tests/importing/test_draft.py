"""Drafts made from originals: every paragraph, the names in them, and not a sentence of the original."""

import time
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest

from kztui.article.article import Article
from kztui.article.kinds.actor import Actor
from kztui.article.kinds.claim import Claim
from kztui.article.kinds.place import Place
from kztui.article.quotes import words
from kztui.article.with_original import ArticleWithOriginal
from kztui.export.save import save_folder
from kztui.files.check import check_paths
from kztui.files.load import load
from kztui.importing.draft import Draft, make_draft
from kztui.importing.original import find_paragraphs, read_original
from kztui.importing.readers import read_here
from kztui.importing.source import source_of_file

ORIGINALS = sorted((Path(__file__).parent / "originals").iterdir())
RUN = 8
every_original = pytest.mark.parametrize("original", ORIGINALS, ids=lambda original: original.name)


def named(name: str) -> Path:
    return next(original for original in ORIGINALS if original.name == name)


@cache
def draft_of(original: Path) -> Draft:
    source = source_of_file(original)
    return make_draft(read_here(source), source)


def made(original: Path, folder: Path) -> Article:
    save_folder(folder / "made", draft_of(original).files)
    return load(folder / "made").article


def test_there_are_originals_of_every_format() -> None:
    assert {original.suffix for original in ORIGINALS} >= {".html", ".md", ".txt"}


@every_original
def test_a_skeleton_checks_clean(original: Path, tmp_path: Path) -> None:
    made(original, tmp_path)
    assert check_paths([tmp_path / "made"]) == []


@every_original
def test_every_paragraph_is_found_again_in_the_original(original: Path, tmp_path: Path) -> None:
    article = made(original, tmp_path)
    assert list(article.paragraphs) == list(range(1, len(article.paragraphs) + 1))
    assert set(find_paragraphs(read_original(original), article)) == set(article.paragraphs)


@every_original
def test_no_run_of_the_originals_words_stands_in_it(original: Path) -> None:
    theirs = words(read_original(original))
    runs = {tuple(theirs[at : at + RUN]) for at in range(len(theirs) - RUN + 1)}
    for text in draft_of(original).files.values():
        ours = words(text)
        assert not runs & {tuple(ours[at : at + RUN]) for at in range(len(ours) - RUN + 1)}


@every_original
def test_everything_in_it_is_open_and_nothing_is_written_yet(original: Path, tmp_path: Path) -> None:
    article = made(original, tmp_path)
    assert all(item.is_open != item.is_text for item in article.items.values())
    assert article.open_candidates == sum(not item.is_text for item in article.items.values()) > 0
    assert all(paragraph.is_unwritten for paragraph in article.paragraphs.values())


@every_original
def test_every_candidate_is_a_link_in_each_original_paragraph_that_it_is_stated_in(
    original: Path, tmp_path: Path
) -> None:
    article = made(original, tmp_path)
    found = ArticleWithOriginal(article, draft_of(original).originals)
    for number, paragraph in article.paragraphs.items():
        linked = {found.items[span.target].caption for span in found.main_text(paragraph).spans}
        # Of an actor and a place with one name, one is the link.
        assert linked >= {
            item.caption for item in article.items.values() if not item.is_text and number in item.numbers
        }


def test_a_name_in_another_case_is_a_link_by_its_words(tmp_path: Path) -> None:
    original = tmp_path / "original.txt"
    original.write_text(
        "Летом 2012 года министр Олжас Серебряков говорил в Караганде о том, что шахта будет закрыта до конца года.\n\n"
        "Через месяц шахтёры встретились с Олжасом Серебряковым и попросили его остаться ещё на один день в городе.\n",
        encoding="utf-8",
    )
    article = made(original, tmp_path)
    found = ArticleWithOriginal(article, draft_of(original).originals)
    second = found.main_text(found.paragraphs[2])
    assert "Олжасом Серебряковым" in {second.plain[start:end] for start, end, _ in second.spans}


@every_original
def test_a_claim_has_numbers_only_and_its_words_are_the_originals(original: Path, tmp_path: Path) -> None:
    article = made(original, tmp_path)
    found = ArticleWithOriginal(article, draft_of(original).originals)
    for claim in article.of(Claim):
        assert (claim.text, len(claim.quotes)) == ("", 1)
        assert found.main_text(claim).plain in found.originals[claim.quotes[0].paragraph].text


@every_original
def test_it_says_which_bytes_it_was_made_from_and_not_where_they_are(original: Path, tmp_path: Path) -> None:
    made(original, tmp_path)
    found = load(tmp_path / "made").examined.file
    assert found is not None
    assert found.original is not None
    assert found.original.sha256 == sha256(original.read_bytes()).hexdigest()
    assert (found.original.file, found.original.url) == ("", "")
    assert str(original.parent) not in "".join(draft_of(original).files.values())


def test_a_page_gives_its_metadata_and_only_its_article(tmp_path: Path) -> None:
    article = made(named("canal.html"), tmp_path)
    publication = article.publication
    assert (publication.id, publication.issued) == ("stanojevic2021", "2021-11-08")
    assert publication.title == "The long quarrel over the Orvane canal"
    assert [name.plain for name in publication.author] == ["Mirela Stanojevic"]
    assert (publication.container_title, publication.language) == ("Lowland Quarterly", "en-GB")
    assert publication.URL == "https://lowland.example/orvane-canal"
    assert [section.title for section in article.sections] == [
        "Abstract",
        "A bargain comes undone",
        "What the courts said",
    ]
    assert [section.numbers for section in article.sections] == [(1,), (2, 3, 4, 5, 6), (7, 8)]


@pytest.mark.parametrize(
    ("lang", "language"), [("en_US", "en-US"), ("English", "en"), ("en-AU},note={x", "en"), ("", "en")]
)
def test_a_language_is_a_tag_or_else_that_of_the_text(lang: str, language: str, tmp_path: Path) -> None:
    page = named("canal.html").read_text(encoding="utf-8")
    assert 'lang="en-GB"' in page
    original = tmp_path / "original.html"
    original.write_text(page.replace('lang="en-GB"', f'lang="{lang}"'), encoding="utf-8")
    assert made(original, tmp_path).publication.language == language


def test_a_markdown_file_gives_its_headings(tmp_path: Path) -> None:
    article = made(named("lamp.md"), tmp_path)
    assert article.publication.title == "Who lit the northern lamps?"
    assert [name.plain for name in article.publication.author] == ["Tomas Ehrling", "Joan Pell"]
    assert article.publication.issued == "2016-06-12"
    assert [section.title for section in article.sections] == ["Abstract", "The inquiry", "After the inquiry"]


def test_a_text_with_wrapped_lines_gives_its_paragraphs(tmp_path: Path) -> None:
    article = made(named("wrapped.txt"), tmp_path)
    assert (article.publication.title, article.publication.issued) == ("The Quiet Port", "2011-03-03")
    assert [section.title for section in article.sections] == ["Abstract", "What followed"]
    assert len(article.paragraphs) == 3


NAMES: dict[str, dict[str, tuple[str, tuple[str, ...]]]] = {
    "canal.html": {
        "Regional Water Authority": ("agency", ("RWA",)),
        "Anselm Rook": ("person", ("Governor Anselm Rook", "Rook")),
        "Farmers’ League": ("organisation", ("League",)),
        "Court of Cassation": ("agency", ()),
        "Interior Ministry": ("agency", ()),
    },
    "lamp.md": {
        "Lampkeepers' Guild": ("organisation", ("LG",)),
        "Ilse Varga": ("person", ("Captain Ilse Varga", "Varga")),
    },
    "wrapped.txt": {"Dockers' Union": ("organisation", ("DU",)), "Hanna Weiss": ("person", ("Weiss",))},
    "terse.html": {"Millers' Union": ("organisation", ("MU",))},
}
PLACES = {
    "canal.html": {"Tessaly", "Halden", "Brimm", "Lisbon"},
    "lamp.md": {"Odde", "Skarnhavn"},
    "wrapped.txt": {"Vell", "Marrow"},
    "terse.html": {"Orrin"},
}
DATES = {
    "canal.html": {"2019-05", "2019-05-14", "2019-08", "2020-01/2020-03", "2021~"},
    "lamp.md": {"2015-06", "2015-05", "2015-09-03", "2016"},
    "wrapped.txt": {"2011-01", "2011-02"},
    "terse.html": {"2009", "2010", "2011", "2012"},
}


@every_original
def test_names_become_candidates(original: Path, tmp_path: Path) -> None:
    article = made(original, tmp_path)
    found = {actor.name: (actor.kind, actor.aliases) for actor in article.of(Actor)}
    for name, (kind, aliases) in NAMES[original.name].items():
        assert found[name][0] == kind
        assert set(aliases) <= {*found[name][1], name}, name
    assert {place.name for place in article.of(Place)} >= PLACES[original.name]


@every_original
def test_dated_sentences_become_events(original: Path, tmp_path: Path) -> None:
    article = made(original, tmp_path)
    assert {event.date for event in article.events} == DATES[original.name]
    assert all(event.paragraphs for event in article.events)


@every_original
def test_one_title_at_one_date_is_one_candidate(original: Path, tmp_path: Path) -> None:
    events = [(event.title, event.date) for event in made(original, tmp_path).events]
    assert len(set(events)) == len(events)


def test_paragraphs_may_be_short_where_all_are(tmp_path: Path) -> None:
    article = made(named("terse.html"), tmp_path)
    assert [(section.title, section.numbers) for section in article.sections] == [
        ("Introduction", (1, 2, 3)),
        ("What came of it", (4, 5)),
    ]
    assert article.publication.title == "Notes on the mill"
    told = {event.title: event.paragraphs for event in article.events}
    assert (told["2010: Millers' Union"], told["2011"]) == ((2, 3), (5,))


def test_what_holds_no_paragraph_gives_no_files(tmp_path: Path) -> None:
    original = tmp_path / "notes.txt"
    original.write_text("milk\n\nbread\n\nlamp oil\n")
    assert draft_of(original).files == {}


def test_what_was_read_on_the_web_says_where_and_when_and_a_file_does_not() -> None:
    file = source_of_file(named("terse.html"))
    web = file._replace(url="https://e.example/terse")
    of_file, of_web = (make_draft(read_here(each), each).files["article.toml"] for each in (file, web))
    stated = f'URL = "https://e.example/terse"\naccessed = "{time.strftime("%Y-%m-%d")}"\n'
    assert stated in of_web
    assert "accessed" not in of_file
    assert 'URL = "' not in of_file
