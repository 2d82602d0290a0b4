"""The two commands: what is installed, how a failure speaks, and that a missing browser cannot go unnoticed in CI."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import bootstrap
import pytest
import run_tests
import serve
import yaml

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^([\w.-]+)==(\S+)$", re.MULTILINE)


def pins(name):
    """{package: version} of a requirements file, names in one spelling."""
    found = PIN.findall((ROOT / name).read_text(encoding="utf-8"))
    return {re.sub(r"[-_.]+", "-", package.lower()): version for package, version in found}


# --- what is installed -----------------------------------------------------------------------


def test_every_requirement_is_pinned():
    for name in ("requirements.txt", "requirements-test.txt", "binder/requirements.txt"):
        lines = [line for line in (ROOT / name).read_text().splitlines() if line and line[0] not in "#-"]
        assert lines
        assert all(PIN.match(line) for line in lines), name


def test_pins_agree():
    constraints = pins("constraints.txt")
    for name in ("requirements.txt", "requirements-test.txt", "binder/requirements.txt"):
        for package, version in pins(name).items():
            if package == "torch":
                assert version.split("+")[0] == pins("requirements.txt")["torch"]
            else:
                assert constraints[package] == version, f"{package} in {name}"


def test_no_cuda_build_can_be_asked_for():
    assert "index-url" not in (ROOT / "requirements.txt").read_text()
    assert not any(package.startswith(("torch", "nvidia", "triton")) for package in pins("constraints.txt"))
    assert pins("binder/requirements.txt")["torch"].endswith("+cpu")


def installations(monkeypatch, tmp_path, fails, system="Linux", said=""):
    """The pip commands that install_torch gives, when those with a word of `fails` in them fail, saying `said`."""
    commands = []

    def run(what, command, folder=ROOT, required=True):
        commands.append(" ".join(map(str, command)))
        return said if any(word in commands[-1] for word in fails) else None

    monkeypatch.setattr(bootstrap, "run", run)
    monkeypatch.setattr(bootstrap.platform, "system", lambda: system)
    return commands


def test_torch_on_linux_is_the_cpu_build_or_nothing(monkeypatch, tmp_path):
    commands = installations(monkeypatch, tmp_path, fails=["torch=="])
    with pytest.raises(bootstrap.Problem, match=r"CUDA build \(gigabytes\) is not fetched"):
        bootstrap.install_torch()
    assert len(commands) == 2
    assert commands[0].endswith("+cpu")
    assert "--index-url https://download.pytorch.org/whl/cpu" in commands[1]


def test_torch_from_the_first_source_that_has_it(monkeypatch, tmp_path):
    commands = installations(monkeypatch, tmp_path, fails=["+cpu"])
    bootstrap.install_torch()
    assert len(commands) == 2
    commands = installations(monkeypatch, tmp_path, fails=[])
    bootstrap.install_torch()
    assert len(commands) == 1
    commands = installations(monkeypatch, tmp_path, fails=[], system="Darwin")
    bootstrap.install_torch()
    assert commands[0].endswith(f"torch=={pins('requirements.txt')['torch']}")


def test_nothing_is_installed_twice(monkeypatch, tmp_path):
    ran = []
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    monkeypatch.setattr(bootstrap, "has_torch", lambda: True)
    monkeypatch.setattr(bootstrap, "run", lambda what, *_, **__: ran.append(what))
    wanted = tmp_path / "requirements.txt"
    for content in ("a==1", "a==1", "a==2"):
        wanted.write_text(content)
        bootstrap.install("test", wanted)
    assert len(ran) == 2


# --- how a failure speaks --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("OSError: [Errno 28] No space left on device", "the disk is full"),
        ("npm error code ENOSPC", "the disk is full"),
        ("connection error: NewConnectionError('refused')", "no network"),
        ("npm http fetch GET attempt 1 failed with EAI_AGAIN", "no network"),
    ],
)
def test_reason_says_what_to_do(said, expected):
    reason = bootstrap.reason(said)
    assert reason.startswith(expected)
    assert "run the same command again" in reason
    assert "\n" not in reason


def test_missing_network_is_not_taken_for_a_missing_build(monkeypatch, tmp_path):
    installations(monkeypatch, tmp_path, fails=["torch=="], said="connection error: NewConnectionError()")
    with pytest.raises(bootstrap.Problem, match="no network"):
        bootstrap.install_torch()


def test_python_too_old(monkeypatch):
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None)
    with pytest.raises(bootstrap.Problem, match=r"^Python 3\.9 is too old: install Python 3\.11 or newer"):
        bootstrap.use_a_new_enough_python()


def test_a_failed_command_is_quoted_in_one_line(monkeypatch, tmp_path):
    monkeypatch.setattr(bootstrap, "LOG", tmp_path / "install.log")
    with pytest.raises(bootstrap.Problem, match=r"^packages failed: what went wrong \(all of it: .*install\.log\)$"):
        bootstrap.run("packages", [sys.executable, "-c", "import sys; sys.exit('a line\\nwhat went wrong')"])


# --- serving ---------------------------------------------------------------------------------


@pytest.fixture
def taken(monkeypatch):
    """A taken port, made the first that serve tries."""
    with socket.create_server((serve.HOST, 0)) as held:
        monkeypatch.setattr(serve, "FIRST_PORT", held.getsockname()[1])
        yield held.getsockname()[1]


def test_next_free_port_is_found(taken, tmp_path):
    with serve.server(tmp_path) as running:
        assert taken < running.server_port < taken + serve.PORTS_TRIED


def test_taken_port_that_was_asked_for_is_refused(taken, monkeypatch):
    monkeypatch.setenv("PORT", str(taken))
    assert serve.main(["--check"]) == (
        f"serve: port {taken} is taken: choose another one (make serve PORT=8080), or none, and a free one is found."
    )


@pytest.mark.parametrize("port", ["abc", "0", "70000", "-1", "80.5"])
def test_what_is_no_port_is_refused(port, monkeypatch):
    monkeypatch.setenv("PORT", port)
    assert serve.main(["--check"]).startswith(f"serve: PORT={port} is not a port")


def test_no_book_yet(monkeypatch, tmp_path):
    monkeypatch.delenv("PORT", raising=False)
    monkeypatch.setattr(serve, "BOOK", tmp_path)
    assert "run `make book`" in serve.main([])


def test_served_files_have_their_types(book, server):
    with urllib.request.urlopen(f"{server}/index.html") as answer:
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert answer.headers["Cache-Control"] == "no-cache"
        assert answer.read() == (book / "index.html").read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is no signal there")
def test_interrupt_ends_the_server_cleanly(book, tmp_path):
    command = [sys.executable, "-c", f"import serve; serve.BOOK = __import__('pathlib').Path({str(book)!r}); "]
    command[-1] += "raise SystemExit(serve.main([]))"
    environment = os.environ | {"PYTHONPATH": str(ROOT / "scripts")}
    environment.pop("PORT", None)
    with subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background jobs ignore it
    ) as server:
        said = server.stdout.readline()
        server.send_signal(signal.SIGINT)
        try:
            out, err = server.communicate(timeout=10)
        finally:
            server.kill()
    assert re.match(r"The book is at http://127\.0\.0\.1:\d+/ ", said)
    assert (server.returncode, err) == (0, "")
    assert "Server stopped." in out


# --- running tests ---------------------------------------------------------------------------


@pytest.mark.parametrize(("ci", "outcome"), [("true", "1 error"), ("", "1 skipped")])
def test_missing_browser_skips_and_fails_in_ci(ci, outcome, tmp_path):
    test = tmp_path / "test_it.py"
    test.write_text("import browser as browsers\nbrowsers.PLACES = ()\n\ndef test_it(browser):\n    pass\n")
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rs", "-p", "tests.conftest", "--rootdir", tmp_path, test],
        env=os.environ | {"PATH": "", "CI": ci, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'scripts'}"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert outcome in result.stdout
    assert "no Chrome or Chromium is installed" in result.stdout


def test_one_failing_step_fails_the_run_and_the_others_still_run(monkeypatch, capfd):
    steps = {
        "a": ("First", [sys.executable, "-c", "raise SystemExit(3)"], [sys.executable, "-c", "print('still')"]),
        "m": ("Missing", ["no-such-program"]),
        "b": ("Second", [sys.executable, "-c", "print('run')"]),
    }
    monkeypatch.setattr(run_tests, "STEPS", steps)
    assert run_tests.main([]) == 1
    said = capfd.readouterr().out
    assert "First: FAILED" in said
    assert "Second: passed" in said
    assert "still" in said
    assert "no-such-program is missing" in said
    assert "FAILED: a, m, in" in said
    assert run_tests.main(["b"]) == 0
    assert "no step c" in run_tests.main(["c"])


def test_every_example_of_a_docstring_is_run_once():
    command = [sys.executable, "-m", "pytest", *run_tests.DOCTESTS, "--collect-only", "-q"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout
    collected = re.findall(r"^(backprop_lib/\S+\.py)::(\S+)$", said, re.MULTILINE)
    assert len(set(collected)) == len(collected)
    sources = {path.relative_to(ROOT).as_posix(): path for path in (ROOT / "backprop_lib").rglob("*.py")}
    with_examples = {name for name, path in sources.items() if ">>> " in path.read_text(encoding="utf-8")}
    assert with_examples == {name for name, _ in collected}


def test_a_wrong_example_of_a_docstring_fails(tmp_path):
    module = tmp_path / "wrong.py"
    module.write_text('"""\n>>> 1 + 1\n3\n"""\n')
    command = [sys.executable, "-m", "pytest", "-q", *run_tests.DOCTESTS[:-1], "-p", "no:cacheprovider", module]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert result.returncode == 1
    assert "Got:" in result.stdout


def test_ci_runs_what_a_user_runs():
    assert "make test\n" in (ROOT / ".ci" / "run").read_text()
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "book.yml").read_text())
    assert any(step.get("run") == "bash .ci/run" for step in workflow["jobs"]["test"]["steps"])


def test_named_scripts_exist():
    for name in ("Makefile", "README.md", "CONTRIBUTING.md", "scripts/run_tests.py"):
        for script in re.findall(r"\b(?:scripts|benchmarks)/\w+\.py", (ROOT / name).read_text(encoding="utf-8")):
            assert (ROOT / script).is_file(), f"{name} names {script}"
