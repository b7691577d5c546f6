"""The questions of the manual are answered by the keys that it gives, in no more than it counts."""

import re
from pathlib import Path

import pytest

import kztui.manual.pages as manual
from stories import Reader, play

PAGE = Path(manual.__file__).parent / "questions.md"
ROW = re.compile(r"\| (.+\?) \| (.+?) \| (\d+) \| .+ \|")
ROWS = [match.groups() for match in map(ROW.fullmatch, PAGE.read_text(encoding="utf-8").splitlines()) if match]
MOST = 12
NAMES = {"/": "slash", "Enter": "enter"}
ANSWERS = {
    "Who says which figure?": (
        r"4 Claims(?s:.*)figures(?s:.*)Zenn +4 killed · .+ 2012-03 +¶3",
        r"Kazakhstan.* +more than 200 missionaries .+¶4",
    ),
    "What is foreseen?": (r" 15 of \d+ ", r"event +US withdrawal in Afghanistan", r"claim +Zenn: "),
    "Where do others disagree?": ("Notes", "Other accounts reverse the Toulouse figures"),
    "What happened, in which order?": (
        r"2011-05 +Aktobe bombings .*Aktobe (?s:.*)2011-12 +Zhanaozen labour protests(?s:.*)2012-03 +Toulouse",
    ),
    "What has no date?": ("is:undated", r"Ban on Tablighi Jamaat +undated · ¶11"),
    "Who took part in the bombings in Aktobe?": (
        r"participants +Kazakh citizens \(involved\)",
        r"date +May 2011",
        r"took place in +Aktobe",
    ),
    "Where exactly does the article speak of JaK?": (r"in the text +\d", r"[·›]  ¶8  "),
    "How do I cite that?": (),
    "What does Nazarbayev say?": ("by:nazarbayev", r"claim +Nazarbayev: Without its secular"),
    "How is Merah connected with Buryatskiy?": (r"Muhammed Merah → Said Buryatskiy", r"leader of +¶3"),
}


def pressed(written: str) -> list[str]:
    """The keys of a row of the table: code is a key, words in italics are typed letter by letter."""
    keys: list[str] = []
    for key, words in re.findall(r"`([^`]+)`|\*([^*]+)\*", written):
        keys += [NAMES.get(key, key)] if key else ["space" if letter == " " else letter for letter in words]
    return [{":": "colon"}.get(key, key) for key in keys]


def test_ten_questions_take_few_keys_and_as_many_as_the_manual_says() -> None:
    assert [question for question, _, _ in ROWS] == list(ANSWERS)
    assert {question: len(pressed(keys)) for question, keys, _ in ROWS} == {row[0]: int(row[2]) for row in ROWS}
    assert max(len(pressed(keys)) for _, keys, _ in ROWS) <= MOST


@pytest.mark.parametrize(("question", "keys"), [row[:2] for row in ROWS], ids=[row[0] for row in ROWS])
def test_the_keys_of_a_question_show_its_answer(question: str, keys: str) -> None:
    async def story(reader: Reader) -> None:
        await reader.press(*pressed(keys))
        if not ANSWERS[question]:
            await reader.until(lambda: reader.clipboard)
            assert re.search(r"Jacob Zenn, “Kazakhstan.+para.+3", reader.clipboard or "")
        for answer in ANSWERS[question]:
            assert re.search(answer, reader.text), reader.text

    play(story)
