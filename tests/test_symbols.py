"""The symbols in HTML, Unicode and words."""

import pytest

from backprop_lib import symbols

TABLE = [
    ("w1", "<i>w</i><sub>1</sub>", "w₁", "w 1"),
    ("x", "<i>x</i>", "x", "x"),
    ("y_hat", "<i>ŷ</i>", "ŷ", "y hat"),
    ("L", "<i>L</i>", "L", "L"),
    ("eta", "<i>η</i>", "η", "eta"),
    ("h", "<i>h</i>", "h", "h"),
    ("delta", "<i>δ</i>", "δ", "delta"),
    ("delta3", "<i>δ</i><sub>3</sub>", "δ₃", "delta 3"),
    ("w12", "<i>w</i><sub>12</sub>", "w₁₂", "w 12"),
    ("dL/dy_hat", "<i>∂L</i>/<i>∂ŷ</i>", "∂L/∂ŷ", "the derivative of L by y hat"),
    (
        "dz1/dw1",
        "<i>∂z</i><sub>1</sub>/<i>∂w</i><sub>1</sub>",
        "∂z₁/∂w₁",
        "the derivative of z 1 by w 1",
    ),
    ("sigma_prime(z1)", "<i>σ</i>′(<i>z</i><sub>1</sub>)", "σ′(z₁)", "sigma prime of z 1"),
    ("tanh_prime(z)", "tanh′(<i>z</i>)", "tanh′(z)", "tanh prime of z"),
    ("new/w1", "new <i>w</i><sub>1</sub>", "new w₁", "new w 1"),
    ("fd/b3", "finite difference for <i>b</i><sub>3</sub>", "finite difference for b₃", None),
    ("predicted", "predicted change", "predicted change", "predicted change"),
]


@pytest.mark.parametrize(("symbol", "html", "text", "spoken"), TABLE)
def test_a_symbol_is_shown_and_spoken(symbol, html, text, spoken):
    assert symbols.html(symbol) == html
    assert symbols.text(symbol) == text
    assert symbols.spoken(symbol) == (spoken or "finite difference for b 3")


def test_y_hat_is_one_character():
    assert len(symbols.text("y_hat")) == 1


@pytest.mark.parametrize("symbol", ["", "foo", "d/d", "dL", "dL/w1", "sigma_prime(", "new/foo", "1"])
def test_an_unknown_symbol_is_an_error(symbol):
    for show in (symbols.html, symbols.text, symbols.spoken):
        with pytest.raises(ValueError, match="unknown symbol"):
            show(symbol)


def test_the_gradient_of_a_weighted_sum_is_delta():
    assert [symbols.gradient(node) for node in ("z1", "z", "h1", "y_hat", "x")] == [
        "delta1", "delta", "dL/dh1", "dL/dy_hat", "dL/dx",
    ]  # fmt: skip


def test_names_of_edges_and_slopes():
    assert symbols.edge("w1", "z1") == "dz1/dw1"
    assert symbols.slope("sigmoid", "z1") == "sigma_prime(z1)"
