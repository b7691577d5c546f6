"""`kztui export`: to standard output or, safely, to a file or folder."""

import csv
import json
from pathlib import Path

import pytest

from command_line import RunCommand
from kztui.cli.output import ExitCode
from kztui.export.formats import FORMATS, REFERENCES, ExportFormat

SOLE = [entry.name for entry in FORMATS if entry.is_text and not entry.folder and entry.module != REFERENCES]


@pytest.mark.parametrize("name", SOLE)
def test_every_format_goes_to_standard_output_or_a_file(kztui: RunCommand, tmp_path: Path, name: str) -> None:
    result = kztui("export", "--to", name)
    assert result.code == ExitCode.OK
    assert result.out.strip()
    file = tmp_path / f"out.{name}"
    saved = kztui("export", "--to", name, "-o", str(file))
    assert (saved.code, saved.out) == (ExitCode.OK, "")
    assert saved.err.startswith(f"wrote {file}\n")
    assert file.read_text(encoding="utf-8") == result.out


TABLES = ["actors.csv", "claims.csv", "events.csv", "places.csv", "relations.csv", "terms.csv"]


def test_json_is_what_comes_by_itself(kztui: RunCommand) -> None:
    result = kztui("export")
    assert json.loads(result.out)["article"]["id"] == "vale2019"
    assert result.err == ""


@pytest.mark.parametrize("chosen", FORMATS, ids=[each.name for each in FORMATS])
def test_what_is_promised_to_be_json_is_json(kztui: RunCommand, chosen: ExportFormat) -> None:
    name = chosen.name
    result = kztui("export", "--to", name, "--json")
    if chosen.is_json:
        assert json.loads(result.out) == json.loads(kztui("export", "--to", name).out)
    else:
        assert (result.code, result.out) == (ExitCode.USAGE, "")
        assert result.err.startswith(f"kztui export: {name} is not JSON; --json goes with json, ")


def test_json_tells_what_was_written(kztui: RunCommand, tmp_path: Path) -> None:
    file, folder = str(tmp_path / "tables.csv"), str(tmp_path / "tables")
    result = kztui("export", "--to", "csv", "--table", "actors", "-o", file, "--json")
    assert json.loads(result.out) == {"output": file, "files": []}
    result = kztui("export", "--to", "csv", "-o", folder, "--json")
    assert json.loads(result.out) == {"output": folder, "files": TABLES}


def test_what_is_there_stays_without_force(kztui: RunCommand, tmp_path: Path) -> None:
    file = tmp_path / "mine.md"
    file.write_text("mine")
    result = kztui("export", "--to", "markdown", "-o", str(file))
    assert result == (ExitCode.USAGE, "", f"kztui export: '{file}' already exists; --force overwrites it\n")
    assert file.read_text() == "mine"
    assert kztui("export", "--to", "markdown", "-o", str(file), "--force").code == ExitCode.OK
    assert file.read_text().startswith("# Harbour")


def test_a_place_that_cannot_be_written_is_reported(kztui: RunCommand, tmp_path: Path) -> None:
    result = kztui("export", "-o", str(tmp_path / "no" / "such" / "folder.json"))
    assert result.code == ExitCode.USAGE
    assert result.err.endswith("cannot be written: No such file or directory\n")


def test_a_vault_needs_a_folder(kztui: RunCommand, tmp_path: Path) -> None:
    result = kztui("export", "--to", "obsidian")
    assert (result.code, result.out) == (ExitCode.USAGE, "")
    assert result.err == "kztui export: obsidian is a folder of files; name it: -o FOLDER\n"
    vault = tmp_path / "vault"
    assert kztui("export", "--to", "obsidian", "-o", str(vault)).code == ExitCode.OK
    assert (vault / "actors" / "dockers.md").is_file()
    assert (vault / "vale2019.md").is_file()


def test_tables_one_by_one_or_all_into_a_folder(kztui: RunCommand, tmp_path: Path) -> None:
    header = {
        name: kztui("export", "--to", "csv", "--table", name).out.splitlines()[0] for name in ("events", "actors")
    }
    assert header["events"].startswith("id,title,")
    assert header["actors"].startswith("id,name,")
    assert kztui("export", "--to", "csv").out.splitlines()[0] == header["events"]
    assert kztui("export", "--to", "csv", "-o", str(tmp_path / "tables")).code == ExitCode.OK
    assert sorted(path.name for path in (tmp_path / "tables").iterdir()) == TABLES
    file = tmp_path / "actors.csv"
    kztui("export", "--to", "csv", "--table", "actors", "-o", str(file))
    with file.open(newline="", encoding="utf-8") as opened:
        assert [row["id"] for row in csv.DictReader(opened)] == ["dockers", "ferry-line", "brandt"]


def test_only_csv_has_tables(kztui: RunCommand) -> None:
    assert kztui("export", "--to", "json", "--table", "actors").code == ExitCode.USAGE


def test_what_a_format_cannot_hold_is_reported_on_stderr(kztui: RunCommand) -> None:
    assert kztui("export", "--to", "geojson").err == "1 of 2 places have no coordinates\n"


def test_the_original_is_added_only_to_formats_that_can_hold_it_and_from_a_copy(
    kztui: RunCommand, tmp_path: Path
) -> None:
    result = kztui("export", "--to", "json", "--with-original")
    assert result.err.startswith("kztui export: json never holds the original; --with-original goes with ")
    result = kztui("export", "--to", "html", "--with-original")
    assert result.err.startswith("kztui export: to add the original, kztui needs your own copy of it: ")
    copy = tmp_path / "copy.txt"
    copy.write_text("Nothing of it.", encoding="utf-8")
    result = kztui("export", "--to", "html", "--with-original", "--original", str(copy))
    assert (result.code, result.out) == (ExitCode.NOT_FOUND, "")


def test_editors_notes_are_left_out_where_nobody_wants_them(kztui: RunCommand) -> None:
    assert "do not add up" in kztui("export").out
    assert "do not add up" not in kztui("export", "--no-editor-notes").out
