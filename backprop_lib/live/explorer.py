"""The explorer of a worked example: genuine ipywidgets sliders and one view of everything they move."""

import pathlib
import re
from types import MappingProxyType

import anywidget
import ipywidgets
import traitlets

from backprop_lib import examples
from backprop_lib.ledger import ledger

from .layouts import LAYOUTS
from .markup import markup
from .numbers import book_numbers
from .sliders import ranges as slider_ranges
from .sliders import slider, start
from .spec import spec

STATIC = pathlib.Path(__file__).parent / "static"
EXAMPLES = {"worked-example": examples.worked_example, "one-neuron": examples.one_neuron}


class Explorer(anywidget.AnyWidget):
    """Sliders for every number of an example, and its whole backpropagation beside them.

    - sliders: {name: slider} for data, parameters, eta and h, the only truth, at full precision.
    - values, gradients: read-only mappings from each node's name to its value, and to ∂L/∂node,
      replayed by `backprop_lib` at the present position of the sliders. Numbers may be inf or nan.
    - example: the `Example`.

    Made by `explore`.
    """

    _esm = STATIC / "live.js"
    _css = STATIC / "live.css"

    name = traitlets.Unicode().tag(sync=True)
    markup = traitlets.Unicode().tag(sync=True)
    spec = traitlets.Dict().tag(sync=True)
    sliders_list = traitlets.List(traitlets.Instance(ipywidgets.Widget)).tag(
        sync=True, **ipywidgets.widget_serialization
    )

    def __init__(self, example, ranges, name):
        page = ledger(example)
        self.example = example
        self.sliders = {symbol: slider(symbol, value, ranges[symbol]) for symbol, value in start(example).items()}
        self._page = str(page)
        super().__init__(
            name=name,
            markup=markup(example, page, book_numbers(example), ranges, name),
            spec=spec(example, page, ranges, name),
            sliders_list=list(self.sliders.values()),
        )

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

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = super()._repr_mimebundle_(**kwargs)
        # Stored in the notebook, so rounded: the last bit of an exponential differs between machines.
        rounded = re.sub(r' data-value="[^"]*"', "", self.markup)
        return {**data, "text/plain": self._page, "text/html": rounded}, metadata


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
    name = example.name if name is None else name
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise ValueError(
            f"an explorer's name is lower-case letters, digits and hyphens, like 'two-neurons'; got {name!r}"
        )
    return Explorer(example, slider_ranges(example, ranges or {}), name)


def _example(example):
    if isinstance(example, str) and example in EXAMPLES:
        return EXAMPLES[example]()
    if getattr(example, "name", None) in LAYOUTS:
        return example
    known = ", ".join(map(repr, EXAMPLES))
    raise ValueError(f"explore expects an Example or one of the names {known}; got {example!r}")
