"""Other programs that change annotations in files of newsread: brat, Label Studio, a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from store.exchange import brat, formats, table
from store.model import Format

FORMATS: tuple[Format, ...] = ("web-annotation", "label-studio", "brat", "csv")
"""Those in which other programs can change something."""


def edit(path: Path, format: Format, uuid: str, tags: Sequence[str], note: str) -> None:
    """Make the annotation in a file say these tags and that note, as a program for the format would."""
    _EDITS[format](path, uuid, tags, note)


def move(path: Path, format: Format, uuid: str, start: int, end: int) -> None:
    """Give the annotation in a file of brat or Label Studio another stretch, of one line."""
    if format == "label-studio":
        tasks: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
        for task in tasks:
            for item in (one for annotation in task["annotations"] for one in annotation["result"]):
                if item.get("id") == uuid:
                    item["value"] |= {"start": start, "end": end}
                    if item["type"] == "labels":
                        item["value"]["text"] = task["data"]["text"][start:end]
        path.write_text(json.dumps(tasks), encoding="utf-8")
        return
    files = _unpacked(path)
    for name in [one for one in files if one.endswith(".ann")]:
        lines = files[name].split("\n")
        own = next(line for line in lines if f'"id": "{uuid}", "target"' in line)
        bound = own.split("\t")[1].split(" ")[1]
        nth = next(nth for nth, line in enumerate(lines) if line.startswith(f"{bound}\t"))
        kind = lines[nth].split("\t")[1].split(" ")[0]
        lines[nth] = f"{bound}\t{kind} {start} {end}\t{files[name[:-4] + '.txt'][start:end]}"
        files[name] = "\n".join(lines)
    path.write_bytes(formats.archive(files))


def _unpacked(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def _web_annotation(path: Path, uuid: str, tags: Sequence[str], note: str) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    (one,) = (item for item in document["first"]["items"] if item["id"].endswith(uuid))
    rest = [body for body in one["body"] if body["purpose"] not in ("tagging", "commenting")]
    said = [*(("tagging", tag) for tag in tags), *(("commenting", note) for _once in note[:1])]
    one["body"] = [{"type": "TextualBody", "value": value, "purpose": purpose} for purpose, value in said]
    one["body"] += rest
    path.write_text(json.dumps(document), encoding="utf-8")


def _label_studio(path: Path, uuid: str, tags: Sequence[str], note: str) -> None:
    tasks: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    for annotation in (one for task in tasks for one in task["annotations"]):
        items = annotation["result"]
        for item in [one for one in items if one.get("id") == uuid]:
            if item["type"] == "labels":
                item["value"]["labels"] = list(tags)
                place = {name: item["value"][name] for name in ("start", "end", "text")}
                if note:
                    more = {"from_name": "note", "to_name": "text", "type": "textarea"}
                    items.append({"id": uuid, **more, "value": {**place, "text": [note]}})
            elif item["type"] == "textarea":
                items.remove(item)
    path.write_text(json.dumps(tasks), encoding="utf-8")


def _brat(path: Path, uuid: str, tags: Sequence[str], note: str) -> None:
    files = _unpacked(path)
    for name in [one for one in files if one.endswith(".ann")]:
        lines = files[name].split("\n")
        own = next((line for line in lines if f'"id": "{uuid}", "target"' in line), None)
        if own is None:
            continue
        bound = own.split("\t")[1].split(" ")[1]
        left = [
            line
            for line in lines
            if line
            and not (line[0] == "A" and line.split("\t")[1].split(" ")[1:] == [bound])
            and line.split("\t")[1] != f"AnnotatorNotes {bound}"
        ]
        left += [f"A{900 + nth}\t{brat._word(tag)} {bound}" for nth, tag in enumerate(tags)]
        left += [f"#900\tAnnotatorNotes {bound}\t{brat._escaped(note)}"] if note else []
        files[name] = "\n".join(left) + "\n"
    path.write_bytes(formats.archive(files))


def _csv(path: Path, uuid: str, tags: Sequence[str], note: str) -> None:
    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    (row,) = (one for one in rows if one["id"] == uuid)
    row |= {"tags": "; ".join(tags), "note": note}
    made = io.StringIO(newline="")
    writer = csv.DictWriter(made, table.COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(made.getvalue().encode("utf-8-sig"))


_EDITS: dict[str, Callable[[Path, str, Sequence[str], str], None]] = {
    "web-annotation": _web_annotation,
    "label-studio": _label_studio,
    "brat": _brat,
    "csv": _csv,
}
