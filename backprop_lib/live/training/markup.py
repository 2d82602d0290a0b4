"""The explorer of training as static HTML with the numbers of its start setting."""

from backprop_lib import symbols
from backprop_lib.live.rail import choice_slot, frame, rail, slider_slot
from backprop_lib.live.slots import html_slot, hue
from backprop_lib.live.training import pictures
from backprop_lib.live.training.numbers import parameters_of
from backprop_lib.live.training.settings import CHOICES, DATA, EPOCHS, HALF, MOST_UNITS, PRESETS, RANGES, SYMBOLS
from backprop_lib.live.width import width_key
from backprop_lib.rounding import MINUS

DIGITS = 4


def markup(name, setting, numbers, losses, net):
    """The explorer at one setting.

    - numbers: every number by symbol. losses: of each epoch. net: the network at the epoch of the setting.
    """
    return frame(
        "training",
        name,
        _rail(setting),
        f"{_presets()}{_run(setting, losses)}"
        f'<div class="pair">{_samples(name, setting, numbers)}{_plane(setting, net)}</div>'
        f'<div class="pair">{_network(setting, numbers)}{_hidden(setting, numbers, net)}</div>'
        f"{_units(setting, numbers)}",
    )


def _rail(setting):
    sliders = [
        slider_slot(control, setting[control], RANGES[control], _word(control)) for control in ("eta", "seed", "units")
    ]
    choices = [
        choice_slot(control, SYMBOLS[control]["text"], labels, setting[control]) for control, labels in CHOICES.items()
    ]
    return rail({"run": sliders, "network and data": choices})


def _word(control):
    return None if control == "eta" else SYMBOLS[control]["text"]


def _presets():
    buttons = "".join(
        f'<button type="button" data-action="{preset}">{words}</button>' for preset, (words, _) in PRESETS.items()
    )
    return f'<div class="presets" role="group" aria-label="settings to try"><span>Try</span>{buttons}</div>'


def _run(setting, losses):
    scrubber = slider_slot("epoch", setting["epoch"], RANGES["epoch"], "epoch")
    return (
        f'<section class="run"><div class="chart">{pictures.run(losses, setting["epoch"])}'
        f'<div aria-hidden="true">{pictures.ticks()}<span class="named" data-part="before"></span>'
        '<span class="named now" data-part="now"></span></div></div>'
        f'<div class="scrubber">{scrubber}<span class="of">of {EPOCHS}</span>'
        '<span class="what">mean loss, log scale</span></div></section>'
    )


def _samples(name, setting, numbers):
    X, Y = DATA[setting["data"]]()
    heads = "".join(
        f'<th class="{column}" scope="col" role="columnheader">{title}</th>'
        for column, title in {
            "target": "<i>y</i>",
            "prediction": symbols.html("y_hat"),
            "loss": "loss",
            "delta": "<i>δ</i>",
            "pull": "‖<i>g</i>‖",
            "verdict": '<span class="visually-hidden">right or wrong</span>',
        }.items()
    )
    rows = ""
    for s in range(1, len(X) + 1):
        verdict = "right" if (numbers[f"y_hat[{s}]"] > 0.5) == (Y[s - 1, 0] > 0.5) else "wrong"
        rows += _sample_row(name, s, _sample(s, X), numbers, Y[s - 1, 0], verdict)
    rows += _sample_row(name, 0, "all four", numbers)
    return (
        '<section class="samples"><h3>Four samples <span class="note">at epoch '
        f"{html_slot('shown_epoch', setting['epoch'], None)}</span></h3>"
        '<table role="table"><thead role="rowgroup"><tr role="row">'
        f'<td role="cell"></td>{heads}</tr></thead><tbody role="rowgroup">{rows}</tbody></table>'
        '<p class="hint"><i>δ</i> of the output and <i>g</i>, all gradients of a sample, carry the ¼ of the mean. '
        "The row that pulls hardest is marked; the gradients of the chosen row stand below.</p></section>"
    )


def _sample(s, X):
    """Sample ``s`` by its inputs: (0, 1)."""
    return f'<span data-sample="{s}">({X[s - 1, 0]:g}, {X[s - 1, 1]:g})</span>'.replace("-1,", f"{MINUS}1,")


def _sample_row(name, s, title, numbers, target=None, verdict=""):
    """The row of sample ``s``, or of all, 0: mean loss, sum of δ, length of the whole gradient."""
    loss, delta, pull = (f"L[{s}]", f"delta[{s}]", f"pull[{s}]") if s else ("L", "delta", "pull")
    cells = {
        "target": "" if target is None else f"{target:g}",
        "prediction": html_slot(f"y_hat[{s}]", numbers[f"y_hat[{s}]"], DIGITS) if s else "",
        "loss": html_slot(loss, numbers[loss], DIGITS),
        "delta": html_slot(delta, numbers[delta], DIGITS, hue(numbers[delta])),
        "pull": html_slot(pull, numbers[pull], DIGITS),
        "verdict": verdict,
    }
    labels = {"target": "y", "prediction": "ŷ", "loss": "loss" if s else "mean loss", "delta": "δ", "pull": "‖g‖"}
    body = "".join(
        f'<td class="{column}" role="cell"{_label(column, labels, cell)}>{cell}</td>' for column, cell in cells.items()
    )
    radio = f'<input type="radio" name="{name}-gradients" value="{s}"{"" if s else " checked"}>'
    return (
        f'<tr role="row" data-row="{s}"><th scope="row" role="rowheader"><label>{radio}{title}</label></th>{body}</tr>'
    )


def _label(column, labels, cell):
    return f' data-label="{labels[column]}"' if cell and column in labels else ""


def _plane(setting, net):
    data_sets = {name: load() for name, load in DATA.items()}
    half = HALF[setting["loss"]]
    drawing = pictures.inputs(lambda X: net.forward(X).zs[1][:, 0] - half, setting["data"], data_sets)
    return f'<section class="picture"><h3>Where <i>ŷ</i> &gt; ½</h3>{drawing}</section>'


def _network(setting, numbers):
    return (
        '<section class="picture weights"><h3>Weights <span class="note hue"><b class="plus">+</b> blue, '
        '<b class="minus">−</b> orange</span></h3>'
        f'{pictures.network(numbers, setting["units"])}<div class="legend">{width_key()}</div></section>'
    )


def _hidden(setting, numbers, net):
    units = heaviest(net)
    h = [[numbers[f"h[{unit},{s}]"] for unit in units] for s in range(1, 5)]
    v, b = net.weights[1][0], net.biases[1][0]

    def above(points):
        return points @ [v[unit - 1] / units.count(unit) for unit in units] + b - HALF[setting["loss"]]

    _, Y = DATA[setting["data"]]()
    limits = pictures.hidden_limits(setting["activation"], h)
    drawing = pictures.hidden(above if len(v) <= 2 else None, units, h, limits, Y)
    words = "The hidden unit" if len(v) == 1 else "Hidden units {} and {}".format(*units)
    return f'<section class="picture"><h3 data-part="hidden-title">{words}</h3>{drawing}</section>'


def heaviest(net):
    """The numbers of the two hidden units with the largest weights to the output, in order; of one unit, it twice."""
    v = abs(net.weights[1][0])
    first, second = sorted(range(len(v)), key=lambda j: -v[j])[:2] if len(v) > 1 else (0, 0)
    return sorted((first + 1, second + 1))


COLUMNS = {
    "in1": ("from " + symbols.html("x1"), "from x₁"),
    "in2": ("from " + symbols.html("x2"), "from x₂"),
    "bias": ("<i>b</i>", "b"),
    "out": ("to " + symbols.html("y_hat"), "to ŷ"),
}
"""Class: heading, and the label on a phone, where the heading is hidden."""


def _units(setting, numbers):
    X, _ = DATA[setting["data"]]()
    titles = [(column, title) for column, (title, _) in COLUMNS.items()]
    titles += [("h", f"<i>h</i> at {_sample(s, X)}") for s in range(1, 5)]
    heads = "".join(f'<th class="{column}" scope="col" role="columnheader">{title}</th>' for column, title in titles)
    rows = "".join(_unit_row(j, j <= setting["units"], numbers, X) for j in range(1, MOST_UNITS + 1))
    output = (
        f'<tr role="row"><th scope="row" role="rowheader">output</th><td role="cell"></td>'
        f'<td role="cell"></td>{_weight_cell("bias", "b2", numbers)}</tr>'
    )
    return (
        '<section class="units"><h3>Hidden units <span class="note">each value above its gradient, '
        '<span data-part="whose">of all four samples</span></span></h3><table role="table"><thead role="rowgroup">'
        f'<tr role="row"><td role="cell"></td>{heads}</tr></thead>'
        f'<tbody role="rowgroup">{rows}{output}</tbody></table></section>'
    )


def _unit_row(unit, shown, numbers, X):
    cells = "".join(
        _weight_cell(column, symbol, numbers) for column, symbol in zip(COLUMNS, parameters_of(unit), strict=True)
    )
    for s in range(1, 5):
        slot = html_slot(f"h[{unit},{s}]", numbers[f"h[{unit},{s}]"], DIGITS)
        cells += f'<td class="h" role="cell"><span class="label"><i>h</i> at {_sample(s, X)}</span>{slot}</td>'
    absent = "" if shown else ' class="absent"'
    return f'<tr role="row"{absent} data-unit="{unit}"><th scope="row" role="rowheader">{unit}</th>{cells}</tr>'


def _weight_cell(column, symbol, numbers):
    gradient = f"dL/d{symbol}"
    return (
        f'<td class="{column}" role="cell" data-label="{COLUMNS[column][1]}">'
        f"{html_slot(symbol, numbers[symbol], DIGITS)}"
        f"{html_slot(gradient, numbers[gradient], DIGITS, hue(numbers[gradient]))}</td>"
    )
