"""Prove every decimal in the prose of a notebook by an output of the same section.

    python scripts/prose_numbers.py [chapters/worked_example.ipynb ...]

A section reaches from one heading of level 1 or 2 to the next. Three rules hold in it:

value       A decimal must be the correct rounding of a number that an output of its section prints
            with at least as many decimals. A decimal of one or two significant digits proves little
            by rounding and must be printed as such (0.5 by 0.5 or 0.5000, not by 0.4962).
label       Where the text names the quantity (w₁ = 0.1) and an output names it too, the number
            must be one that the output prints for that name.
arithmetic  A line of numbers (0.1 · 0.5 + 0.1 = 0.15) must be true within its rounding.

TeX, inline code, U+2212, e-notation, powers of ten and percent count. A minus before a number is its
sign, unless it subtracts. Addresses, DOIs and version names hold no decimals. A misprint quoted
from elsewhere stands in <span class="misprint"> and is listed in chapters/misprints.json.
"""

import ast
import json
import re
import sys
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from html.parser import HTMLParser
from math import exp, sqrt, tanh
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MISPRINTS = ROOT / "chapters" / "misprints.json"
DIGITS_WORTH_ROUNDING = 3

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")

AFTER_MANTISSA = r"""
    (?: \s*(?:\\times|\\cdot|×|·)\s*10\s*
        (?: \^\{?\s*(?P<power>[-−+]?\d+)\s*\}? | <sup>(?P<html_power>[-−+]?\d+)</sup> | (?P<raised>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+) )
      | [eE](?P<exponent>[-−+]?\d+)(?![\d.]) )?
    (?P<percent>\s*(?:\\?%|per\ ?cent\b))?
"""
GROUPED = r"(?:(?:\\,|\u2009|\u202f)\d{3})*"
PROSE_NUMBER = re.compile(rf"(?<![\d.])(?P<mantissa>\d+\.\d+{GROUPED})(?!\.?\d){AFTER_MANTISSA}", re.VERBOSE)
OUTPUT_NUMBER = re.compile(rf"(?<![\d.])(?P<mantissa>\d+(?:\.\d*)?{GROUPED})(?!\.?\d){AFTER_MANTISSA}", re.VERBOSE)

OPERATOR_MINUS = re.compile(r"(?:\^\{?|exp\(|exp\\left\()$")
SUBTRACTED_FROM = re.compile(r"[\w)\]}]$")
TIMES = re.compile(r"\s*(?:\\times|\\cdot|×|·|\()")
NO_DECIMALS = re.compile(
    r"""<!--.*?-->  |  https?://[^\s)>\]]+  |  (?<=\])\([^)\s]*\)     # comments, addresses, targets of links
      | \b10\.\d{4,}/\S+  |  arXiv:\s*\d+\.\d+                        # DOI, arXiv
      | \b(?:Python|PyTorch|numpy|NumPy|CC\ BY|version)\s+\d+\.\d+    # names that hold a version
      | </?(?!sup\b|/sup\b)[a-zA-Z][^<>]*>                            # tags with their attributes
    """,
    re.VERBOSE | re.DOTALL,
)
MISPRINT = re.compile(r"""<span\s+class=["']misprint["']\s*>(?P<text>.*?)</span>""", re.DOTALL)


@dataclass(frozen=True)
class Number:
    """A number as printed: its value, one unit of its last place, and where its last digit stands."""

    value: Decimal
    unit: Decimal
    significant: int
    operator_minus: bool = False
    text: str = ""
    start: int = 0
    last_digit: int = 0


def numbers(text, pattern):
    """All numbers that `pattern` finds in `text`, in order."""
    found = []
    for match in pattern.finditer(text):
        mantissa = re.sub(r"\\,|[\u2009\u202f]", "", match["mantissa"])
        exponent = match["power"] or match["html_power"] or match["exponent"] or match["raised"] or "0"
        exponent = int(exponent.translate(SUPERSCRIPTS).replace("−", "-"))
        exponent -= 2 if match["percent"] else 0
        decimals = len(mantissa.partition(".")[2])
        start, negative, operator = match.start(), False, False
        if text[start - 1 : start] in ("-", "−"):
            start -= 1
            before = text[max(0, start - 10) : start]
            operator = bool(OPERATOR_MINUS.search(before))
            negative = not operator and not SUBTRACTED_FROM.search(before)
            operator |= negative and bool(TIMES.match(text, match.end()))
        found.append(
            Number(
                value=Decimal(mantissa).scaleb(exponent) * (-1 if negative else 1),
                unit=Decimal(1).scaleb(exponent - decimals),
                significant=len(mantissa.replace(".", "").lstrip("0")),
                operator_minus=operator,
                text=text[start : match.end()],
                start=start,
                last_digit=match.end("mantissa") - 1,
            )
        )
    return found


def proves(output, quoted):
    """Whether the printed number `output` rounds to the number `quoted` in the text."""
    values = {quoted.value, -quoted.value} if quoted.operator_minus else {quoted.value}
    if quoted.significant < DIGITS_WORTH_ROUNDING:
        return output.value in values
    return output.unit <= quoted.unit and any(2 * abs(output.value - value) < quoted.unit for value in values)


# --- names and formulas in one plain spelling ------------------------------------------------

PLAIN = [
    (re.compile(pattern), replacement)
    for pattern, replacement in [
        (r"</?(?:i|b|em|strong|sub|var|span)\b[^<>]*>", ""),
        (r"<sup>([^<]*)</sup>", r"**(\1)"),
        (r"\\(?:left|right|bigl|bigr|Bigl|Bigr|displaystyle|,|;|!|:|quad|qquad)", " "),
        (r"\\hat\s*\{?y\}?|ŷ|ŷ", "y_hat"),
        (r"\\partial\s*|∂", "d"),
        (r"\bdL_d(?=\w)", "dL/d"),
        (r"\\delta|δ", "delta"),
        (r"\\eta|η", "eta"),
        (r"(?:\\sigma|σ)\s*(?:\\prime|'|′|\^\{?\\prime\}?)", "sigma_prime"),
        (r"\\sigma|σ", "sigma"),
        (r"\\(exp|tanh)", r"\1"),
        (r"_\{(\d+)\}|_(\d)", r"\1\2"),
        (r"\\[td]?frac\s*(\d)\s*(\d)|½", lambda m: f"({m[1] or 1}/{m[2] or 2})"),
        (r"\\[td]?frac\s*\{(d[^{}]*)\}\s*\{(d[^{}]*)\}", r"\1/\2"),
        (r"\\[td]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}", r"((\1)/(\2))"),
        (r"\\sqrt\s*\{([^{}]*)\}", r"sqrt(\1)"),
        (r"\\times|\\cdot|×|·", "*"),
        (r"\\approx", "≈"),
        (r"−", "-"),
        (r"([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)", lambda m: f"**({m[1].translate(SUPERSCRIPTS)})"),
        (r"\^", "**"),
        (r"&|\*\*(?=[A-Za-z])|\\text\{[^{}]*\}", " "),
        (r"[{[]", "("),
        (r"[}\]]", ")"),
    ]
]


def plain(text):
    """`text` with TeX, HTML and Unicode spellings of names and operators turned into one ASCII spelling."""
    text = text.translate(SUBSCRIPTS)
    for pattern, replacement in PLAIN:
        text = pattern.sub(replacement, text)
    return text


NAME = r"(?:d\s?\w+\s?/\s?d\s?\w+|[A-Za-z]\w*(?:\([A-Za-z]\w*\))?)"
NAME_BEFORE = re.compile(rf"(?<![\w/)])({NAME})[\s$`|]*[=≈:][\s$`]*-?$")
NAMED_NUMBER = re.compile(rf"(?<![\w/)])({NAME})\s*[=≈:]\s*(?=-?\d)")
NAME_FIRST = re.compile(rf"\W*?(?:\d+\s+)?({NAME})(?=[\s=≈:|])")


def name_before(text, start):
    """The name of the quantity in ``name = number`` or first in the number's table row, or None.

    `start` is where the number begins in `text`.
    """
    line = plain(text[text.rfind("\n", 0, start) + 1 : start])
    match = NAME_BEFORE.search(line) or (line.lstrip().startswith("|") and NAME_FIRST.match(line))
    return re.sub(r"\s", "", match[1]) if match else None


# --- arithmetic ------------------------------------------------------------------------------

FUNCTIONS = {"sigma": lambda z: 1 / (1 + exp(-z)), "exp": exp, "sqrt": sqrt, "tanh": tanh}
OPERATORS = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
    ast.Pow: lambda a, b: a**b,
}
FACTOR = rf"(?:\d+(?:\.\d+)?(?:e[-+]?\d+)?|[-+*/()\s]|\b(?:{'|'.join(FUNCTIONS)})(?=\())"
NUMERIC_END = re.compile(rf"(?:^|(?<=[\s$`|:,;(]))({FACTOR}+)$")
NUMERIC_START = re.compile(rf"^({FACTOR}+?)(?=\s*(?:[$`|,;:]|\.(?!\d)|$|\s[a-z]{{2,}}))")
LONE_NUMBER = re.compile(r"[-+(\s]*(\d+(?:\.\d+)?(?:e[-+]?\d+)?)[)\s]*")


def evaluate(expression):
    """Value of an expression of numbers, and the error that the rounding of its numbers allows."""
    source = re.sub(r"(?<=[)\d])\s*(?=\()", "*", expression.strip())
    tree = ast.parse(source, mode="eval").body

    def value(node, shifted=None, shift=0.0):
        if isinstance(node, ast.Constant):
            return float(node.value) + (shift if node is shifted else 0.0)
        if isinstance(node, ast.UnaryOp):
            return (-1 if isinstance(node.op, ast.USub) else 1) * value(node.operand, shifted, shift)
        if isinstance(node, ast.BinOp):
            return OPERATORS[type(node.op)](value(node.left, shifted, shift), value(node.right, shifted, shift))
        return FUNCTIONS[node.func.id](*[value(argument, shifted, shift) for argument in node.args])

    exact, error = value(tree), 0.0
    for constant in (node for node in ast.walk(tree) if isinstance(node, ast.Constant)):
        half_unit, significant = rounding_of(ast.get_source_segment(source, constant))
        if significant >= DIGITS_WORTH_ROUNDING:
            error += abs(value(tree, constant, half_unit) - exact)
    return exact, error


def rounding_of(printed):
    """Half a unit of the last decimal of a printed number (0 for an integer), and its significant digits."""
    _, digits, exponent = Decimal(printed).as_tuple()
    return (0.5 * 10.0**exponent if exponent < 0 else 0.0), len(digits)


def false_equations(text):
    """Equations between numbers in `text` that are not true within the rounding of what they print.

    A number of one or two digits is taken as exact, unless it stands behind ≈: it was set, not computed.
    """
    wrong = []
    joined = re.sub(r"\s*\\\\\s*(?==)", " ", plain(text))  # an aligned formula goes on in its next line
    for line in re.split(r"\n|\\\\", joined):
        parts = re.split("([=≈])", line)
        for left, sign, right in zip(parts[:-2:2], parts[1::2], parts[2::2], strict=True):
            left, right = NUMERIC_END.search(left.rstrip(" $")), NUMERIC_START.search(right.lstrip(" $"))
            if not (left and right and left[1].strip() and right[1].strip()):
                continue
            try:
                (a, error_a), (b, error_b) = evaluate(left[1]), evaluate(right[1])
            except (SyntaxError, KeyError, AttributeError, TypeError, ZeroDivisionError, OverflowError):
                continue  # half a formula: the rest of it holds names
            lone = LONE_NUMBER.fullmatch(right[1])
            if lone and sign == "≈":
                error_b = rounding_of(lone[1])[0]
            if abs(a - b) > (error_a + error_b) * (1 + 1e-9) + 1e-12:
                wrong.append(f"{left[1].strip()} {sign} {right[1].strip()} (it is {a:.6g})")
    return wrong


# --- sections --------------------------------------------------------------------------------

BREAKING = {"br", "p", "div", "li", "tr", "table", "section", "figure", "svg", "text", "h1", "h2", "h3", "h4", "pre"}


class VisibleText(HTMLParser):
    """The text of an HTML output: cells apart by tabs, blocks by line ends, inline tags dropped."""

    def __init__(self, html):
        super().__init__()
        self.parts, self.hidden = [], 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in ("style", "script")
        self.parts.append("\n" if tag in BREAKING else "\t" if tag in ("td", "th") else "")

    def handle_endtag(self, tag):
        self.hidden -= tag in ("style", "script")
        self.parts.append("\n" if tag in BREAKING else "")

    def handle_data(self, data):
        if not self.hidden:
            self.parts.append(data)

    def __str__(self):
        return "".join(self.parts)


def output_text(output):
    """What a reader sees of one output of a code cell."""
    if output.get("output_type") == "stream":
        return "".join(output["text"])
    texts = []
    for kind, data in output.get("data", {}).items():
        if kind == "text/html":
            texts.append(str(VisibleText("".join(data))))
        elif kind in ("text/plain", "text/latex", "text/markdown"):
            texts.append("".join(data))
    return "\n".join(texts)


@dataclass
class Piece:
    """A stretch of one markdown cell that belongs to one section."""

    cell: int
    offset: int
    text: str


@dataclass
class Section:
    """What stands between one heading of level 1 or 2 and the next."""

    title: str
    prose: list = field(default_factory=list)
    outputs: list = field(default_factory=list)

    @cached_property
    def printed(self):
        """Numbers that the outputs of the section print."""
        return list(
            dict.fromkeys(
                Number(number.value, number.unit, number.significant)
                for output in self.outputs
                for number in numbers(output, OUTPUT_NUMBER)
            )
        )

    @cached_property
    def named(self):
        """Numbers that the outputs print for a name: in ``name = number`` or on a line that begins with the name."""
        named = {}
        for line in plain("\n".join(self.outputs)).splitlines():
            first = NAME_FIRST.match(line)
            if first and re.search(r"\d", line[first.end() :]):
                named.setdefault(re.sub(r"\s", "", first[1]), []).extend(numbers(line[first.end() :], OUTPUT_NUMBER))
            for pair in NAMED_NUMBER.finditer(line):
                named.setdefault(re.sub(r"\s", "", pair[1]), []).extend(numbers(line[pair.end() :], OUTPUT_NUMBER)[:1])
        return named


def sections(notebook):
    """The sections of a notebook (the parsed JSON)."""
    found = [Section("(before the first heading)")]
    for index, cell in enumerate(notebook["cells"]):
        source = "".join(cell["source"])
        if cell["cell_type"] == "code":
            found[-1].outputs += [output_text(output) for output in cell["outputs"]]
        elif cell["cell_type"] == "markdown":
            fenced, start, position = None, 0, 0
            for line in source.splitlines(keepends=True):
                fence = re.match(r"\s*(`{3,}|~{3,}|:{3,})", line)
                if fence and fenced is None:
                    fenced = fence[1]
                elif fence and line.strip() == fenced:
                    fenced = None
                heading = fenced is None and re.match(r"#{1,2}\s+(.*)", line)
                if heading:
                    found[-1].prose.append(Piece(index, start, source[start:position]))
                    found.append(Section(heading[1].strip()))
                    start = position
                position += len(line)
            found[-1].prose.append(Piece(index, start, source[start:]))
    return found


def blank(text, pattern):
    """`text` with every match of `pattern` overwritten by spaces, so that positions stay."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def decimals(text):
    """The decimals of a stretch of prose, misprints and what is no decimal left out."""
    return numbers(blank(blank(text, MISPRINT), NO_DECIMALS), PROSE_NUMBER)


def problems(section, text):
    """What is wrong with the numbers of `text`, a stretch of prose of `section`, in words."""
    found = []
    visible = blank(blank(text, MISPRINT), NO_DECIMALS)
    for number in numbers(visible, PROSE_NUMBER):
        end = number.start + len(number.text)
        alone = not re.match(r"\s*[-+*/]", plain(text[end : end + 12]))  # else it begins a product or a sum
        name = name_before(text, number.start) if alone else None
        if not any(proves(output, number) for output in section.printed):
            tie = any(output.unit < number.unit and 2 * abs(output.value - number.value) == number.unit
                      for output in section.printed)  # fmt: skip
            found.append(f"{number.text}: no output of the section rounds to it" + (
                " for certain (a tie: print one digit more)" if tie else ""))  # fmt: skip
        elif name in section.named and not any(proves(output, number) for output in section.named[name]):
            shown = ", ".join(str(output.text) for output in section.named[name][:6])
            found.append(f"{number.text}: the outputs of the section print {shown} for {name}")
    return found + [f"not true: {equation}" for equation in false_equations(visible)]


def unproved(notebook):
    """Every unproved number of a notebook as (cell index, section title, what is wrong)."""
    return [
        (piece.cell, section.title, problem)
        for section in sections(notebook)
        for piece in section.prose
        for problem in problems(section, piece.text)
    ]


def survivors(notebook, digits=range(1, 10)):
    """Alter the last digit of each decimal in turn, by each of `digits` (modulo 10).

    Returns the number of altered notebooks and, of those, the ones that nobody would notice, as
    (cell index, decimal as it stands, decimal as altered).
    """
    total, unnoticed = 0, []
    for section in sections(notebook):
        blocks = [(piece.cell, text) for piece in section.prose for text in re.split(r"\n\s*\n", piece.text)]
        for cell, text in blocks:  # no check looks across an empty line
            for number in decimals(text):
                for step in digits:
                    total += 1
                    at = number.last_digit
                    altered = f"{text[:at]}{(int(text[at]) + step) % 10}{text[at + 1 :]}"
                    if not problems(section, altered):
                        unnoticed.append((cell, number.text, altered[number.start : at + 1]))
    return total, unnoticed


def misprints(notebook):
    """The numbers that a notebook quotes as misprints, as written without tags and spaces."""
    text = "\n".join("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    return [re.sub(r"<[^<>]*>|[\s$]", "", match["text"]).replace("-", "−") for match in MISPRINT.finditer(text)]


def read(path):
    """The notebook at `path`; a markdown file is read as one markdown cell."""
    text = Path(path).read_text(encoding="utf-8")
    if Path(path).suffix == ".md":
        return {"cells": [{"cell_type": "markdown", "source": text}]}
    return json.loads(text)


def chapters():
    """All pages of the book that are notebooks or markdown, in alphabetical order."""
    return sorted(path for kind in ("*.ipynb", "*.md") for path in (ROOT / "chapters").rglob(kind))


def main(paths):
    failed = 0
    for path in [Path(path) for path in paths] or chapters():
        notebook = read(path)
        wrong = unproved(notebook)
        total, unnoticed = survivors(notebook)
        for cell, title, problem in wrong:
            print(f"{path.name}, cell {cell}, section “{title}”: {problem}")
        if not wrong and unnoticed:
            worst = ", ".join(f"cell {cell} {text} → {altered}" for cell, text, altered in unnoticed[:8])
            print(f"{path.name}: altered digits that nobody would notice: {worst}")
        noticed = 100 * (1 - len(unnoticed) / total) if total else 100
        print(f"{path.name}: {total // 9} decimals, {len(wrong)} unproved, {noticed:.1f} % of altered digits noticed")
        failed += len(wrong)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
