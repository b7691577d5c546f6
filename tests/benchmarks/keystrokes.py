"""How many keys it takes to encode an article from its draft in the encode mode, beside the same TOML typed by hand.

python tests/benchmarks/keystrokes.py            the two invented articles, and with KZTUI_ORIGINAL the bundled one
python tests/benchmarks/keystrokes.py tide-mill  only this one
python tests/benchmarks/keystrokes.py --write    put the table into the manual

Each folder of `encoding/` has an original, the draft that `kztui new` made of it, and the article as it is to be. The
bundled article is made from a draft of KZTUI_ORIGINAL, which is a copy of its original. An author who knows the keys
presses the real ones (`author.py`); what the files hold at the end is compared with what was wanted. Each step is told
on standard error. Where an edit is refused, or a step comes to nothing, the benchmark ends and says where.
"""

import os
import shutil
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))  # stories.py, which tests share
sys.path.insert(0, str(Path(__file__).parents[2]))  # kztui of this checkout

from measure import ARTICLE
from toml_by_hand import Typed, typed

from kztui.article.article import Article
from kztui.article.fields import item_fields
from kztui.files.load import load
from markdown_parts import MANUAL, write_part

ARTICLES = Path(__file__).parent / "encoding"
BUDGET = 0.45
WITHOUT_PROSE = 0.22
HEAD = (
    "article (items)",
    "keys an item, TOML by hand",
    "in the encode mode",
    f"all, ≤ {BUDGET} ×",
    f"without prose, ≤ {WITHOUT_PROSE} ×",
    "beside the characters alone",
)


class Encoded(NamedTuple):
    """An article encoded: its items, the keys pressed, those of our own words, TOML by hand, what is not as wanted."""

    name: str
    items: int
    keys: int
    prose: int
    by_hand: Typed
    differences: list[str]

    @property
    def is_kept(self) -> bool:
        """Whether the budget is kept, and all is as wanted."""
        by_hand, structure = self.by_hand.keys, self.keys - self.prose
        return self.keys <= BUDGET * by_hand and structure <= WITHOUT_PROSE * by_hand and not self.differences


def encode(draft: Path, original: Path, result: Path, name: str) -> Encoded:
    """Encode a copy of a draft until it is as `result`."""
    from author import Author  # noqa: PLC0415 - it imports the screen

    from kztui.tui.encode.encode_screen import EncodeScreen  # noqa: PLC0415 - the same
    from kztui.tui.options import Options  # noqa: PLC0415 - the same
    from stories import Reader, play  # noqa: PLC0415 - the same

    wanted, by_hand = load(result).article, typed(draft, result)
    found: list[Encoded] = []
    ids: dict[str, str] = {}
    with TemporaryDirectory() as place:
        os.environ["KZTUI_STATE"] = str(Path(place) / "state.json")
        folder = Path(shutil.copytree(draft, Path(place) / name))

        async def story(reader: Reader) -> None:
            await reader.until(lambda: reader.main_screen.originals)
            await reader.press("E")
            screen = reader.top_screen
            assert isinstance(screen, EncodeScreen)
            author = Author(
                reader, screen, wanted, by_hand.keys, lambda step: print(f"{name}: {step}", file=sys.stderr)
            )
            await author.encode()
            differences = [
                f"{item.id}: {field.key}"
                for item in author.items()
                for field in item_fields(type(item))
                if author.differs(item, field)
            ]
            ids.update(author.here)
            items = sum(1 for _ in author.items())
            found.append(Encoded(name, items, author.keys, author.prose, by_hand, differences))

        play(story, folder, options=Options(original=original))
        differences = list(texts_that_differ(load(folder).article, wanted, ids))
    return found[0]._replace(differences=[*found[0].differences, *differences])


def told(step: str) -> None:
    """Say on standard error how far the encoding is."""
    print(step, file=sys.stderr, flush=True)


def texts_that_differ(made: Article, wanted: Article, ids: Mapping[str, str]) -> Iterator[str]:
    """The paragraphs whose words or links are not those wanted; `ids` are those that wanted items were given."""
    for number, paragraph in wanted.paragraphs.items():
        plain, spans = wanted.linked(paragraph.text)
        links = tuple(span._replace(target=ids.get(span.target, span.target)) for span in spans)
        if made.linked(made.paragraphs[number].text) != (plain, links):
            yield f"p{number}"


def encoded(names: Collection[str] = ()) -> Iterator[Encoded]:
    """Each article in turn, or those of these names."""
    for folder in sorted(ARTICLES.iterdir()):
        if folder.name in names or not names:
            yield encode(folder / "draft", folder / "original.md", folder / "result", folder.name)
    original = os.environ.get("KZTUI_ORIGINAL")
    if names and ARTICLE.name not in names:
        return
    if original:
        from kztui.importing.draft import make_draft  # noqa: PLC0415 - slow to import
        from kztui.importing.readers import read_source  # noqa: PLC0415 - the same
        from kztui.importing.source import source_of_file  # noqa: PLC0415 - the same

        source = source_of_file(Path(original))
        with TemporaryDirectory() as place:
            draft = Path(place) / "draft"
            draft.mkdir()
            for name, text in make_draft(read_source(source), source).files.items():
                (draft / name).write_text(text, encoding="utf-8")
            yield encode(draft, Path(original), ARTICLE, ARTICLE.name)
    else:
        print("zenn-2013 is left out: KZTUI_ORIGINAL names no copy of its original", file=sys.stderr)


def table(found: Sequence[Encoded]) -> str:
    """The keys of each article as a Markdown table; what is over its budget is marked."""
    lines = [f"| {' | '.join(HEAD)} |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
    for each in found:
        by_hand, all_keys, structure = each.by_hand.keys, each.keys, each.keys - each.prose
        ratios = [
            f"{keys / by_hand:.2f} ×{' ✗' * (keys > budget * by_hand)}"
            for keys, budget in ((all_keys, BUDGET), (structure, WITHOUT_PROSE))
        ]
        an_item = [f"{keys / each.items:.0f}" for keys in (by_hand, all_keys)]
        characters = f"{all_keys / each.by_hand.characters:.2f} ×"
        lines.append(f"| {each.name} ({each.items}) | {' | '.join((*an_item, *ratios, characters))} |")
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Print the table, and what is not as wanted; the exit code says whether all is, within the budget."""
    from author_keys import StalledError  # noqa: PLC0415 - it imports the screen

    try:
        found = list(encoded([name for name in arguments if not name.startswith("-")]))
    except StalledError as error:
        print(error, file=sys.stderr)
        return 1
    print(table(found))
    for each in found:
        print(f"{each.name}: {each.keys} keys, {each.prose} of prose; by hand {each.by_hand}", file=sys.stderr)
        for difference in each.differences:
            print(f"{each.name}: not as wanted: {difference}", file=sys.stderr)
    if "--write" in arguments:
        write_part(MANUAL / "measurements.md", "keystrokes", table(found))
    return 0 if all(each.is_kept for each in found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
