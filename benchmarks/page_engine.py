"""Measure what the page's engine computes at one event of a slider, in node and in Chromium.

    python benchmarks/page_engine.py

CPU time of one thread, without the view that shows the result; medians of rounds in which all take turns.
"""

import datetime
import json
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts"), str(ROOT / "benchmarks")]

import page  # noqa: E402

from benchmarks.run import machine, row, verdict  # noqa: E402

PROGRAM = ROOT / "benchmarks" / "page_engine.js"
ROUNDS = 31
TRAINING_MS, DEPTH_MS = 6, 8
ROWS = {  # work: (words, ms to keep)
    "training": ("XOR 2-4-1 batch 4, 5000 epochs, every position kept", TRAINING_MS),
    "trainingSlowest": ("    slowest setting: 2-8-1 tanh, cross-entropy, Adam", None),
    "depth": ("depth 20 × 32, batch 64, gelu: draw, forward, backward", DEPTH_MS),
}


def bundle():
    """The program as one script that defines `engine`, built as the pages are."""
    node = shutil.which("node") or str(Path(sys.executable).parent / "node")
    options = ["--bundle", "--minify", "--format=iife", "--global-name=engine", "--target=es2022", "--log-level=error"]
    esbuild = ROOT / "frontend" / "node_modules" / "esbuild" / "bin" / "esbuild"
    command = [str(esbuild), str(PROGRAM), *options]
    return node, subprocess.run(command, capture_output=True, text=True, check=True).stdout


def in_node(node, script):
    """{work: [ms]} of the CPU time of the process."""
    return json.loads(subprocess.run([node, "-e", script], capture_output=True, text=True, check=True).stdout)


def in_browser(browser, script):
    """{work: [ms]} of the CPU time of the page's main thread."""
    tab = browser.new_page()
    tab.add_script_tag(content=script)
    session = tab.context.new_cdp_session(tab)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent():
        metrics = session.send("Performance.getMetrics")["metrics"]
        return 1000 * next(each["value"] for each in metrics if each["name"] == "ScriptDuration")

    times = {name: [] for name in ROWS}
    for _ in range(ROUNDS):
        for name in times:
            before = spent()
            session.send("Runtime.evaluate", {"expression": f"setTimeout(engine.WORKS.{name})"})
            tab.wait_for_timeout(40)
            times[name].append(spent() - before)
    tab.close()
    return times


def report(browser):
    node, script = bundle()
    for place, times in (("node", in_node(node, script)), ("Chromium", in_browser(browser, script))):
        for name, (words, keep) in ROWS.items():
            ms = statistics.median(times[name])
            kept = (f"{keep} ms", verdict(ms, keep)) if keep else ("", "")
            row(f"{words}, {place}", f"{ms:.1f} ms", *kept)


def main():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = page.launch(playwright)
        print(f"{datetime.date.today()}  {machine(f'Chromium {browser.version}')}\n")
        row("work, CPU time of one thread", "median", "to keep", "kept?")
        report(browser)
        browser.close()


if __name__ == "__main__":
    main()
