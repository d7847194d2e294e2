"""Every key that acts on a posting, in a real pseudo-terminal: what is started, copied, shown."""

from __future__ import annotations

import json
import re
import resource
import shlex
import sys
from base64 import b64decode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import environment
from tests.pseudo_terminal import Terminal, terminals
from tests.waiting import until

Start = Callable[..., Terminal]

# Writes down how it was called; then does what DO says.
PROGRAM = f"""#!{sys.executable} -I
import json, os, sys
name = os.path.basename(sys.argv[0])
note = os.path.join(os.path.dirname(sys.argv[0]), "..", name + ".json")
called = {{
    "argv": [os.fsencode(word).decode("latin-1") for word in sys.argv[1:]],
    "ttys": [os.isatty(number) for number in (0, 1, 2)],
    "detached": os.getsid(0) == os.getpid(),
}}
if name == "reader":
    called["input"] = sys.stdin.read()
with open(note + ".new", "w") as file:
    json.dump(called, file)
os.rename(note + ".new", note)
exec(os.environ.get("DO", ""))
"""


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder for programs, the only one in which they are looked for."""
    folder = tmp_path / "bin"
    folder.mkdir()
    return folder


def program(folder: Path, name: str) -> Path:
    """Put a program there; return the note that it will write when it is called."""
    (folder / name).write_text(PROGRAM)
    (folder / name).chmod(0o755)
    return folder.parent / f"{name}.json"


def call(note: Path) -> dict[str, Any]:
    """Wait for a program's note; return and remove it."""
    until(note.exists, lambda: f"{note.stem} was not called")
    said: dict[str, Any] = json.loads(note.read_text())
    note.unlink()
    return said


def copied(terminal: Terminal) -> str:
    """Return what the terminal was last told to copy."""
    found = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", terminal.raw)
    return b64decode(found[-1]).decode() if found else ""


def in_one_line(screen: str) -> str:
    """Return what a dialog says, its lines put together."""
    lines = re.findall(r"^[^\n]{10}│ ([^\n│]*?) *│", screen, re.MULTILINE)
    return "".join(lines)


@pytest.fixture
def start(folder: Path, tmp_path: Path, programs: Path) -> Iterator[Start]:
    """Start the browser on the postings in a terminal of a machine with a display."""
    own = {
        "PATH": str(programs),
        "XDG_CACHE_HOME": str(tmp_path / "terminal-cache"),
        "DISPLAY": ":7",
    }
    with terminals() as begin:

        def run(source: Path | None = None, line: str = "", **env: str) -> Terminal:
            command = [sys.executable, "-m", "jobtui", "--source", str(source or folder)]
            command += ["--as-of", "2024-05-01"]
            if line:  # as one was copied
                command = [sys.executable, "-m", *shlex.split(line)]
            known = environment(tmp_path, **{**own, **env})
            terminal = begin(command, known, prepared=True)
            terminal.wait_for(r"\d of \d")
            terminal.wait_for("[▌>] ?●|[▌>] ?[×■◌?]")
            return terminal

        yield run


def page(folder: Path, **fields: str) -> Path:
    """Write the newest posting; return its path."""
    body = fields.pop("body", "Rien.")
    name = fields.pop("name", "2024-04-30-page.md")
    head = "".join(f"{key}: {value}\n" for key, value in fields.items())
    path = folder / name
    path.write_text(
        f"---\ntitle: La page\nopen: true\ndate: 2024-04-30\n{head}---\n{body}\n", "utf-8"
    )
    return path


# --- opening -------------------------------------------------------------------------------------


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A checkout of a site, whose postings have pages."""
    (tmp_path / "site" / "_startups").mkdir(parents=True)
    (tmp_path / "site" / "_jobs").mkdir()
    (tmp_path / "site" / "_config.yml").write_text("url: https://site.example\n")
    return tmp_path / "site"


def test_o_opens_the_page_once_it_was_seen(start: Start, programs: Path, site: Path) -> None:
    page(site / "_jobs")
    note = program(programs, "xdg-open")
    terminal = start(site)
    terminal.send("o")
    screen = terminal.wait_for("Open this posting's page")
    address = re.search(r"https://site\.example/\S+", screen)
    assert address is not None
    assert not note.exists()
    terminal.send("\r")
    said = call(note)
    assert said == {"argv": [address[0]], "ttys": [False] * 3, "detached": True}
    terminal.wait_for("Opened with xdg-open")


def test_escape_opens_nothing(start: Start, programs: Path, site: Path) -> None:
    page(site / "_jobs")
    note = program(programs, "xdg-open")
    terminal = start(site)
    terminal.send("o")
    terminal.wait_for("Open this posting's page")
    terminal.send("\x1b")
    terminal.wait_for("1 of 1")
    terminal.send("q")
    assert terminal.wait() == 0
    assert not note.exists()


def test_y_copies_the_page_instead(start: Start, programs: Path, site: Path) -> None:
    page(site / "_jobs")
    note = program(programs, "xdg-open")
    terminal = start(site)
    terminal.send("oy")
    terminal.wait_for("Sent to the terminal's clipboard: https://site.example/")
    assert copied(terminal).startswith("https://site.example/")
    assert not note.exists()


def test_a_mails_with_recipient_and_subject(start: Start, programs: Path) -> None:
    note = program(programs, "mybrowser")
    terminal = start(BROWSER="gone:mybrowser --to=%s -x")
    terminal.send("a")
    screen = terminal.wait_for("Apply by email")
    assert "phare@port.example, subject: Développeur·se Python" in screen
    assert "Inferred from" not in screen
    terminal.send("\r")
    subject = "D%C3%A9veloppeur%C2%B7se%20Python"
    assert call(note)["argv"] == [f"--to=mailto:phare@port.example?subject={subject}", "-x"]


def test_a_form_of_the_frontmatter(start: Start, programs: Path, folder: Path) -> None:
    page(folder, externalURL="https://formulaires.example/f/1")
    note = program(programs, "xdg-open")
    terminal = start()
    terminal.send("a")
    screen = terminal.wait_for("Apply at this address")
    assert "Inferred from" not in screen
    terminal.send("\r")
    assert call(note)["argv"] == ["https://formulaires.example/f/1"]


def test_a_form_that_only_the_text_names_is_marked(
    start: Start, programs: Path, folder: Path
) -> None:
    form = "https://grist.example/o/f/" + "x" * 150
    page(folder, body=f"## Postuler\n\nCandidatez via [ce formulaire]({form}).")
    note = program(programs, "xdg-open")
    terminal = start()
    terminal.send("a")
    screen = terminal.wait_for("Inferred from the text")
    assert form in in_one_line(screen), "in full, over several lines"
    terminal.send("\r")
    assert call(note)["argv"] == [form]


def test_without_a_way_nothing_is_asked(start: Start, folder: Path) -> None:
    page(folder)
    terminal = start()
    terminal.send("a")
    terminal.wait_for("does not say how to apply")


@pytest.mark.parametrize("env", [{"SSH_TTY": "/dev/pts/1"}, {"DISPLAY": ""}])
def test_where_there_is_no_browser_the_address_is_shown_and_copied(
    start: Start, programs: Path, folder: Path, env: dict[str, str]
) -> None:
    page(folder, externalURL="https://formulaires.example/f/1")
    note = program(programs, "xdg-open")
    terminal = start(**env)
    terminal.send("a")
    screen = terminal.wait_for("No web browser can be opened here")
    sent = "f/1No web browser can be opened here. Sent to the terminal's clipboard."
    assert sent in in_one_line(screen)
    assert copied(terminal) == "https://formulaires.example/f/1"
    assert re.search(
        rb"\x1b\]8;[^;]*;https://formulaires\.example/f/1\x1b\\(?:\x1b\[[\d;]*[mH])*https://formul",
        terminal.raw,
    ), "a link of the terminal's"
    terminal.send("\r")
    assert "No web browser" in terminal.text
    terminal.send("\x1b")
    terminal.wait_for("6 of 6")
    assert not note.exists()


def test_a_text_browser_that_is_named_gets_the_terminal(
    start: Start, programs: Path, folder: Path
) -> None:
    page(folder, externalURL="https://formulaires.example/f/1")
    note = program(programs, "w3m")
    terminal = start(BROWSER="w3m", DO="print('THE FORM'); input(); print('bye')")
    terminal.send("a\r")
    assert call(note)["ttys"] == [True] * 3
    terminal.wait_for("THE FORM")
    assert terminal.raw.rfind(b"\x1b[?1049l") > terminal.raw.rfind(b"\x1b[?1049h"), "not in between"
    terminal.send("\n")
    screen = terminal.wait_for("6 of 6")
    assert "La page" in screen
    assert "THE FORM" not in screen
    terminal.send("j")
    terminal.wait_for("[▌>][^\n]*Développeur")


def test_a_browser_that_fails_is_told(start: Start, programs: Path, folder: Path) -> None:
    page(folder, externalURL="https://formulaires.example/f/1")
    program(programs, "xdg-open")
    terminal = start(DO="sys.exit(4)")
    terminal.send("a\r")
    terminal.wait_for("xdg-open exited with code 4")


HOSTILE = [
    ("https://аррӏе.example/", "(аррӏе.example)", "may imitate another name"),
    ("https://xn--80ak6aa92e.example/", "(аррӏе.example)", "may imitate another name"),
    ("https://раypal.example/", "xn--", "may imitate another name"),
    ("mailto:a@b.example?cc=c@d.example&body=x&bcc=e@f.example", "a@b.example", "Left out of"),
]


@pytest.mark.parametrize(("address", "seen", "warning"), HOSTILE)
def test_what_hides_where_it_leads_is_shown_as_what_it_is(
    start: Start, programs: Path, folder: Path, address: str, seen: str, warning: str
) -> None:
    page(folder, body=f"[ici]({address})")
    note = program(programs, "xdg-open")
    terminal = start()
    terminal.wait_for("│ ici")
    # Before it are the address to apply to and that of the copy.
    terminal.send("\tlllo" if address.startswith("mailto") else "\tlo")
    screen = terminal.wait_for("Open this link")
    assert seen in screen
    assert warning in screen
    terminal.send("\r")
    [target] = call(note)["argv"]
    assert re.fullmatch(r"https://xn--[a-z0-9-]+\.example/|mailto:a@b\.example", target)


@pytest.mark.parametrize(
    ("address", "why"),
    [("https://bank.example@evil.example/", "evil.example"), ("https://2130706433/", "disguise")],
)
def test_what_must_not_open_does_not(
    start: Start, programs: Path, folder: Path, address: str, why: str
) -> None:
    page(folder, body=f"[ici]({address})")
    note = program(programs, "xdg-open")
    terminal = start()
    terminal.wait_for("│ ici")
    terminal.send("\tlo")
    screen = terminal.wait_for("This address cannot be opened")
    assert address in screen
    assert why in screen
    assert "open with" not in screen
    terminal.send("\r")
    terminal.send("\x1b")
    terminal.wait_for("6 of 6")
    assert not note.exists()


# --- copying -------------------------------------------------------------------------------------


def test_y_copies_the_way_to_apply(start: Start) -> None:
    terminal = start()
    terminal.send("y")
    terminal.wait_for("Sent to the terminal's clipboard: phare@port.example")
    assert copied(terminal) == "phare@port.example"


def test_capital_y_copies_the_command_line(start: Start, folder: Path) -> None:
    terminal = start()
    terminal.send("/")
    terminal.send("-l'eau open:oui contrat:cdd")
    terminal.send("\r")
    terminal.send("sY")
    terminal.wait_for("Sent to the terminal's clipboard: jobtui")
    name, *argv = shlex.split(copied(terminal))
    assert name == "jobtui"
    assert argv[:4] == ["--source", str(folder), "--as-of", "2024-05-01"]
    assert argv[4:] == ["--sort", "newest", "--", "-l'eau open:oui contrat:cdd"]


def test_the_copied_line_shows_the_same_view(start: Start) -> None:
    terminal = start()
    terminal.send("/")
    terminal.send("contrat:cdd desi")  # half a word
    terminal.send("\rsss")
    view = terminal.wait_for("1 of 5.*closing soon first")
    terminal.send("Y")
    terminal.wait_for("Sent to the terminal's clipboard: jobtui")
    again = start(line=copied(terminal))
    again.wait_for("closing soon first")
    again.wait_for("dessine des écrans")
    head, *lines = view.splitlines()[:12]
    assert again.text.splitlines()[0] == head
    # Beside them the filters of marks come with the first mark, that a posting was seen.
    assert [line[28:] for line in again.text.splitlines()[1:12]] == [line[28:] for line in lines]
    assert "■ Fixed-term" in view and "■ Fixed-term" in again.text


def test_p_shows_and_copies_the_path(start: Start, folder: Path) -> None:
    terminal = start()
    terminal.send("p")
    terminal.wait_for("Sent to the terminal")
    assert copied(terminal) == str(folder / "2024-04-20-dev-phare.md")


def test_a_path_that_could_act_is_copied_as_a_word_of_the_shell(start: Start, folder: Path) -> None:
    page(folder, name="2024-04-30-\x1b]0;evil\x07\n'x\udcff.md")
    terminal = start()
    terminal.send("p")
    terminal.wait_for("Sent to the terminal")
    assert copied(terminal).endswith(r"2024-04-30-\033]0;evil\007\012\'x\377.md'")
    assert copied(terminal).startswith("$'/")
    terminal.send("v")
    terminal.wait_for("title: La page")
    assert b"]0;evil\x07" not in terminal.raw


def test_screen_and_tmux_hand_it_on(start: Start, programs: Path) -> None:
    note = program(programs, "tmux")
    terminal = start(STY="1.pts", TMUX="/tmp/tmux,1,0", DO="sys.exit(1)")
    terminal.send("y")
    assert call(note)["argv"] == ["load-buffer", "-w", "-"]
    terminal.settle()
    mail = rb"cGhhcmVAcG9ydC5leGFtcGxl"
    assert b"\x1bP\x1b]52;c;" + mail + b"\x07\x1b\\" in terminal.raw, "screen"
    assert b"\x1bPtmux;\x1b\x1b]52;c;" + mail + b"\x07\x1b\\" in terminal.raw, "an old tmux"


# --- the file ------------------------------------------------------------------------------------


def test_e_edits_and_comes_back_refreshed(start: Start, programs: Path, folder: Path) -> None:
    path = page(folder)
    note = program(programs, "vim")
    rewrite = "import pathlib; p = pathlib.Path(sys.argv[-1]); print('EDITING'); "
    rewrite += "p.write_text(p.read_text().replace('La page', 'Autre titre')); input()"
    terminal = start(VISUAL="vim -u 'a b'", EDITOR="gone", DO=rewrite)
    terminal.send("e")
    said = call(note)
    assert said["argv"] == ["-u", "a b", "--", str(path)]
    assert said["ttys"] == [True] * 3
    terminal.wait_for("EDITING")
    terminal.send("\n")
    screen = terminal.wait_for("[▌>] ?● *Autre titre|[▌>].*Autre titre")
    assert "EDITING" not in screen
    assert "6 of 6" in screen


@pytest.mark.parametrize("name", ["2024-04-30 -c 'a\" $HOME;b.md", "2024-04-30-\x1b[2J\nx.md"])
def test_a_file_of_any_name_is_edited(
    start: Start, programs: Path, folder: Path, name: str
) -> None:
    path = page(folder, name=name)
    note = program(programs, "myeditor")
    terminal = start(EDITOR="myeditor")
    terminal.send("e")
    assert call(note)["argv"] == [str(path)]
    terminal.wait_for("6 of 6")


def test_an_editor_that_fails_is_told(start: Start, programs: Path) -> None:
    program(programs, "vi")
    terminal = start(DO="sys.exit(3)")
    terminal.send("e")
    terminal.wait_for("vi exited with code 3")
    terminal.send("j")
    terminal.wait_for("[▌>][^\n]*Designer")


def test_an_editor_that_is_not_there_is_told(start: Start) -> None:
    terminal = start(EDITOR="gone -w")
    terminal.send("e")
    terminal.wait_for("EDITOR is set to gone, which was not found")


def test_an_editor_is_interrupted_alone(start: Start, programs: Path) -> None:
    note = program(programs, "vi")
    terminal = start(DO="print('EDITING'); input()")
    terminal.send("e")
    call(note)
    terminal.wait_for("EDITING")
    terminal.send("\x03")
    terminal.wait_for("vi (exited with code|was killed by signal)")
    terminal.send("q")
    assert terminal.wait() == 0


def test_an_editor_does_not_wait_for_keys_that_were_typed_ahead(
    start: Start, programs: Path
) -> None:
    note = program(programs, "vi")
    terminal = start()
    terminal.send("e" + "~" * 1500)
    call(note)
    terminal.wait_until(lambda: terminal.raw.count(b"\x1b[?2004h") == 2)
    terminal.send("/zzz")
    terminal.wait_for("0 of 5")


def test_v_shows_the_file_as_it_is_written(start: Start, folder: Path) -> None:
    page(folder, domaines="\n  - [red]Un[/red]", body="# Titre\n\n\x1b[2J    `code`")
    terminal = start()
    terminal.send("v")
    screen = terminal.wait_for("title: La page")
    assert re.search(r"│ --- ", screen)
    assert re.search(r"│   - \[red\]Un\[/red\] ", screen)
    assert re.search(r"│ # Titre ", screen)
    assert re.search(r"╭─[^\n]*2024-04-30-page\.md", screen), screen
    terminal.send("v")
    assert "title: La page" not in terminal.wait_for("6 of 6")


def test_the_bar_pipes_the_markdown(start: Start, programs: Path) -> None:
    note = program(programs, "reader")
    terminal = start(DO=r"print('\x1b]0;evil\x07\x1b[31mIT SAID\x1b[0m this'); sys.exit(5)")
    terminal.send("|")
    terminal.wait_for("Pipe the posting as Markdown")
    terminal.send("reader 'a b' $HOME;x |y\r")
    said = call(note)
    assert said["argv"] == ["a b", "$HOME;x", "|y"]
    assert said["ttys"] == [False] * 3
    assert said["detached"]
    assert said["input"].startswith("# Développeur·se Python\n")
    assert "Lire [la carte](https://carte.example/phare)" in said["input"]
    screen = terminal.wait_for("exit code 5")
    assert "IT SAID this" in screen
    assert b"]0;evil" not in terminal.raw
    terminal.send("\x1b")
    terminal.wait_for("5 of 5")


def test_the_last_command_comes_back_and_empty_ones_do_nothing(
    start: Start, programs: Path
) -> None:
    note = program(programs, "reader")
    terminal = start()
    terminal.send("|reader one\r")
    assert call(note)["argv"] == ["one"]
    terminal.wait_for("(no output)")
    terminal.send("\x1b")
    terminal.wait_for("5 of 5")
    terminal.send("|\r")
    terminal.wait_for("5 of 5")
    terminal.send("|")
    terminal.wait_for("Pipe the posting")
    terminal.send("\x1b[A")
    terminal.send(" two\r")
    assert call(note)["argv"] == ["one", "two"]


@pytest.mark.parametrize(
    ("command", "why"), [("reader 'a", "unclosed quotation mark"), ("gone", "cannot start gone")]
)
def test_a_command_that_cannot_be_is_told(start: Start, command: str, why: str) -> None:
    terminal = start()
    terminal.send(f"|{command}\r")
    terminal.wait_for(why)


def test_a_command_that_cannot_be_given_the_posting_is_told(start: Start) -> None:
    terminal = start()
    resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE, (1, 1))  # as a disk without room
    terminal.send("|cat\r")
    terminal.wait_for("cannot pass on the posting: File too large")


def test_escape_ends_a_command(start: Start, programs: Path, tmp_path: Path) -> None:
    note = program(programs, "reader")
    save = "open(os.path.dirname(sys.argv[0]) + '/../pid', 'w').write(str(os.getpid())); "
    terminal = start(DO=save + "import time; time.sleep(1000)")
    terminal.send("|reader\r")
    call(note)
    terminal.wait_for("Running")
    terminal.send("\x1b")
    terminal.wait_for("5 of 5")
    pid = int((tmp_path / "pid").read_text())
    until(lambda: not Path(f"/proc/{pid}").exists())


def test_what_is_sent_aside_costs_no_picture(start: Start) -> None:
    terminal = start(STY="1.pts")
    terminal.send("y")
    terminal.wait_for("Copied|Sent to the terminal")
    terminal.settle()
    before = len(terminal.raw)
    terminal.send("y")
    terminal.settle()
    assert b"\x1bP" in terminal.raw[before:]
    assert len(terminal.raw) - before < 500


def test_what_was_fetched_is_edited_in_vain(start: Start, programs: Path, tmp_path: Path) -> None:
    fetched = tmp_path / "terminal-cache" / "jobtui" / "git-1" / "site" / "t"
    fetched.mkdir(parents=True)
    page(fetched)
    program(programs, "vi")
    terminal = start(fetched)
    terminal.send("e")
    terminal.wait_for("the next jobtui sync will overwrite it")


def test_escape_leaves_the_question_for_a_command(start: Start) -> None:
    terminal = start()
    terminal.send("|")
    terminal.wait_for("Pipe the posting")
    terminal.send("true")
    terminal.send("\x1b")
    terminal.wait_for("5 of 5")
    terminal.send("j")
    terminal.wait_for("[▌>][^\n]*Designer")


@pytest.mark.parametrize(
    ("label", "shown"),
    [("Apply: open", "Apply by email"), ("raw file", "open: true"), ("pipe", "Pipe the post")],
)
def test_the_palette_acts_as_well(start: Start, label: str, shown: str) -> None:
    terminal = start()
    terminal.send(":")
    terminal.wait_for("Search for commands|quit")
    terminal.send(label)
    terminal.wait_for(f"(?s){label}.*{label}")
    terminal.send("\r")
    terminal.wait_for(shown)


def test_no_posting_nothing_to_act_on(start: Start) -> None:
    terminal = start()
    terminal.send("/")
    terminal.send("zzzz")
    terminal.wait_for("0 of 5")
    terminal.send("\r")
    for key in "oaepv|":
        terminal.send(key)
        terminal.wait_for("No posting selected")
        terminal.send("r")
