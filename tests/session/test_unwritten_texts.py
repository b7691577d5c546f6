"""Texts that an article did not take are kept for the next time, or it is said that nothing keeps them."""

import os
from pathlib import Path

from kztui.session.unwritten_texts import NO_STATE, UnwrittenTexts


def test_a_text_is_kept_for_the_next_start_until_it_is_written(tmp_path: Path) -> None:
    env = {"KZTUI_STATE": str(tmp_path / "state.json")}
    texts = UnwrittenTexts(tmp_path / "lamps", env)
    place, problem = texts.keep("p3", "Dark\nquays. \x1b[2J")
    assert (problem, Path(place).parent, Path(place).stat().st_mode & 0o777) == ("", tmp_path / "edits", 0o600)
    assert UnwrittenTexts(tmp_path / "other", env).texts == {}
    another = UnwrittenTexts(tmp_path / "lamps", env)
    assert another.texts["p3"].startswith("Dark\nquays.")
    assert "\x1b" not in another.texts["p3"]
    another.keep("p4", "Two barges.")
    texts.drop("p3")
    assert UnwrittenTexts(tmp_path / "lamps", env).texts == {"p4": "Two barges."}
    another.drop("p4")
    assert not Path(place).exists()


def test_where_no_state_can_be_written_a_text_goes_elsewhere_or_it_is_said(tmp_path: Path) -> None:
    env = {"KZTUI_STATE": str(tmp_path / "state.json")}
    (tmp_path / "edits").write_text("in the way")
    texts = UnwrittenTexts(tmp_path / "lamps", env)
    place, problem = texts.keep("p3", "Dark quays.")
    assert (problem, texts.texts) == ("", {})
    assert Path(place).read_text() == "Dark quays."
    assert texts.keep("p3", "Darker quays.") == (place, "")
    other, _ = texts.keep("p4", "Two barges.")
    assert [Path(each).read_text() for each in (place, other)] == ["Darker quays.", "Two barges."]
    texts.drop("p3")
    texts.drop("p4")
    assert not any(Path(each).exists() for each in (place, other))
    assert UnwrittenTexts(tmp_path / "lamps", {"KZTUI_STATE": os.devnull}).keep("p3", "x") == ("", NO_STATE)


def test_a_damaged_file_keeps_nothing(tmp_path: Path) -> None:
    env = {"KZTUI_STATE": str(tmp_path / "state.json")}
    place, _ = UnwrittenTexts(tmp_path / "lamps", env).keep("p3", "x")
    for damaged in (b"{", b"[1]", b"\xff", b'{"p3": 4}'):
        Path(place).write_bytes(damaged)
        assert UnwrittenTexts(tmp_path / "lamps", env).texts == {}
