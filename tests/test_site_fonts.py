"""The fonts hold every character that the book shows, and little else."""

import re
import unicodedata

from fontTools.ttLib import TTFont

from _ext.backprop_book import fonts


def test_letters_of_formulas_bring_their_italics():
    found = {chr(code) for code in fonts.math_characters("hwLδ∂1=")}
    assert {"h", "ℎ", "w", "𝑤", "L", "𝐿", "δ", "𝛿", "∂", "𝜕", "1", "=", "√"} == found


def test_italics_are_the_letters_that_unicode_means():
    for letter in "AZazΑΩαω":
        italic = fonts.italic(letter)
        assert "ITALIC" in unicodedata.name(italic)
        assert unicodedata.normalize("NFKC", italic) == letter


def test_the_built_fonts_hold_what_the_pages_show(book):
    static = book / "_static"
    shown = "".join(
        formula for page in book.rglob("*.html") for formula in fonts.MATHML.findall(page.read_text(encoding="utf-8"))
    )
    letters = {ord(char) for char in re.sub(r"<[^>]*>|&\w+;|\s", "", shown)}
    has = set(TTFont(static / "math.woff2").getBestCmap())
    drawn = set(TTFont(fonts.MATH).getBestCmap())
    assert letters & drawn <= has
    assert not {code for code in letters - drawn if code > 127}, "characters that the math font does not have"
    icons = set(TTFont(static / "icons.woff2").getBestCmap())
    assert 0xF019 in icons, "the download button"
    css = (static / "site.css").read_text(encoding="utf-8")
    assert {ord(char) for char in css} & set(fonts.PRIVATE_USE) & set(TTFont(fonts.ICONS).getBestCmap()) <= icons


def test_the_one_size_of_the_root_is_high_enough(book):
    font = TTFont(book / "_static/math.woff2")
    variants, root = font["MATH"].table.MathVariants, font.getBestCmap()[fonts.SQUARE_ROOT]
    size = variants.VertGlyphConstruction[variants.VertGlyphCoverage.glyphs.index(root)]
    assert [each.VariantGlyph for each in size.MathGlyphVariantRecord] == [root]
    assert size.GlyphAssembly is None
    pages = (page.read_text(encoding="utf-8") for page in book.rglob("*.html"))
    roots = [root for page in pages for root in re.findall(r"<m(?:sqrt|root)>.*?</m(?:sqrt|root)>", page)]
    assert roots
    assert not [root for root in roots if "<mfrac" in root or "<mtable" in root], "too high for fonts.one_root"
