"""Formulas at build time: TeX in, MathML or a clear refusal out."""

import re

import pytest
from docutils import nodes

from _ext.backprop_book import mathml as renderer
from _ext.backprop_book.mathml import NUMBERED, Temml


@pytest.fixture(scope="module")
def temml():
    process = Temml()
    yield process
    process.stop(None, None)


def text(mathml):
    return re.sub(r"<[^>]*>|\s", "", mathml)


def test_a_formula_becomes_mathml(temml):
    mathml = temml(r"\frac{\partial L}{\partial w_1} = \delta_1 x", display=True)
    assert mathml.startswith('<math display="block"')
    assert text(mathml) == "∂L∂w1=δ1x"
    assert mathml.count("<mfrac>") == 1


def test_running_text_and_display_are_told_apart(temml):
    assert "display=" not in temml("x", display=False)
    assert temml("x", display=False) != temml("x", display=True)


@pytest.mark.parametrize("letter, shown", [(r"\sigma", "σ"), (r"\Phi", "Φ")])
def test_a_prime_is_raised_once(temml, letter, shown):
    mathml = temml(letter + "'(z_1)", display=False)
    assert "msup" not in mathml
    assert text(mathml) == shown + "′(z1)"


@pytest.mark.parametrize("tex", [r"f = 1/\bigl(2\bigr)", r"1 + \dots = 2"])
def test_a_sign_of_equality_has_company_in_its_row(temml, tex):
    mathml = temml(tex, display=False)
    assert "<mo>=</mo></mrow>" in mathml
    assert "<mrow><mo>=</mo></mrow>" not in mathml


def test_a_square_keeps_its_superscript(temml):
    assert "<msup>" in temml("f'^2 + x^2", display=False)


@pytest.mark.parametrize("tex", [r"\nosuchcommand", r"\frac{1}", "{", r"\begin{matrix} 1"])
def test_what_is_not_tex_is_refused_in_words(temml, tex):
    with pytest.raises(ValueError, match=r"\w+"):
        temml(tex, display=False)
    assert text(temml("x", display=False)) == "x", "the process must survive an error"


def test_an_equal_formula_is_asked_for_once():
    asked = []
    counting = Temml()
    counting._ask = lambda question: asked.append(question) or {"mathml": "<math></math>"}
    counting("x", display=False)
    counting("x", display=False)
    counting("x", display=True)
    assert len(asked) == 2


def test_a_refusal_is_a_warning_at_the_formula(temml, monkeypatch):
    warned = []
    monkeypatch.setattr(renderer, "temml", temml)
    monkeypatch.setattr(renderer.LOG, "warning", lambda text, *values, **where: warned.append((text % values, where)))
    node = nodes.math()
    assert renderer.mathml(node, r"\nosuchcommand <", display=False) == r"<code>\nosuchcommand &lt;</code>"
    ((message, where),) = warned
    assert r"\nosuchcommand" in message
    assert where["location"] is node


def test_punctuation_stays_with_its_formula():
    one, two = "<math><mi>x</mi></math>", '<math display="block"><mi>y</mi></math>'
    context = {"body": f"a ({one}), {one} b {two}."}
    renderer.keep_punctuation(None, "chapter", "page.html", context, None)
    assert context["body"] == f'a <span class="with-formula">({one}),</span> {one} b {two}.'


def test_only_sphinx_numbers():
    assert NUMBERED.sub(r"\\\1{\2*}", r"\begin{align} x \end{align}") == r"\begin{align*} x \end{align*}"
    assert NUMBERED.sub(r"\\\1{\2*}", r"\begin{align*} x") == r"\begin{align*} x"
