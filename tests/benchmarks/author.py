"""An author who knows what the article is to be: makes a draft into it in the encode mode, key by key.

The keys are those that an experienced person needs: words typed as far as the wanted row is the first or near it,
motions by the shortest way, links completed (`author_keys.py`).
"""

from collections.abc import Callable, Iterator
from typing import Any

from author_choices import taken, way_to
from author_keys import AuthorKeys
from author_matching import matched, place_of

from kztui.article.article import Article
from kztui.article.fields import Field, item_fields
from kztui.article.kinds.item import Item
from kztui.article.links import LINK
from kztui.session.field_rows import FieldRow, value_of
from kztui.tui.dialogs.finder import FinderDialog
from kztui.tui.dialogs.line_dialog import LineDialog
from kztui.tui.dialogs.question_dialog import QuestionDialog
from kztui.tui.encode.encode_screen import EncodeScreen
from kztui.tui.encode.paragraph_dialog import ParagraphDialog
from stories import Reader

MAKING = {"event": "e", "actor": "a", "place": "p", "term": "t", "claim": "c"}


class Author(AuthorKeys):
    """Encodes the article on the encode screen until it is as `wanted` says."""

    def __init__(
        self, reader: Reader, screen: EncodeScreen, wanted: Article, most: int, tell: Callable[[str], None]
    ) -> None:
        super().__init__(reader, screen, most, tell)
        self.wanted = wanted
        self.becomes = matched(screen.article, wanted)
        """Which wanted item a candidate becomes."""
        self.here = {new: old for old, new in self.becomes.items()}
        """The id that a wanted item has by now."""

    async def encode(self) -> None:
        """Sort the candidates out and make what lacks; then give each its fields, and write the paragraphs."""
        await self.sort_out()
        await self.make_others()
        await self.to_list("g")
        await self.fill_in()
        wanted = list(self.items())
        for at, item in enumerate(wanted):
            self.step(f"fields of {item.id}, item {at + 1} of {len(wanted)}")
            if await self.set_fields(item, in_hand=False):
                await self.press("escape")

    def items(self) -> Iterator[Item]:
        """The wanted items that are no part of the text."""
        return (item for item in self.wanted.items.values() if not item.is_text)

    def at_entry(self, stage: str) -> str:
        """Where the list of what is left stands."""
        encoding = self.screen.encoding
        target = encoding.entry.target if encoding.entry else ""
        return f"{stage} {target}, {encoding.cursor + 1} of {len(encoding.queue)}"

    async def down(self) -> bool:
        """Go to the next entry; whether there is one."""
        before = self.screen.encoding.cursor
        if before + 1 < len(self.screen.encoding.queue):
            await self.to_list("j")
        return self.screen.encoding.cursor != before

    # Candidates sorted out, and items made.

    async def sort_out(self) -> None:
        """Reject what is none, and make of each candidate the sort that it is; make what is no candidate."""
        going = True
        while going and (entry := self.screen.encoding.entry):
            self.step(self.at_entry("sorting out"))
            if entry.kind == "paragraph":
                await self.make_items(entry.paragraph)
            elif entry.kind == "candidate":
                wanted = self.wanted.items.get(self.becomes.get(entry.target, ""))
                if wanted is None:
                    await self.press("x")
                    continue
                while self.article.items[entry.target].item_kind != wanted.item_kind:
                    self.step(f"{entry.target} made another sort of item, {self.article.items[entry.target].item_kind}")
                    await self.press("C")
            going = await self.down()

    async def make_items(self, number: int) -> None:
        """Make the items that a paragraph is the first to speak of."""
        original = self.article.originals[number].text
        missing = [item for item in self.items() if item.id not in self.here and min(item.numbers, default=0) == number]
        placed = sorted((place_of(item, number, original), item.id) for item in missing)
        for (first, last), target in placed:
            item = self.wanted.items[target]
            if self.screen.pane is not self.screen.original:
                await self.press("v")
            await self.take(first, last)
            await self.press(MAKING[item.item_kind])
            if isinstance(self.reader.top_screen, LineDialog):
                if item.caption != self.screen.original.selection.words:
                    await self.type_line(item.caption)
                else:
                    await self.press("enter")
            if (made := self.screen.encoding.target) in self.here.values():
                raise self.stalled(f"not made: {target}; {made} is in hand")
            self.here[target] = made
            if isinstance(self.reader.top_screen, QuestionDialog):  # link the other mentions too?
                await self.press("n")
            self.expect_list(f"to make {target}")

    async def make_others(self) -> None:
        """Make the items that are stated in no paragraph, by their names."""
        for item in [item for item in self.items() if item.id not in self.here]:
            self.step(f"making {item.id}, which no paragraph states")
            await self.to_list("n")
            await self.choose(item.item_kind, ())
            await self.type_line(item.caption)
            if isinstance(self.reader.top_screen, QuestionDialog):  # link the mentions?
                await self.press("n")
            self.expect_list(f"to make {item.id}")
            self.here[item.id] = self.screen.encoding.target
            await self.press("f")
            await self.to_row(next(at for at, row in enumerate(self.rows) if row.field.key == "paragraphs"))
            await self.press("x")

    async def take(self, first: int, last: int) -> None:
        """Take words of the original by their numbers, from 0; of a whole name any word will do."""
        at = self.screen.original.selection
        within = [each for each in range(first, last + 1) if taken(at.to(each)) == (first, last)]
        if within:
            await self.press(*min((way_to(at, each) for each in within), key=len), "enter")
            return
        ways = [(way_to(at, low), low, high) for low, high in ((first, last), (last, first))]
        way, low, high = min(ways, key=lambda each: len(each[0]))
        await self.press(*way, "v", *way_to(at.to(low), high), "enter")

    # Fields and texts.

    async def fill_in(self) -> None:
        """Give each candidate its fields and accept it; write each paragraph."""
        going = True
        while going and (entry := self.screen.encoding.entry):
            self.step(self.at_entry("filling in"))
            if entry.kind == "candidate":
                await self.set_fields(self.wanted.items[self.becomes[entry.target]])
                await self.press("a")
            elif entry.kind == "paragraph":
                await self.press("w")
                await self.write(self.wanted.items[f"p{entry.paragraph}"].main_text, self.id_of)
            else:
                going = await self.down()

    async def set_fields(self, item: Item, *, in_hand: bool = True) -> bool:
        """Set what an item has not as it is wanted; whether anything was."""
        target = self.here[item.id]
        differing = [field for field in item_fields(type(item)) if self.differs(item, field)]
        if not differing:
            return False
        if not in_hand:
            await self.to_list("slash")
            await self.choose_item(target)
        if self.screen.pane is not self.screen.facts:
            await self.press("f")
        for field in differing:
            if field.is_list:
                await self.set_list(item, field)
            elif not value_of(item, field) and field.sort != "flag":
                await self.to_row(next(at for at, row in enumerate(self.rows) if row.field == field))
                await self.press("x")
            elif self.differs(item, field):  # unless it was set together with one before
                joint = item.joint_keys
                value = ", ".join(str(getattr(item, key)) for key in joint) if field.key in joint else None
                await self.ask(field)
                await self.answer(field, value or value_of(item, field))
        return True

    def differs(self, item: Item, field: Field) -> bool:
        """Whether an item has another value than the one wanted; paragraphs come of quotes and links."""
        now = self.article.items[self.here[item.id]]
        if field.sort == "numbers":
            return False
        names_items = field.sort in {"reference", "table", "prose"}  # a text may look like an id
        return bool(self.plain(value_of(item, field), wanted=names_items) != self.plain(value_of(now, field)))

    def plain(self, value: Any, *, wanted: bool = False) -> Any:
        """A value as it is compared: by the ids of now, texts without their line breaks."""
        if isinstance(value, tuple):
            return sorted((self.plain(each, wanted=wanted) for each in value), key=repr)
        if isinstance(value, str):
            text = " ".join(value.split())
            if not wanted:
                return text
            return LINK.sub(lambda link: link[0].replace(link[1], self.here.get(link[1], link[1]), 1), self.id_of(text))
        if hasattr(value, "__struct_fields__"):
            keys = (key for key in value.__struct_fields__ if key not in {"quotes", "paragraphs"})
            return {key: self.plain(getattr(value, key), wanted=wanted) for key in keys}
        return value

    def id_of(self, text: str) -> str:
        """The id of now, of a text that is an id."""
        return self.here.get(text, text)

    async def ask(self, field: Field) -> None:
        """Open the field by its letter."""
        letter = self.screen.fields.letters.get(field.key)
        if letter:
            await self.press(letter)
        else:
            await self.to_row(max(at for at, row in enumerate(self.rows) if row.field.key == field.key))
            await self.press("enter")

    @property
    def rows(self) -> list[FieldRow]:
        """The rows of the fields."""
        return self.screen.fields.rows

    async def to_row(self, row: int) -> None:
        """Go to a row of the fields."""
        step = row - self.screen.facts.cursor
        await self.press(*("j" if step > 0 else "k") * abs(step))

    async def answer(self, field: Field, value: Any) -> None:
        """Give the value that is asked for."""
        dialog = self.reader.top_screen
        if isinstance(dialog, ParagraphDialog):
            await self.write(value, self.id_of)
        elif isinstance(dialog, FinderDialog):
            await (self.choose_item(self.id_of(value)) if field.sort == "reference" else self.choose(value, ()))
        elif isinstance(dialog, LineDialog):
            await self.type_line(str(value))
        elif field.sort != "flag":  # one of these is set by its letter alone
            raise self.stalled(f"nothing asks for {field.label}")

    async def set_list(self, item: Item, field: Field) -> None:
        """Remove what is not wanted of a list, mend what is there, and add what lacks."""
        reference = next((part.key for part in field.parts if part.sort == "reference"), "")
        text = next((part.key for part in field.parts if part.sort == "text"), "")
        wanted = {self.key_of(each, reference): each for each in value_of(item, field)}
        now = value_of(self.article.items[self.here[item.id]], field)
        for at in reversed(range(len(now))):
            row = next(number for number, each in enumerate(self.rows) if (each.field, each.entry) == (field, at))
            known = wanted.pop(self.key_of(now[at], reference), None)
            if known is None:
                await self.to_row(row)
                await self.press("x")
            elif text and getattr(known, text) != getattr(now[at], text):
                await self.to_row(row)
                await self.press("enter")
                await self.choose(getattr(known, text), ())
        for each in wanted.values():
            await self.ask(field)
            if not reference:
                await self.answer(field if not field.parts else field.parts[0], each)
                continue
            await self.choose_item(self.id_of(getattr(each, reference)))
            if text:
                await self.choose(getattr(each, text), ())

    def key_of(self, entry: Any, reference: str) -> str:
        """What an entry of a list is known by: the item that it names, or itself."""
        return self.id_of(getattr(entry, reference) if reference else entry)

    async def choose_item(self, target: str) -> None:
        """Choose an item in the finder."""
        item = self.article.items[target]
        names = item.names if item.is_named else (self.article.main_text(item).plain,)
        await self.choose(target, [item.caption, *names])
