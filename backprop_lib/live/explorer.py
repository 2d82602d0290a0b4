"""What every explorer is: genuine ipywidgets controls and one view of all that they move."""

import pathlib
import re

import anywidget
import ipywidgets
import traitlets

STATIC = pathlib.Path(__file__).parent / "static"


class Explorer(anywidget.AnyWidget):
    """Controls, and the picture and numbers that they move.

    - sliders: {name: slider}, the only truth, at full precision.
    - choices: {name: dropdown or toggle buttons}; their ``value`` is the key of what is chosen.
    - name: what the page's address calls it.

    A kind of explorer names its view, ``kind``, a folder of frontend/live; and hands over its controls,
    {name: widget}, the static HTML of the book's numbers, what the view must know, and the same numbers as text.
    Its own ``values`` and ``gradients`` are computed by ``backprop_lib`` at the present position of the controls.
    """

    _esm = STATIC / "live.js"
    _css = STATIC / "live.css"

    kind = traitlets.Unicode().tag(sync=True)
    name = traitlets.Unicode().tag(sync=True)
    markup = traitlets.Unicode().tag(sync=True)
    spec = traitlets.Dict().tag(sync=True)
    controls = traitlets.List(traitlets.Instance(ipywidgets.Widget)).tag(sync=True, **ipywidgets.widget_serialization)

    def __init__(self, kind, name, controls, markup, spec, text):
        self.sliders = {key: each for key, each in controls.items() if not hasattr(each, "options")}
        self.choices = {key: each for key, each in controls.items() if hasattr(each, "options")}
        self._text = text
        super().__init__(kind=kind, name=name, markup=markup, spec=spec, controls=list(controls.values()))

    def setting(self):
        """{name: value} of every control."""
        return {name: control.value for name, control in (self.sliders | self.choices).items()}

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = super()._repr_mimebundle_(**kwargs)
        return {**data, "text/plain": self._text, "text/html": rounded(self.markup)}, metadata


def rounded(markup):
    """The markup as a notebook stores it, the same from every machine.

    The last bit of an exponential differs between processors, and a finite difference makes its digits 10 and 11 of it.

    >>> rounded('<b data-value="0.1000000000000001">0.1</b>, to 11 digits')
    '<b>0.1</b>, to 8 digits or more'
    """
    markup = re.sub(r' data-value="[^"]*"', "", markup)
    return re.sub(r"\bto (8|9|\d\d) digits", "to 8 digits or more", markup)


def checked_name(name):
    """The name of an explorer as it stands in the page's address; raises ValueError for one that cannot."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise ValueError(
            f"an explorer's name is lower-case letters, digits and hyphens, like 'two-neurons'; got {name!r}"
        )
    return name
