"""Reads an export of uima-xmi or uima-json with dkpro-cassis and compares it with the same data as JSON Lines."""

import json
import sys
from pathlib import Path

import cassis


def blanked(words):
    """Words as XMI has them: what XML cannot hold is a blank."""
    return "".join(" " if (c < " " and c not in "\t\r\n") or c in "\ufffe\uffff" else c for c in words)


def cases(folder):
    for path in sorted(folder.rglob("*.xmi")):
        known = cassis.load_typesystem(folder / "TypeSystem.xml")
        yield cassis.load_cas_from_xmi(path, typesystem=known), blanked
    for path in sorted(folder.rglob("*.json")):
        yield cassis.load_cas_from_json(path.read_text(encoding="utf-8")), str


def slots_of(cas):
    names = {row.feature: row.name for row in cas.select("copydesk.Slot")}
    features = cas.typesystem.get_type("custom.Span").features
    return {f.name: names.get(f.name, f.name) for f in features if (f.description or "").startswith("slot: ")}


def main(folder, lines):
    articles = {row["id"]: row for row in map(json.loads, open(lines, encoding="utf-8", newline="\n"))}
    seen = count = 0
    for cas, as_written in cases(Path(folder)):
        about = cas.select("copydesk.Article")[0].identifier
        article, slots = articles[about], slots_of(cas)
        assert (cas.sofa_string or "") == as_written(article["text"]), f"{about}: the text differs"
        found = {span.identifier: span for span in cas.select("custom.Span")}
        assert set(found) == {span["id"] for span in article["spans"]}, f"{about}: other annotations"
        for span in article["spans"]:
            one, at = found[span["id"]], f"{about} {span['id']}"
            assert (one.begin, one.end) == (span["start"], span["end"]), f"{at}: {one.begin}:{one.end}"
            assert one.get_covered_text() == as_written(span["text"]), f"{at}: the words differ"
            got = (one.label, one.annotator, one.note, one.flagged, one.origin)
            wanted = [span[key] for key in ("label", "annotator", "note", "flagged", "origin")]
            assert got == tuple(as_written(x) if isinstance(x, str) else x for x in wanted), f"{at}: {got}"
            said = {slot: getattr(one, name) for name, slot in slots.items() if getattr(one, name) is not None}
            values = {}
            for key, value in ((as_written(slot["key"]), as_written(slot["value"])) for slot in span["attributes"]):
                values[key] = f"{values[key]}; {value}" if values.get(key) else value
            assert said == values, f"{at}: slots {said}, not {values}"
            count += 1
        drawn = cas.select("custom.Relation")
        links = sorted((r.Governor.identifier, r.label, r.Dependent.identifier, r.annotator) for r in drawn)
        wanted = sorted((r["from"], as_written(r["type"]), r["to"], r["annotator"]) for r in article["relations"])
        assert links == wanted, f"{about}: links {links}, not {wanted}"
        seen += 1
    assert seen == len(articles), f"{seen} files, {len(articles)} articles"
    print(f"uima: {seen} articles, {count} annotations agree")


main(*sys.argv[1:])
