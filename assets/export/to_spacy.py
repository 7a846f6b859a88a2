#!/usr/bin/env python3
"""Make spaCy's binary documents of a Prodigy export: python to_spacy.py export.jsonl out.spacy

The tokens are those of the export, so that every span begins and ends at one. The spans stand in
`doc.spans["sc"]`, where overlapping ones may be.
"""
import json
import sys

import spacy
from spacy.tokens import Doc, DocBin, Span, SpanGroup

source, target = sys.argv[1:]
vocabulary = spacy.blank("xx").vocab
documents = DocBin()
with open(source, encoding="utf-8") as lines:
    for line in lines:
        task = json.loads(line)
        words = [token["text"] for token in task["tokens"]]
        doc = Doc(vocabulary, words=words, spaces=[token["ws"] for token in task["tokens"]])
        spans = [Span(doc, s["token_start"], s["token_end"] + 1, label=s["label"]) for s in task["spans"]]
        doc.spans["sc"] = SpanGroup(doc, name="sc", spans=spans)
        documents.add(doc)
documents.to_disk(target)
