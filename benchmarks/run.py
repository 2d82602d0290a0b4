"""Measure the book and print each figure beside the one to keep.

    python benchmarks/run.py             builds the book first if it must
    python benchmarks/run.py --no-stock  without the stock Jupyter Book page of the same chapter

Timings are of this machine, in one run; compare ratios, not milliseconds, with other machines.
"""

import argparse
import contextlib
import datetime
import json
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "benchmarks")]

import page  # noqa: E402
import serve  # noqa: E402
import stock  # noqa: E402

BOOK = ROOT / "_build" / "html"
ONE_FRAME_MS = 16
SHARED_BYTES, OWN_BYTES, ENGINE_BYTES = 200_000, 100_000, 30_000
STOCK_RATIO, LIVE_MS = 0.4, 400


def machine(version):
    cpu = platform.processor() or platform.machine()
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                cpu = line.partition(":")[2].strip()
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{cpu}, {os.cpu_count()} cores{load}; {platform.system()}, Python {platform.python_version()}, {version}"


def explorer_bytes():
    """{"all", "wordless": [bytes, bytes by gzip -9]} of all explorers, with and without their sentences."""
    node = shutil.which("node") or str(Path(sys.executable).parent / "node")
    done = subprocess.run([node, "weigh.mjs"], cwd=ROOT / "frontend", capture_output=True, check=True)
    return json.loads(done.stdout)


def verdict(value, limit):
    return "yes" if value <= limit else "NO"


def kb(count):
    return f"{count / 1000:.1f} kB"


def row(work, measured, keep, held):
    print(f"{work:<58} {measured:>22}   {keep:<18} {held}")


def report_life(browser, with_stock):
    with serve.running(BOOK) as address:
        plain, slow = (page.first_live_slider(browser, address, throttle) for throttle in (1, 4))
    row(
        "first live slider, cold cache, median of 7",
        f"{plain:.0f} ms",
        f"{LIVE_MS} ms in mind",
        verdict(plain, LIVE_MS),
    )
    row("the same at 4× CPU throttle", f"{slow:.0f} ms", "", "")
    if not with_stock:
        print("    (the stock page was left out by --no-stock)")
        return
    try:
        folder = stock.build()
    except stock.Missing as missing:
        print(f"    (no stock page to compare with: {missing})")
        return
    with serve.running(folder) as address:
        plain_stock, slow_stock = (page.first_live_slider(browser, address, throttle) for throttle in (1, 4))
    row("stock Jupyter Book page of the same chapter", f"{plain_stock:.0f} ms", "", "")
    row("the same at 4× CPU throttle", f"{slow_stock:.0f} ms", "", "")
    for words, ratio in (("", plain / plain_stock), (" at 4× CPU throttle", slow / slow_stock)):
        row(f"ours / stock{words}", f"{ratio:.2f}", f"{STOCK_RATIO} ×", verdict(ratio, STOCK_RATIO))


def report_answers(browser):
    asked = [(path, kind, name, None) for path, kind, name in page.explorers(BOOK)]
    asked += [(path, kind, name, "calculation") for path, kind, name, _ in asked if kind == "network"]
    with serve.running(BOOK) as address:
        measured = [
            (kind, f"{name} at its {part}" if part else name, page.answers(browser, address, path, name, part))
            for path, kind, name, part in asked
        ]
    (_, _, worked_example), *_ = measured
    w1 = worked_example["w1"]
    for kind, words in (("changed", "changed numbers"), ("laidOut", "finished layout")):
        p50, p95 = (page.percentile(w1[kind], share) for share in (0.5, 0.95))
        row(
            f"slider key to {words}, {len(w1[kind])} keys: p50, p95",
            f"{p50:.1f} ms, {p95:.1f} ms",
            f"p95 {ONE_FRAME_MS} ms",
            verdict(p95, ONE_FRAME_MS),
        )
    for kind, name, sliders in measured:
        if not sliders:
            continue  # spot the slip has a list to choose from and no slider
        slowest = max(sliders, key=lambda slider: page.percentile(sliders[slider]["laidOut"], 0.95))
        p95 = page.percentile(sliders[slowest]["laidOut"], 0.95)
        row(
            f"{kind} {name}, slowest slider ({slowest}), finished layout",
            f"p95 {p95:.1f} ms",
            f"p95 {ONE_FRAME_MS} ms",
            verdict(p95, ONE_FRAME_MS),
        )


def report_weights(browser):
    with serve.running(BOOK) as address:
        rows = page.weights(browser, address, BOOK)
    print(f"\nWhat {page.CHAPTER} loads{'':<32}{'raw':>12}{'gzip -9':>12}")
    for path, raw, small in rows:
        print(f"    {path:<52}{kb(raw):>12}{kb(small):>12}")
    own = sum(small for path, _, small in rows if not path.startswith("_static/"))
    shared = sum(small for path, _, small in rows if path.startswith("_static/"))
    print()
    row("shared assets of a chapter page, compressed", kb(shared), kb(SHARED_BYTES), verdict(shared, SHARED_BYTES))
    row("its own HTML and figures, compressed", kb(own), kb(OWN_BYTES), verdict(own, OWN_BYTES))
    weights = explorer_bytes()
    for part, words in (("all", "engine, views and their sentences"), ("wordless", "engine and views without them")):
        raw, small = weights[part]
        row(f"{words} ({kb(raw)}), compressed", kb(small), kb(ENGINE_BYTES), verdict(small, ENGINE_BYTES))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--no-stock", action="store_true", help="do not build and measure the stock page")
    parser.add_argument("--as-built", action="store_true", help="measure the book as it stands in _build/html")
    options = parser.parse_args()
    if not options.as_built:
        subprocess.run([sys.executable, "scripts/build_book.py"], cwd=ROOT, check=True)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = page.launch(playwright)
        print(f"{datetime.date.today()}  {machine(f'Chromium {browser.version}')}\n")
        row("work", "measured", "to keep", "kept?")
        report_life(browser, with_stock=not options.no_stock)
        report_answers(browser)
        report_weights(browser)
        browser.close()
    print(flush=True)
    subprocess.run([sys.executable, "benchmarks/page_engine.py"], cwd=ROOT, check=True)
    print(flush=True)
    subprocess.run([sys.executable, "benchmarks/engine.py"], cwd=ROOT, check=True)  # BLAS takes its one thread at start


if __name__ == "__main__":
    main()
