"""Figures of a built page in a browser: how soon it is alive, how fast it answers, what it weighs."""

import gzip
import re
import statistics
from pathlib import Path
from urllib.parse import unquote, urlsplit

import browser as browsers

CHAPTER = "chapters/worked_example"
VIEWPORT = {"width": 1280, "height": 800}
LOADS = 7
KEYS = 200
KEYS_OF_OTHERS = 40
EXPLORER = re.compile(r'data-explorer="([^"]+)" data-kind="([^"]+)"')

# When the explorer first answers to its sliders, in ms since the navigation began.
WATCH_FOR_LIFE = """
new MutationObserver((_, observer) => {
  if (!document.querySelector(".explorer.live .rail-slot .noUi-handle")) return;
  observer.disconnect();
  window.aliveAt = performance.now();
}).observe(document, {subtree: true, childList: true, attributes: true, attributeFilter: ["class"]});
"""

# For each key: ms until the numbers in the DOM of an explorer have changed, and until style and layout are done, too.
# A key that changes nothing, as at the end of a slider, counts for nothing, and the next key starts anew.
WATCH_KEYS = """name => {
  window.answers = [];
  let observer = null;
  addEventListener("keydown", () => {
    observer?.disconnect();
    const start = performance.now();
    observer = new MutationObserver(() => {
      observer.disconnect();
      const changed = performance.now() - start;
      document.body.getBoundingClientRect();
      window.answers.push({changed, laidOut: performance.now() - start});
    });
    const root = document.querySelector(`[data-explorer="${name}"]`);
    observer.observe(root, {subtree: true, attributeFilter: ["data-value"]});
  }, true);
}"""

# So that each key meets a page at rest, as the keys of a hand do.
NEXT_FRAME = "new Promise(requestAnimationFrame)"


def launch(playwright):
    path = browsers.find()
    if path is None:
        raise SystemExit("bench: no Chrome or Chromium is installed.")
    return playwright.chromium.launch(executable_path=path, args=browsers.FLAGS)


def first_live_slider(browser, address, throttle=1):
    """Median ms from navigation to the first live slider, each load with an empty cache."""
    times = []
    for _ in range(LOADS):
        context = browser.new_context(viewport=VIEWPORT)
        page = context.new_page()
        page.add_init_script(WATCH_FOR_LIFE)
        if throttle != 1:
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": throttle})
        page.goto(f"{address}/{CHAPTER}.html", wait_until="load")
        page.locator(".explorer.live .rail-slot .noUi-handle").first.wait_for(timeout=120_000)
        times.append(page.evaluate("window.aliveAt"))
        context.close()
    return statistics.median(times)


def explorers(folder):
    """[(page, kind, name)]: the worked example, and those on the pages of explorers, one page for each kind."""
    found = [(CHAPTER, "network", "worked-example")]
    for path in sorted(Path(folder).glob("chapters/explorers/*.html")):
        html = path.read_text(encoding="utf-8")
        found += [(f"chapters/explorers/{path.stem}", kind, name) for name, kind in EXPLORER.findall(html)]
    return found


def answers(browser, address, path, explorer, part=None):
    """{slider: {"changed": [ms], "laidOut": [ms]}} of real key presses, 200 for the first parameter.

    The handle is in view, or a ``part`` of the explorer beside it.
    """
    context = browser.new_context(viewport=VIEWPORT)
    page = context.new_page()
    page.goto(f"{address}/{path}.html", wait_until="load")
    root = page.locator(f'[data-explorer="{explorer}"]')
    page.locator(f'.settled[data-explorer="{explorer}"]').wait_for()
    sliders = root.locator(".rail-slot:has([role=slider])").evaluate_all("all => all.map(slot => slot.dataset.control)")
    page.evaluate(WATCH_KEYS, explorer)
    measured = {}
    for name in sliders:
        handle = root.locator(f'.rail-slot[data-control="{name}"] [role=slider]')
        handle.focus()
        if part:
            root.locator(f'[data-part="{part}"]').evaluate("part => part.scrollIntoView()")
        page.evaluate("window.answers.length = 0")
        there, back = "ArrowLeft", "ArrowRight"
        if handle.get_attribute("aria-valuenow") == handle.get_attribute("aria-valuemin"):
            there, back = back, there
        for k in range(KEYS if name == "w1" else KEYS_OF_OTHERS):
            page.keyboard.press(there if k // 20 % 2 == 0 else back)
            page.evaluate(NEXT_FRAME)
        page.wait_for_timeout(100)
        found = page.evaluate("window.answers")
        measured[name] = {kind: [answer[kind] for answer in found] for kind in ("changed", "laidOut")}
    context.close()
    return measured


def percentile(values, share):
    """The value that `share` of all do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def weights(browser, address, folder):
    """[(path below the book, bytes, bytes by gzip -9)] of all that one view of the chapter loads."""
    context = browser.new_context(viewport=VIEWPORT)
    page = context.new_page()
    loaded = []
    page.on("response", lambda response: loaded.append(response.url))
    page.goto(f"{address}/{CHAPTER}.html", wait_until="networkidle")
    context.close()
    rows = []
    for url in dict.fromkeys(loaded):
        path = unquote(urlsplit(url).path).lstrip("/")
        content = (Path(folder) / path).read_bytes()
        rows.append((path, len(content), compressed(content)))
    return sorted(rows, key=lambda row: -row[2])


def compressed(content):
    """Bytes by gzip -9; formats that are compressed already count as they are."""
    return min(len(content), len(gzip.compress(content, 9)))
