#!/usr/bin/env python3
"""Whether a browser shows the report as it is meant.

python report.py PAGE COPYDESK ARTICLE: opens the page in headless Chromium; its article has the words of the
reading text, it has no script, its parts are there for a screen reader, and the browser refuses nothing.
"""
import html.parser
import pathlib
import subprocess
import sys

PAGE, PROGRAM, ARTICLE = sys.argv[1:]


class Reader(html.parser.HTMLParser):
    """The words of the article, and the elements met."""

    def __init__(self):
        super().__init__()
        self.depth, self.words, self.tags, self.ids = 0, [], [], []

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.append(tag)
        self.ids.append(attributes.get("id"))
        if tag == "div":
            self.depth += 1 if self.depth or "words" in (attributes.get("class") or "").split() else 0
            if self.depth == 1:
                self.words.append(" ")

    def handle_endtag(self, tag):
        if tag == "div" and self.depth:
            self.depth -= 1

    def handle_data(self, data):
        if self.depth:
            self.words.append(data)


browser = subprocess.run(
    ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--v=0", "--dump-dom",
     pathlib.Path(PAGE).resolve().as_uri()],
    capture_output=True, text=True, timeout=120, check=True)
text = subprocess.run([PROGRAM, "text", ARTICLE], capture_output=True, text=True, check=True).stdout
page = Reader()
page.feed(browser.stdout)
assert "".join(page.words).split() == text.split(), "the article has other words"
assert "script" not in page.tags, "there is a script"
for part in ("header", "nav", "main", "article", "h1", "h2", "table", "caption", "mark", "footer"):
    assert part in page.tags, f"there is no {part}"
assert {"disputes", "events", "agreement", "legend"} <= set(page.ids)
assert "Content Security Policy" not in browser.stderr, browser.stderr
print(f"report: {len(text.split())} words, {page.tags.count('mark')} marks agree")
