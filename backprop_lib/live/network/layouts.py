"""Where the boxes of each example's picture stand: the only numbers that a new example needs.

Lengths are CSS pixels. A box is placed by its upper left corner. An edge is named "from>to".
"""

from typing import NamedTuple

BOX_WIDTH = 78
VALUE_HEIGHT = 24
GRADIENT_HEIGHT = 20
BOX_HEIGHT = VALUE_HEIGHT + GRADIENT_HEIGHT


class Layout(NamedTuple):
    """One arrangement of the boxes.

    boxes: corner of each node's box.
    ports: where an edge meets the top or bottom of its two boxes, from their middle: (from, to).
    labels: side of the forward line on which the local derivative stands ("left", "right",
        "above") and how far along the line, from 0 to 1.
    flags: side of a box on which "saturated" stands ("left", "right"), where it is not above.
    """

    width: int
    height: int
    boxes: dict
    ports: dict
    labels: dict
    flags: dict


class Dot(NamedTuple):
    """A dot of a thumbnail and the nodes that it stands for, the parameters of a neuron included."""

    x: int
    y: int
    nodes: tuple


class Icon(NamedTuple):
    """A thumbnail of the network.

    dots: {name: Dot}; lines: (from, to, the parameter that stands on the line or None).
    """

    dots: dict
    lines: tuple


WORKED_EXAMPLE_WIDE = Layout(
    664,
    376,
    boxes={
        "w1": (113, 14), "b1": (201, 14), "w3": (410, 14), "b3": (498, 14), "w4": (586, 14),
        "z1": (151, 110), "h1": (295, 110),
        "x": (0, 170), "z3": (442, 170), "y_hat": (586, 170),
        "z2": (151, 230), "h2": (295, 230),
        "y": (442, 290), "L": (586, 290),
        "w2": (113, 318), "b2": (201, 318),
    },
    ports={
        "w1>z1": (0, -11), "b1>z1": (0, 11),
        "w2>z2": (0, -11), "b2>z2": (0, 11),
        "w3>z3": (0, -14), "b3>z3": (0, 6), "w4>z3": (0, 26),
    },
    labels={
        "w1>z1": ("left", 0.5), "b1>z1": ("right", 0.5),
        "w2>z2": ("left", 0.5), "b2>z2": ("right", 0.5),
        "w3>z3": ("left", 0.3), "b3>z3": ("left", 0.5), "w4>z3": ("right", 0.5),
        "x>z1": ("left", 0.5), "x>z2": ("right", 0.5), "h1>z3": ("right", 0.2), "h2>z3": ("left", 0.5),
        "y_hat>L": ("left", 0.5),
    },
    flags={},
)  # fmt: skip

WORKED_EXAMPLE_TALL = Layout(
    352,
    640,
    boxes={
        "x": (137, 14),
        "w1": (1, 76), "w2": (273, 76),
        "z1": (1, 184), "b1": (95, 184), "b2": (179, 184), "z2": (273, 184),
        "h1": (1, 280), "h2": (273, 280),
        "b3": (137, 296),
        "w3": (1, 404), "z3": (137, 404), "w4": (273, 404),
        "y_hat": (137, 500),
        "y": (1, 594), "L": (137, 594),
    },
    ports={
        "x>z1": (-20, 29), "x>z2": (20, -29),
        "w1>z1": (12, 12), "w2>z2": (-12, -12), "z1>h1": (12, 12), "z2>h2": (-12, -12),
        "h1>z3": (10, -25), "h2>z3": (-10, 25),
    },
    labels={
        "x>z1": ("right", 0.5), "x>z2": ("left", 0.5),
        "w1>z1": ("left", 0.5), "w2>z2": ("right", 0.5),
        "z1>h1": ("right", 0.5), "z2>h2": ("left", 0.5),
        "h1>z3": ("left", 0.45), "b3>z3": ("left", 0.5), "h2>z3": ("right", 0.45),
        "z3>y_hat": ("left", 0.5), "y_hat>L": ("left", 0.5),
    },
    flags={"h1": "right", "h2": "left", "y_hat": "right"},
)  # fmt: skip

ONE_NEURON_WIDE = Layout(
    664,
    264,
    boxes={
        "w": (249, 14), "b": (337, 14),
        "x": (103, 110), "z": (293, 110), "y_hat": (483, 110),
        "y": (293, 206), "L": (483, 206),
    },
    ports={"w>z": (0, -11), "b>z": (0, 11)},
    labels={"w>z": ("left", 0.5), "b>z": ("right", 0.5), "y_hat>L": ("left", 0.5)},
    flags={},
)  # fmt: skip

ONE_NEURON_TALL = Layout(
    352,
    356,
    boxes={
        "w": (137, 14),
        "x": (1, 110), "z": (137, 110), "b": (273, 110),
        "y_hat": (137, 206),
        "y": (1, 302), "L": (137, 302),
    },
    ports={},
    labels={"w>z": ("left", 0.5), "z>y_hat": ("left", 0.5), "y_hat>L": ("left", 0.5)},
    flags={"y_hat": "right"},
)  # fmt: skip

LAYOUTS = {
    "worked-example": {"wide": WORKED_EXAMPLE_WIDE, "tall": WORKED_EXAMPLE_TALL},
    "one-neuron": {"wide": ONE_NEURON_WIDE, "tall": ONE_NEURON_TALL},
}

ICONS = {
    "worked-example": Icon(
        dots={
            "data": Dot(3, 10, ("x",)),
            "hidden 1": Dot(19, 3, ("z1", "h1", "w1", "b1")),
            "hidden 2": Dot(19, 17, ("z2", "h2", "w2", "b2")),
            "output": Dot(35, 10, ("z3", "y_hat", "w3", "w4", "b3")),
            "loss": Dot(51, 10, ("L", "y")),
        },
        lines=(
            ("data", "hidden 1", "w1"),
            ("data", "hidden 2", "w2"),
            ("hidden 1", "output", "w3"),
            ("hidden 2", "output", "w4"),
            ("output", "loss", None),
        ),
    ),
    "one-neuron": Icon(
        dots={
            "data": Dot(3, 10, ("x",)),
            "neuron": Dot(27, 10, ("z", "y_hat", "w", "b")),
            "loss": Dot(51, 10, ("L", "y")),
        },
        lines=(("data", "neuron", "w"), ("neuron", "loss", None)),
    ),
}
