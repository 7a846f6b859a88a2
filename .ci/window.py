#!/usr/bin/env python3
"""The release program in a real window, driven by a real pointer and keyboard, under Xvfb.

    python3 .ci/window.py PROGRAM SAMPLES

Opens a copy of the samples, tags words of the first by double-click and key, undoes, redoes, closes, and reads the
sidecar from disk with the reader that the README gives to others. Then the same keys on a Hebrew, a Persian and
a German keyboard. Nothing waits a fixed time: what is expected is looked for until it is there, or too late.
"""

import array
import os
import pathlib
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time

PATIENCE = 30.0  # seconds until something expected is held not to come
POLL = 0.03
WIDTH, HEIGHT = 1400, 900
ANNOTATOR = "tester"
# Places on the keyboard, by their names on a US board.
KEY_Q, KEY_Z = "24", "52"
HERE = pathlib.Path(__file__).resolve().parent


class Failed(Exception):
    """What should have been seen was not."""


def until(what, seen):
    """Looks again and again until `seen()` gives something, and returns it."""
    deadline = time.monotonic() + PATIENCE
    while True:
        found = seen()
        if found:
            return found
        if time.monotonic() > deadline:
            raise Failed(f"not within {PATIENCE:.0f} s: {what}")
        time.sleep(POLL)


def readme_reader():
    """The `sidecar` function as printed in the README: what is promised to other people's scripts."""
    block = re.search(r"```python\n(.*?)```", (HERE.parent / "README.md").read_text("utf-8"), re.S)
    names = {}
    exec(block.group(1).split("\nfor ")[0], names)  # without the example of its use
    return names["sidecar"]


class Screen:
    """An X server of our own, and its picture as a file that is always up to date."""

    def __init__(self, folder):
        self.frame = folder / "Xvfb_screen0"
        numbers, writes = os.pipe()
        self.server = subprocess.Popen(
            [
                "Xvfb",
                "-displayfd",
                str(writes),
                "-screen",
                "0",
                f"{WIDTH}x{HEIGHT}x24",
                "-fbdir",
                str(folder),
                "-nolisten",
                "tcp",
                "-noreset",
            ],
            pass_fds=[writes],
            stderr=subprocess.DEVNULL,
        )
        os.close(writes)
        with os.fdopen(numbers) as answer:
            self.display = ":" + answer.readline().strip()
        if self.display == ":":
            raise Failed("Xvfb did not start")

    def close(self):
        self.server.terminate()
        self.server.wait()

    def rows(self):
        """The picture, one array of 32-bit pixels a row (an XWD file, which Xvfb keeps for us)."""
        data = self.frame.read_bytes()
        header = struct.unpack(">25I", data[:100])
        start, width, height, stride = header[0] + header[19] * 12, header[4], header[5], header[12]
        return [
            array.array("I", data[start + y * stride : start + y * stride + width * 4]) for y in range(height)
        ]

    def run(self, *command):
        return subprocess.run(
            command, env={**os.environ, "DISPLAY": self.display}, check=True, capture_output=True, text=True
        ).stdout

    def layout(self, name):
        self.run("setxkbmap", "-layout", name)

    def key(self, *keys):
        self.run("xdotool", "key", "--clearmodifiers", *keys)

    def double_click(self, x, y):
        self.run("xdotool", "mousemove", str(x), str(y), "click", "--repeat", "2", "--delay", "60", "1")


def distance(a, b):
    return max(abs((a >> shift & 255) - (b >> shift & 255)) for shift in (0, 8, 16))


def title_words(rows):
    """The middles of the words on the first line of the title: the first tall line of ink on the paper."""
    seen = {}
    for row in rows[::7]:
        for pixel in row[::7]:
            seen[pixel] = seen.get(pixel, 0) + 1
    if not seen:
        return None
    paper = max(seen, key=seen.get)
    ink = {pixel for row in rows for pixel in set(row) if distance(pixel, paper) > 110}
    columns = [x for x in range(WIDTH) if sum(row[x] == paper for row in rows[::9]) > HEIGHT / 9 * 0.5]
    if not columns:
        return None
    # Cards and minimap stand at the right.
    left, right = columns[0], columns[0] + (columns[-1] - columns[0]) * 2 // 3
    line = []
    for y, row in enumerate(rows):
        # A bar above the article has another ground, and is none of its lines.
        if row[left + 4] == paper and any(pixel in ink for pixel in row[left:right]):
            line.append(y)
            continue
        if len(line) >= 16 and (words := words_of(rows, line, left, right, ink)):
            return words
        line = []
    return None


def words_of(rows, line, left, right, ink):
    """Runs of inked columns, parted where a blank is as wide as the space of a heading."""
    blank = max(4, len(line) * 0.17)
    runs = []
    for x in range(left, right):
        if any(rows[y][x] in ink for y in line):
            if runs and x - runs[-1][1] <= blank:
                runs[-1][1] = x
            else:
                runs.append([x, x])
    middle = (line[0] + line[-1]) // 2
    # A line of text, not a rule or the edge of a card.
    return [((a + b) // 2, middle) for a, b in runs] if len(runs) >= 4 else None


class Program:
    """The program on the folder of an article, with its settings and state in a folder of their own."""

    def __init__(self, screen, program, article, home):
        self.screen, self.article = screen, article
        self.calls = home / "sockets"
        folders = {
            name: str(home / name.lower())
            for name in (
                "XDG_CONFIG_HOME",
                "XDG_STATE_HOME",
                "XDG_DATA_HOME",
                "XDG_CACHE_HOME",
                "XDG_RUNTIME_DIR",
            )
        }
        for folder in folders.values():
            pathlib.Path(folder).mkdir(mode=0o700, parents=True, exist_ok=True)
        environment = {
            **os.environ,
            **folders,
            "DISPLAY": screen.display,
            "COPYDESK_ANNOTATOR": ANNOTATOR,
            "LIBGL_ALWAYS_SOFTWARE": "1",
        }
        environment.pop("WAYLAND_DISPLAY", None)
        command = [str(program), str(article.parent)]
        if can_trace():
            command = [
                "strace",
                "-f",
                "-qq",
                "-e",
                "trace=socket",
                "-e",
                "signal=none",
                "-o",
                str(self.calls),
                *command,
            ]
        self.process = subprocess.Popen(command, env=environment)
        self.window = until("the window", self.find).split()[-1]
        screen.run(
            "xdotool",
            "windowmove",
            self.window,
            "0",
            "0",
            "windowsize",
            self.window,
            str(WIDTH),
            str(HEIGHT),
            "windowfocus",
            self.window,
        )
        self.words = until("the title of the article", self.settled_words)

    def find(self):
        if self.process.poll() is not None:
            raise Failed(f"the program ended with {self.process.returncode} before it had a window")
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--class", "copydesk"],
            env={**os.environ, "DISPLAY": self.screen.display},
            capture_output=True,
            text=True,
        )
        return found.stdout.strip()

    def settled_words(self):
        """The words of the title, once three looks agree (but for the first, at which the caret blinks)."""
        looks = []
        for _ in range(3):
            looks.append(title_words(self.screen.rows()))
            time.sleep(0.3)
        first = looks[0]
        return first if first and all(look and look[1:] == first[1:] for look in looks) else None

    def select(self, number):
        """Double-clicks a word of the title, and waits until the picture shows the selection."""
        before = self.screen.rows()
        x, y = self.words[number]
        self.screen.double_click(x, y)
        until(
            "the selection",
            lambda: any(
                a[x - 4 : x + 4] != b[x - 4 : x + 4]
                for a, b in zip(before[y - 24 : y + 24], self.screen.rows()[y - 24 : y + 24])
            ),
        )

    def sidecar(self):
        return self.article.with_name(f"{self.article.name}.{ANNOTATOR}.ron")

    def tagged(self, reader):
        """What stands in the sidecar now: (tag, words) of each annotation; nothing without a sidecar."""
        if not self.sidecar().exists():
            return []
        return [(a["tag"], *a["exact"]) for a in reader(self.sidecar())["annotations"]]

    def quit(self):
        self.screen.key("ctrl+q")
        until("the end of the program after Ctrl+Q", lambda: self.process.poll() is not None)
        if self.process.returncode != 0:
            raise Failed(f"the program ended with {self.process.returncode}")

    def sockets(self):
        return self.calls.read_text() if self.calls.exists() else None


def can_trace():
    """Whether this machine lets one program watch another's system calls (some containers do not)."""
    try:
        return subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


def expect(what, got, wanted):
    if got != wanted:
        raise Failed(f"{what}: {got!r}, not {wanted!r}")
    print(f"   ok: {what}", flush=True)


def main_job(open_first, reader, title):
    """Double-click, q, undo, redo, close; then what is on disk."""
    program = open_first()
    word = title[1]
    program.select(1)
    program.screen.key("q")
    until("the quote on disk", lambda: program.tagged(reader) == [("quote", word)])
    program.screen.key("ctrl+z")
    until("the undo on disk", lambda: program.tagged(reader) == [])
    program.screen.key("ctrl+shift+z")
    until("the redo on disk", lambda: program.tagged(reader) == [("quote", word)])
    program.select(3)
    program.screen.key("c")
    program.quit()
    expect("closing saves what was tagged", program.tagged(reader), [("quote", word), ("claim", title[3])])
    expect("pieces are code points of the reading text", slices(program, reader), [word, title[3]])
    calls = program.sockets()
    if calls is None:
        print("   not tried: this machine does not let system calls be watched")
    else:
        families = sorted(set(re.findall(r"socket\((AF_\w+)", calls)))
        expect("no socket but local ones", [f for f in families if f not in ("AF_UNIX", "AF_LOCAL")], [])
    return program


def slices(program, reader):
    text = subprocess.run(
        [str(PROGRAM), "text", str(program.article)], check=True, capture_output=True
    ).stdout.decode("utf-8")
    return [text[start:end] for a in reader(program.sidecar())["annotations"] for start, end in a["pieces"]]


def reopened(open_first, reader, title, words):
    """What was saved is there again, and can be worked on; tags have not moved the words from their places."""
    program = open_first()
    program.words = words
    program.select(2)
    program.screen.key("e")
    program.quit()
    expect(
        "a second day adds to the first",
        program.tagged(reader),
        [("quote", title[1]), ("event", title[2]), ("claim", title[3])],
    )


def keyboard(open_first, reader, title, layout, undo):
    """The key at the place of Q tags a quote also where it types another script, or none of ours."""
    program = open_first()
    program.screen.layout(layout)
    program.select(1)
    program.screen.key(KEY_Q)
    until(f"the quote on disk, keyboard {layout}", lambda: program.tagged(reader) == [("quote", title[1])])
    program.screen.key(f"ctrl+{undo}")
    until(f"the undo on disk, keyboard {layout}", lambda: program.tagged(reader) == [])
    program.screen.layout("us")
    program.quit()
    print(f"   ok: keyboard {layout}", flush=True)


def without_display(article):
    """One clear sentence, and no panic."""
    environment = {
        k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET")
    }
    done = subprocess.run(
        [str(PROGRAM), str(article)], env=environment, capture_output=True, text=True, timeout=PATIENCE
    )
    expect("without a display the program ends by itself, not well", done.returncode > 0, True)
    expect(
        "and says so in one sentence",
        (len(done.stderr.strip().splitlines()), "display" in done.stderr, "panicked" in done.stderr),
        (1, True, False),
    )


def main():
    first = sorted(p for p in SAMPLES.iterdir() if p.suffix in (".md", ".txt", ".html"))[0]
    title = (
        subprocess.run([str(PROGRAM), "text", str(first)], check=True, capture_output=True)
        .stdout.decode("utf-8")
        .split("\n")[0]
        .split()
    )
    reader = readme_reader()
    without_display(first)
    with tempfile.TemporaryDirectory(prefix="copydesk-window-") as temporary:
        temporary = pathlib.Path(temporary)
        for name in ("screen", "home"):
            (temporary / name).mkdir()
        screen = Screen(temporary / "screen")
        started = []

        def open_first(folder):
            program = Program(screen, PROGRAM, folder / first.name, temporary / "home")
            started.append(program)
            return program

        def fresh(name):
            folder = temporary / name
            shutil.copytree(SAMPLES, folder)
            return lambda: open_first(folder)

        try:
            opened = fresh("samples")
            words = main_job(opened, reader, title).words
            reopened(opened, reader, title, words)
            for number, (layout, undo) in enumerate((("il", KEY_Z), ("ir", KEY_Z), ("de", "29"))):
                keyboard(fresh(f"keyboard-{number}"), reader, title, layout, undo)
        finally:
            for program in started:
                if program.process.poll() is None:
                    program.process.send_signal(signal.SIGTERM)
                    try:
                        program.process.wait(10)
                    except subprocess.TimeoutExpired:
                        # A tracer may outlive the signal; what it traces ends with the screen.
                        program.process.kill()
            screen.close()


if __name__ == "__main__":
    PROGRAM, SAMPLES = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    try:
        main()
    except Failed as failed:
        sys.exit(f"FAILED: {failed}")
