"""Two fonts, cut down to the characters that the built book shows."""

import re
from pathlib import Path

import pydata_sphinx_theme
from fontTools import subset
from fontTools.ttLib import TTFont

from .paths import FRONTEND

THEME = Path(pydata_sphinx_theme.__file__).parent / "theme/pydata_sphinx_theme/static"
ICONS = THEME / "vendor/fontawesome/webfonts/fa-solid-900.woff2"
MATH = FRONTEND / "node_modules/@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2"
MATHML = re.compile(r"<math\b.*?</math>", re.DOTALL)
ESCAPE = re.compile(r"\\([0-9a-fA-F]{4,6})")
PRIVATE_USE = range(0xE000, 0xF900)
SQUARE_ROOT = 0x221A  # drawn by <msqrt>, in no text


def subset_fonts(out):
    """Write `_static/icons.woff2` and `_static/math.woff2` for the pages in `out`."""
    css = (out / "_static/site.css").read_text(encoding="utf-8")
    icons = {int(code, 16) for code in ESCAPE.findall(css)} | set(map(ord, css))
    cut(ICONS, icons & set(PRIVATE_USE), out / "_static/icons.woff2")
    pages = (page.read_text(encoding="utf-8") for page in out.rglob("*.html"))
    formulas = {char for page in pages for formula in MATHML.findall(page) for char in formula}
    cut(MATH, math_characters(formulas), out / "_static/math.woff2", one_root)


def math_characters(shown):
    """Code points that a browser needs for MathML with these characters.

    An <mi> of one letter is drawn with the letter of the mathematical italic.
    """
    return {ord(char) for char in shown} | {ord(char) for char in map(italic, shown) if char} | {SQUARE_ROOT}


def italic(letter):
    """The mathematical italic of a Latin or Greek letter, "" for others."""
    for first, last, start in (("A", "Z", 0x1D434), ("a", "z", 0x1D44E), ("Α", "Ω", 0x1D6E2), ("α", "ω", 0x1D6FC)):
        if first <= letter <= last:
            return "ℎ" if letter == "h" else chr(start + ord(letter) - ord(first))
    return "𝜕" if letter == "∂" else ""


def one_root(file):
    """Leave the square root its first size: a browser keeps room for the widest one behind every root, used or not."""
    variants = file["MATH"].table.MathVariants
    sizes = dict(zip(variants.VertGlyphCoverage.glyphs, variants.VertGlyphConstruction, strict=True))
    root = sizes[file.getBestCmap()[SQUARE_ROOT]]
    root.GlyphAssembly, root.MathGlyphVariantRecord = None, root.MathGlyphVariantRecord[:1]
    root.VariantCount = 1


def cut(font, characters, target, change=None):
    """Write the part of `font` that draws `characters` to `target`, as WOFF2, after a `change` of the font."""
    options = subset.Options(flavor="woff2", layout_features=["*"], hinting=False)
    file = TTFont(font)
    if change:
        change(file)
    worker = subset.Subsetter(options)
    worker.populate(unicodes=characters)
    worker.subset(file)
    subset.save_font(file, str(target), options)
