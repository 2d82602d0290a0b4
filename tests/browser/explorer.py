"""One explorer of a page, used as a reader uses it, and read slot by slot."""

import math
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cached_property

from tests.browser.computation import CHOICES, digits_of_agreement, everything, network_of

MINUS = "\u2212"
PANEL = ("path/", "nudge/")
"""Numbers of the path panel, which depend on the selected box."""
READ = """root => {
  const slots = [...root.querySelectorAll("[data-symbol]")].map(e => ({
    symbol: e.dataset.symbol, value: e.dataset.value, digits: e.dataset.digits ?? null,
    text: e.textContent, pad: e.querySelector(".pad")?.textContent ?? "", classes: [...e.classList],
  }));
  const sliders = Object.fromEntries([...root.querySelectorAll(".rail-slot:not(.choice)")].map(slot => {
    const handle = slot.querySelector("[role=slider]");
    return [slot.dataset.control, handle && {
      now: handle.getAttribute("aria-valuenow"), text: handle.getAttribute("aria-valuetext"),
      low: handle.getAttribute("aria-valuemin"), high: handle.getAttribute("aria-valuemax"),
      label: handle.getAttribute("aria-label"), readout: slot.querySelector(".widget-readout").textContent,
    }];
  }));
  const choices = Object.fromEntries([...root.querySelectorAll(".rail-slot.choice")].map(slot =>
    [slot.dataset.control, slot.querySelector("select")?.selectedOptions[0].text.replaceAll("\u00a0", " ") ?? null]));
  const part = name => root.querySelector(`[data-part="${name}"]`)?.textContent.trim() ?? "";
  return {slots, sliders, choices, sentence: part("sentence"), message: part("message"), step: part("step-sentence")};
}"""
TYPE = """(root, numbers) => {
  for (const [name, text] of Object.entries(numbers)) {
    const readout = root.querySelector(`.rail-slot[data-control="${name}"] .widget-readout`);
    readout.focus({preventScroll: true});
    readout.textContent = text;
    readout.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", keyCode: 13, bubbles: true, cancelable: true}));
    readout.blur();
  }
}"""
SETTLE = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"


@dataclass
class Reading:
    """All that an explorer shows at one moment."""

    slots: list
    sliders: dict
    choices: dict
    sentence: str
    message: str
    step: str

    @property
    def setting(self):
        """{slider: number} at full precision."""
        return {name: float(slider["now"]) for name, slider in self.sliders.items()}

    @property
    def functions(self):
        """{choice: key} of the activations and the loss; the book's own in static HTML, where nothing is chosen."""
        keys = {name: {label: key for key, label in CHOICES[name].items()} for name in self.choices}
        return {name: keys[name][label] if label else next(iter(CHOICES[name])) for name, label in self.choices.items()}

    def value(self, symbol):
        """The number of a symbol, which all its slots must share."""
        values = {slot["value"] for slot in self.slots if slot["symbol"] == symbol}
        assert len(values) == 1, f"{symbol} has the values {sorted(map(str, values))}"
        return number(values.pop())

    @property
    def texts(self):
        """Every shown number, in order."""
        return [(slot["symbol"], slot["text"]) for slot in self.slots]


class Explorer:
    """The explorer called `name` on a playwright page."""

    def __init__(self, page, name):
        self.page = page
        self.name = name
        self.root = page.locator(f'.explorer[data-explorer="{name}"]')

    @cached_property
    def network(self):
        """The independent computation of its numbers; for the explorer of a network."""
        nodes = self.root.locator("[data-node]")
        return network_of(nodes.evaluate_all("nodes => nodes.map(node => node.dataset.node)"))

    def start_again(self):
        """Back to the state of a page that has just been opened."""
        self.action("reset").click()
        self.page.evaluate(
            "() => { history.replaceState(null, '', location.pathname); document.activeElement.blur(); }"
        )
        first = next(iter(self.network.parameters))
        if self.button(first).get_attribute("aria-pressed") != "true":
            self.node(first).click()
        self.page.evaluate("scrollTo(0, 0)")

    def choose(self, **keys):
        """Switch activations and the loss by the keys of the computation."""
        for name, key in keys.items():
            self.slot(name).locator("select").select_option(index=self.offered(name).index(CHOICES[name][key]))
        return self

    def offered(self, choice):
        """The labels of a choice, in order."""
        return [label.replace("\u00a0", " ") for label in self.slot(choice).locator("option").all_inner_texts()]

    def settle(self):
        self.page.evaluate(SETTLE)

    def read(self):
        self.settle()
        return Reading(**self.root.evaluate(READ))

    def slot(self, slider):
        return self.root.locator(f'.rail-slot[data-control="{slider}"]')

    def handle(self, slider):
        return self.slot(slider).get_by_role("slider")

    def readout(self, slider):
        return self.slot(slider).locator(".widget-readout")

    def part(self, name):
        return self.root.locator(f'[data-part="{name}"]')

    def action(self, name):
        """One of the buttons: step, undo, reset, copy-link, print."""
        return self.root.locator(f'button[data-action="{name}"]')

    def node(self, name):
        """The box of a node in the picture that is shown."""
        return self.root.locator(f'svg:visible [data-node="{name}"]')

    def button(self, name):
        """The part of that box that takes the focus and has a name."""
        return self.node(name).get_by_role("button")

    def press(self, slider, *keys):
        self.handle(slider).focus()
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, slider, text):
        """Type into a readout and press Enter, key by key."""
        self.readout(slider).click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("Delete")
        self.page.keyboard.type(str(text))
        self.page.keyboard.press("Enter")

    def set(self, **numbers):
        """Put numbers into readouts all at once."""
        self.root.evaluate(TYPE, {name: str(value) for name, value in numbers.items()})
        return self

    def check(self, setting=None):
        """Compare all that is shown with the independent computation at the sliders' own numbers.

        setting: where the sliders should stand, a dict or None. Returns the reading.
        """
        reading = self.read()
        for name, expected in (setting or {}).items():
            got = reading.setting[name]
            assert math.isclose(got, expected, rel_tol=1e-12, abs_tol=0), f"slider {name} is {got!r}, not {expected!r}"
        check_numbers(self.network, reading)
        check_texts(reading)
        return reading

    def check_static(self, setting):
        """Compare the page's static HTML, which has no sliders, with the computation."""
        reading = Reading(**self.root.evaluate(READ))
        reading.sliders = {name: {"now": number} for name, number in setting.items()}
        check_numbers(self.network, reading)
        check_texts(reading)


def number(text):
    """The number in a data-value."""
    return {"Infinity": math.inf, "-Infinity": -math.inf, "NaN": math.nan}.get(text) or float(text)


def check_numbers(network, reading):
    """Every symbol that is shown, and none of those that must be, is off the computation."""
    functions = reading.functions
    expected, allowed = everything(network, reading.setting | functions)
    shown = {slot["symbol"] for slot in reading.slots if not slot["symbol"].startswith(PANEL)}
    derived = {f"{kind}/{p}" for p in network.parameters for kind in ("fd", "agreement", "update", "new", "moves")}
    wanted = derived | {"predicted", "actual", "new/L"} | set(network.numbers(network.book | functions))
    missing = wanted - shown
    # With logits the slope of an output stands on its line of the picture only.
    missing -= {f"sigma_prime({z})" for z in network.logits(functions).values()}
    assert missing <= {"dL/dL"}, f"nowhere shown: {sorted(missing)}"
    wrong = []
    for symbol in sorted(shown):
        got = reading.value(symbol)
        kind, _, name = symbol.partition("/")
        if kind == "agreement":
            want = digits_of_agreement(reading.value(f"dL/d{name}"), reading.value(f"fd/{name}"))
            right = got == want or (math.isnan(got) and math.isnan(want))
        elif kind == "moves":
            want = reading.value(f"new/{name}") - reading.value(name)
            right = (got > 0) - (got < 0) == (want > 0) - (want < 0) or abs(want) <= 1e-15 * abs(reading.value(name))
        else:
            want = expected[symbol]
            right = abs(got - want) <= allowed[symbol]
        if not right:
            wrong.append(f"{symbol}: shown {got!r}, computed {want!r}")
    assert wrong == [], f"at {reading.setting}: " + "; ".join(wrong)


def check_texts(reading):
    """Every text is its number, rounded as the book rounds; colour says the sign and nothing else."""
    for slot in reading.slots:
        value, symbol, text = number(slot["value"]), slot["symbol"], slot["text"].strip()
        kind = symbol.partition("/")[0]
        if kind == "nudge":
            continue  # in words; see test_selection.py
        if kind == "agreement":
            assert re.fullmatch(r"exactly|not finite|to (no|\d+) digits?( only)?", text), f"{symbol}: {text!r}"
            assert (text == "exactly") == (value == math.inf) and (text == "not finite") == math.isnan(value)
            if 0 < value < math.inf:
                assert text.split()[1] == f"{value:g}", f"{symbol}: {text!r} for {value}"
                assert text.endswith("only") == (value < 5)
        elif kind == "moves":
            assert text == ("↑ up" if value > 0 else "↓ down" if value < 0 else "stays"), f"{symbol}: {text!r}"
        else:
            digits = int(slot["digits"])
            assert text == printed(value, digits), f"{symbol} = {value!r} in {digits} digits is shown as {text!r}"
            check_padding(value, text, slot["pad"])
        hues = {"plus", "minus", "zero"} & set(slot["classes"])
        if hues:
            assert hues == {"plus" if value > 0 else "minus" if value < 0 else "zero"}, f"{symbol} = {value}: {hues}"


def printed(value, digits):
    """A number as the book prints it, rounded on its exact decimal digits."""
    if math.isnan(value):
        return "not a number"
    sign = MINUS if value < 0 else ""
    if math.isinf(value):
        return sign + "∞"
    if value == 0:
        return "0"
    exact = abs(Decimal(value))
    number = Context(prec=digits, rounding=ROUND_HALF_UP).plus(exact)
    if -4 <= number.adjusted() < digits:
        return sign + f"{number:.{digits - 1 - number.adjusted()}f}"
    known = len(Context(prec=12, rounding=ROUND_HALF_UP).plus(exact).normalize().as_tuple().digits)
    mantissa = Context(prec=4, rounding=ROUND_HALF_UP).plus(exact)
    power = mantissa.adjusted()
    decimals = min(known, 4) - 1
    return f"{sign}{mantissa.scaleb(-power):.{decimals}f}e{MINUS if power < 0 else ''}{abs(power)}"


def check_padding(value, text, pad):
    """Dimmed digits are zeros that the number, known to twelve digits, does not need."""
    if not pad:
        return
    assert re.fullmatch(r"\.?0+", pad), f"{text!r} has the padding {pad!r}"
    left = text.removesuffix(pad).replace(MINUS, "-")
    assert float(left) == float(f"{value:.12g}"), f"{text!r}, with {pad!r} dimmed, stands for {value!r}"
