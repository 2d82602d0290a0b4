// Light or dark, before the first paint: the reader's choice, else the system's.

let mode = "auto";
try {
  mode = localStorage.getItem("mode") || "auto";
} catch {
  // Storage can be forbidden; then the system decides.
}
const dark = mode === "auto" ? matchMedia("(prefers-color-scheme: dark)").matches : mode === "dark";
Object.assign(document.documentElement.dataset, { mode, theme: dark ? "dark" : "light" });
