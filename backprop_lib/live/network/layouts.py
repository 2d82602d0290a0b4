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
    flags: side of a box on which "saturated" stands ("left", "right", "below"), where it is not above.
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
        "x>z1": ("right", 0.62), "x>z2": ("left", 0.62),
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

TWO_INPUT_WIDE = Layout(
    664,
    332,
    boxes={
        "w11": (82, 14), "w12": (164, 14), "b1": (246, 14), "w2": (400, 14), "b2": (488, 14),
        "x1": (0, 136), "z1": (164, 176), "h1": (302, 176), "z2": (444, 176), "y_hat": (586, 176),
        "x2": (0, 216),
        "y": (444, 276), "L": (586, 276),
    },
    ports={"w11>z1": (0, -26), "w12>z1": (0, 0), "b1>z1": (0, 26), "w2>z2": (0, -11), "b2>z2": (0, 11)},
    labels={
        "w11>z1": ("left", 0.4), "w12>z1": ("left", 0.3), "b1>z1": ("right", 0.4),
        "w2>z2": ("left", 0.5), "b2>z2": ("right", 0.5),
        "x1>z1": ("right", 0.2), "x2>z1": ("left", 0.5), "y_hat>L": ("left", 0.5),
    },
    flags={},
)  # fmt: skip

TWO_INPUT_TALL = Layout(
    352,
    558,
    boxes={
        "x1": (1, 14), "w11": (92, 14), "w12": (182, 14), "x2": (273, 14),
        "z1": (137, 132), "b1": (273, 132),
        "h1": (137, 224),
        "w2": (1, 320), "z2": (137, 320), "b2": (273, 320),
        "y_hat": (137, 416),
        "y": (1, 510), "L": (137, 510),
    },
    ports={"x1>z1": (0, -30), "w11>z1": (0, -11), "w12>z1": (0, 11), "x2>z1": (0, 30)},
    labels={
        "x1>z1": ("left", 0.5), "w11>z1": ("left", 0.2), "w12>z1": ("right", 0.2), "x2>z1": ("right", 0.5),
        "z1>h1": ("left", 0.5), "h1>z2": ("left", 0.5), "z2>y_hat": ("left", 0.5), "y_hat>L": ("left", 0.5),
    },
    flags={"h1": "right", "y_hat": "right"},
)  # fmt: skip

TWO_TWO_TWO_WIDE = Layout(
    664,
    504,
    boxes={
        "w1": (57, 14), "w2": (140, 14), "b1": (223, 14), "w5": (326, 14), "w6": (410, 14), "b3": (494, 14),
        "x1": (0, 130), "z1": (140, 130), "h1": (270, 130), "z3": (410, 130), "y_hat1": (586, 130),
        "y1": (444, 188), "L": (586, 230), "y2": (444, 272),
        "x2": (0, 330), "z2": (140, 330), "h2": (270, 330), "z4": (410, 330), "y_hat2": (586, 330),
        "w3": (57, 446), "w4": (140, 446), "b2": (223, 446), "w7": (326, 446), "w8": (410, 446), "b4": (494, 446),
    },
    ports={
        "w1>z1": (0, -26), "w2>z1": (0, 0), "b1>z1": (0, 26), "w5>z3": (0, -26), "w6>z3": (0, 0), "b3>z3": (0, 26),
        "w3>z2": (0, -26), "w4>z2": (0, 0), "b2>z2": (0, 26), "w7>z4": (0, -26), "w8>z4": (0, 0), "b4>z4": (0, 26),
        "h1>z4": (20, -30), "h2>z3": (20, -30),
    },
    labels={
        "w1>z1": ("left", 0.4), "w2>z1": ("left", 0.35), "b1>z1": ("right", 0.4),
        "w5>z3": ("left", 0.4), "w6>z3": ("left", 0.35), "b3>z3": ("right", 0.4),
        "w3>z2": ("left", 0.4), "w4>z2": ("left", 0.35), "b2>z2": ("right", 0.4),
        "w7>z4": ("left", 0.4), "w8>z4": ("left", 0.35), "b4>z4": ("right", 0.4),
        "x1>z2": ("left", 0.25), "x2>z1": ("left", 0.25), "h1>z4": ("left", 0.25), "h2>z3": ("left", 0.25),
        "y_hat1>L": ("left", 0.25), "y_hat2>L": ("left", 0.25), "y1>L": ("right", 0.3), "y2>L": ("left", 0.6),
    },
    flags={"y_hat2": "below"},
)  # fmt: skip

TWO_TWO_TWO_TALL = Layout(
    352,
    674,
    boxes={
        "w1": (0, 14), "x1": (94, 14), "x2": (180, 14), "w3": (274, 14),
        "b1": (0, 144), "z1": (94, 144), "z2": (180, 144), "b2": (274, 144),
        "w2": (0, 252), "h1": (94, 252), "h2": (180, 252), "w4": (274, 252),
        "w5": (0, 310), "w7": (274, 310),
        "b3": (0, 406), "z3": (94, 406), "z4": (180, 406), "b4": (274, 406),
        "w6": (0, 514), "y_hat1": (94, 514), "y_hat2": (180, 514), "w8": (274, 514),
        "y1": (0, 620), "L": (137, 620), "y2": (274, 620),
    },
    ports={
        "w1>z1": (0, -33), "x1>z1": (-33, -12), "x2>z1": (-22, 24),
        "w3>z2": (0, 33), "x2>z2": (33, 12), "x1>z2": (22, -24),
        "w2>z1": (0, -29), "z1>h1": (-4, -24), "w4>z2": (0, 29), "z2>h2": (-10, -24),
        "w5>z3": (0, -33), "h1>z3": (-33, -12), "h2>z3": (-22, 24),
        "w7>z4": (0, 33), "h2>z4": (33, 12), "h1>z4": (22, -24),
        "w6>z3": (0, -29), "z3>y_hat1": (-4, -24), "w8>z4": (0, 29), "z4>y_hat2": (-10, -24),
        "y_hat1>L": (0, -20), "y_hat2>L": (0, 20),
    },
    labels={
        "w1>z1": ("left", 0.5), "x1>z1": ("right", 0.55), "x2>z1": ("right", 0.15),
        "w3>z2": ("right", 0.5), "x2>z2": ("left", 0.55), "x1>z2": ("left", 0.15),
        "w2>z1": ("left", 0.5), "z1>h1": ("right", 0.35), "w4>z2": ("right", 0.5), "z2>h2": ("right", 0.35),
        "w5>z3": ("left", 0.5), "h1>z3": ("right", 0.55), "h2>z3": ("right", 0.15),
        "w7>z4": ("right", 0.5), "h2>z4": ("left", 0.55), "h1>z4": ("left", 0.15),
        "w6>z3": ("left", 0.5), "z3>y_hat1": ("right", 0.35), "w8>z4": ("right", 0.5), "z4>y_hat2": ("right", 0.35),
        "y_hat1>L": ("left", 0.5), "y_hat2>L": ("right", 0.5),
    },
    flags={},
)  # fmt: skip

TWO_PATHS_WIDE = Layout(
    664,
    288,
    boxes={
        "x": (249, 14), "b": (337, 14), "y": (483, 54),
        "y_hat": (293, 110), "w": (103, 170), "L": (483, 170), "P": (293, 230),
    },
    ports={"x>y_hat": (0, -11), "b>y_hat": (0, 11)},
    labels={
        "x>y_hat": ("left", 0.5), "b>y_hat": ("right", 0.5), "y>L": ("right", 0.5),
        "w>y_hat": ("left", 0.5), "w>P": ("right", 0.5), "y_hat>L": ("right", 0.5), "P>L": ("left", 0.5),
    },
    flags={},
)  # fmt: skip

TWO_PATHS_TALL = Layout(
    352,
    288,
    boxes={
        "x": (1, 14), "b": (92, 14), "w": (206, 14),
        "y_hat": (68, 124), "P": (228, 124),
        "y": (1, 234), "L": (148, 234),
    },
    ports={
        "x>y_hat": (0, -24), "b>y_hat": (0, 0), "w>y_hat": (-20, 26), "w>P": (0, 0),
        "y_hat>L": (0, -18), "P>L": (0, 18),
    },
    labels={
        "x>y_hat": ("left", 0.5), "b>y_hat": ("left", 0.3), "w>y_hat": ("right", 0.6), "w>P": ("right", 0.5),
        "y_hat>L": ("left", 0.5), "P>L": ("right", 0.5),
    },
    flags={},
)  # fmt: skip

LAYOUTS = {
    "worked-example": {"wide": WORKED_EXAMPLE_WIDE, "tall": WORKED_EXAMPLE_TALL},
    "one-neuron": {"wide": ONE_NEURON_WIDE, "tall": ONE_NEURON_TALL},
    "two-input": {"wide": TWO_INPUT_WIDE, "tall": TWO_INPUT_TALL},
    "two-two-two": {"wide": TWO_TWO_TWO_WIDE, "tall": TWO_TWO_TWO_TALL},
    "two-paths": {"wide": TWO_PATHS_WIDE, "tall": TWO_PATHS_TALL},
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
    "two-input": Icon(
        dots={
            "data 1": Dot(3, 3, ("x1",)),
            "data 2": Dot(3, 17, ("x2",)),
            "hidden": Dot(19, 10, ("z1", "h1", "w11", "w12", "b1")),
            "output": Dot(35, 10, ("z2", "y_hat", "w2", "b2")),
            "loss": Dot(51, 10, ("L", "y")),
        },
        lines=(
            ("data 1", "hidden", "w11"),
            ("data 2", "hidden", "w12"),
            ("hidden", "output", "w2"),
            ("output", "loss", None),
        ),
    ),
    "two-two-two": Icon(
        dots={
            "data 1": Dot(3, 3, ("x1",)),
            "data 2": Dot(3, 17, ("x2",)),
            "hidden 1": Dot(19, 3, ("z1", "h1", "w1", "w2", "b1")),
            "hidden 2": Dot(19, 17, ("z2", "h2", "w3", "w4", "b2")),
            "output 1": Dot(35, 3, ("z3", "y_hat1", "w5", "w6", "b3")),
            "output 2": Dot(35, 17, ("z4", "y_hat2", "w7", "w8", "b4")),
            "loss": Dot(51, 10, ("L", "y1", "y2")),
        },
        lines=(
            ("data 1", "hidden 1", "w1"),
            ("data 2", "hidden 1", "w2"),
            ("data 1", "hidden 2", "w3"),
            ("data 2", "hidden 2", "w4"),
            ("hidden 1", "output 1", "w5"),
            ("hidden 2", "output 1", "w6"),
            ("hidden 1", "output 2", "w7"),
            ("hidden 2", "output 2", "w8"),
            ("output 1", "loss", None),
            ("output 2", "loss", None),
        ),
    ),
    "two-paths": Icon(
        dots={
            "data": Dot(3, 3, ("x",)),
            "weight": Dot(3, 17, ("w",)),
            "line": Dot(27, 3, ("y_hat", "b")),
            "penalty": Dot(27, 17, ("P",)),
            "loss": Dot(51, 10, ("L", "y")),
        },
        lines=(
            ("data", "line", None),
            ("weight", "line", "w"),
            ("weight", "penalty", "w"),
            ("line", "loss", None),
            ("penalty", "loss", None),
        ),
    ),
}


TWO_TWO_TWO_LOGITS = {
    "wide": {
        "boxes": {"L": (440, 230), "y1": (586, 188), "y2": (586, 272)},
        "ports": {"z3>L": (25, -5), "z4>L": (25, -5)},
        "labels": {
            "z3>L": ("right", 0.25), "z4>L": ("right", 0.4), "y1>L": ("left", 0.3), "y2>L": ("right", 0.6),
        },
    },
    "tall": {
        "boxes": {"w6": (0, 488), "y_hat1": (10, 554), "y_hat2": (264, 554), "w8": (274, 488)},
        "ports": {
            "w6>z3": (12, -29), "z3>y_hat1": (-3, 31), "z3>L": (27, -16),
            "w8>z4": (-12, 29), "z4>y_hat2": (3, -31), "z4>L": (-27, 16),
        },
        "labels": {
            "z3>y_hat1": ("left", 0.88), "z3>L": ("left", 0.83),
            "z4>y_hat2": ("right", 0.88), "z4>L": ("right", 0.83),
        },
        "flags": {"y_hat1": "below", "y_hat2": "below"},
    },
}  # fmt: skip
"""What stands elsewhere where the loss is made of logits: the loss between them, or the predictions out of its way."""


def layouts(example):
    """{"wide": `Layout`, "tall": `Layout`} of an example's picture."""
    own, edges = LAYOUTS[example.name], example.graph.edges()
    logits = [z for z, end in edges if end.startswith("y_hat") and (z, "L") in edges]
    if not logits:
        return own
    if len(logits) == 1:
        return {shape: _with_logits(layout, _one_logit(layout, shape, *logits)) for shape, layout in own.items()}
    return {shape: _with_logits(layout, TWO_TWO_TWO_LOGITS[shape]) for shape, layout in own.items()}


def _one_logit(layout, shape, z):
    """The loss stands next to the logit z that it is made of; the prediction takes the place of the target, and the
    target that of the loss."""
    boxes, wide = layout.boxes, shape == "wide"
    return {
        "boxes": {"L": boxes["y_hat"], "y_hat": boxes["y"], "y": boxes["L"]},
        "ports": {} if wide else {f"{z}>y_hat": (-25, 0)},
        "labels": {
            f"{z}>y_hat": ("left", 0.5),
            f"{z}>L": ("above" if wide else "right", 0.5),
            "y>L": ("left", 0.5),
        },
        "flags": {"y_hat": "left" if wide else "right"},
    }


def _with_logits(layout, changes):
    """The layout with changes {field: what differs}, and without the edges from the predictions to the loss."""
    merged = {field: {**getattr(layout, field), **changed} for field, changed in changes.items()}
    gone = {f"{name}>L" for name in layout.boxes if name.startswith("y_hat")}
    edges = {field: {e: v for e, v in merged[field].items() if e not in gone} for field in ("ports", "labels")}
    return layout._replace(**merged | edges)
