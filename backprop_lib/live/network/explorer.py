"""The explorer of a small network: its whole backpropagation, line by line."""

from types import MappingProxyType

from backprop_lib import examples
from backprop_lib.live.controls import dropdown, slider
from backprop_lib.live.explorer import Explorer, checked_name
from backprop_lib.live.network.layouts import LAYOUTS
from backprop_lib.live.network.markup import markup
from backprop_lib.live.network.numbers import book_numbers
from backprop_lib.live.network.ranges import READOUTS, start
from backprop_lib.live.network.ranges import ranges as slider_ranges
from backprop_lib.live.network.spec import spec
from backprop_lib.live.network.variants import TITLES, forms, labels, variants

EXAMPLES = {
    "worked-example": examples.worked_example,
    "one-neuron": examples.one_neuron,
    "two-input": examples.two_input,
    "two-two-two": examples.two_two_two,
    "two-paths": examples.two_paths,
}


class NetworkExplorer(Explorer):
    """Sliders for every number of an example, and its whole backpropagation beside them.

    - sliders: for data, parameters, eta and h; choices: "hidden" and "output", as far as the example can be switched.
    - values, gradients: read-only mappings from each node's name to its value, and to ∂L/∂node,
      replayed by `backprop_lib` at the present position of the sliders. Numbers may be inf or nan.
    - example: the `Example` with the functions that are chosen.

    Made by `explore`.
    """

    def __init__(self, example, ranges, name):
        self._variants = variants(example)
        own, *_ = self._variants.values()
        html, chosen = forms(self._variants)
        sliders = {
            symbol: slider(symbol, value, ranges[symbol], READOUTS.get(symbol))
            for symbol, value in start(example).items()
        }
        choices = {
            choice: dropdown(TITLES[choice], labels(choice, keys), keys[0]) for choice, keys in example.choices.items()
        }
        super().__init__(
            kind="network",
            name=name,
            controls={**sliders, **choices},
            markup=markup(example, own.ledger, html, book_numbers(example), ranges, name),
            spec=spec(example, self._variants, chosen, ranges, name),
            text=str(own.ledger),
        )

    @property
    def example(self):
        keys = " ".join(choice.value for choice in self.choices.values())
        return self._variants[keys].example

    @property
    def position(self):
        """Where the sliders of the data and the parameters stand."""
        return {name: self.sliders[name].value for name in self.example.values}

    @property
    def values(self):
        return self._by_name(self._replay().values)

    @property
    def gradients(self):
        return self._by_name(self._replay().gradients)

    def _replay(self):
        return self.example.graph.replay(self.position)

    def _by_name(self, numbers):
        return MappingProxyType({name: numbers[index] for name, index in self.example.graph.ids.items()})


def explore(example, ranges=None, name=None):
    """An explorer of an example.

    - example: an `Example` of `backprop_lib.examples`, or its name.
    - ranges: {slider: (lowest, highest)} where they should differ from the book's; a range must
      hold the start value. Sliders: the example's data and parameters, "eta" and "h".
    - name: what the page's address calls it, the example's name unless a page has two explorers of
      one example. Lower-case letters, digits and hyphens.

    Raises ValueError for an unknown example or slider, a range without the start value and a name
    that does not fit into an address.

    >>> explorer = explore("one-neuron")
    >>> explorer.sliders["w"].value = 2
    >>> explorer.values["z"]
    4.0
    """
    example = _example(example)
    name = checked_name(example.name if name is None else name)
    return NetworkExplorer(example, slider_ranges(example, ranges or {}), name)


def _example(example):
    if isinstance(example, str) and example in EXAMPLES:
        return EXAMPLES[example]()
    if getattr(example, "name", None) in LAYOUTS:
        return example
    known = ", ".join(map(repr, EXAMPLES))
    raise ValueError(f"explore expects an Example or one of the names {known}; got {example!r}")
