// What every page of the book does beside its text.

// The theme's script reads its options from here; the search page brings its own.
globalThis.DOCUMENTATION_OPTIONS = { search_as_you_type: false };

/** A button in each code cell that copies its text. */
function addCopyButtons() {
  for (const code of document.querySelectorAll(".highlight > pre")) {
    if (code.closest(".cell_output")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.setAttribute("aria-label", "Copy this code");
    button.addEventListener("click", () => copy(code.textContent, button));
    code.after(button);
  }
}

async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Not allowed";
  }
  setTimeout(() => (button.textContent = "Copy"), 2000);
}

const actions = {
  print: () => window.print(),
  fullscreen: () =>
    document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen(),
};

/** A formula wider than the page scrolls by keys, and only then stops the Tab key. */
function markWideFormulas() {
  for (const box of document.querySelectorAll(".math-scroll")) {
    if (box.scrollWidth > box.clientWidth) {
      box.tabIndex = 0;
      box.role = "group";
      box.ariaLabel = "Wide formula";
    } else {
      box.removeAttribute("tabindex");
      box.role = box.ariaLabel = null;
    }
  }
}

/** Folded text is printed too. */
function printFolded() {
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("article details:not([open])")];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
}

/** The search page: ready to type; from a file no page can be fetched for its summary. */
function prepareSearch() {
  if (typeof Search === "undefined") return;
  if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
  document.querySelector(".bd-search-container input")?.focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest(".article-header-buttons [data-action]");
  if (button) actions[button.dataset.action]();
});
addCopyButtons();
printFolded();
prepareSearch();
addEventListener("load", markWideFormulas);
addEventListener("resize", markWideFormulas);
