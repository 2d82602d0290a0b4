"""Products of matrices as blocks of cells, so that shapes can be counted."""

from backprop_lib.figures.drawing import Figure, svg

CELL = 17
PRODUCTS = [  # what it is for; left factor, right factor and result: (name, rows, columns)
    ("forward", ("a", "n", "in"), ("W T", "in", "out"), ("z", "n", "out")),
    ("back to the layer below", ("δ", "n", "out"), ("W", "out", "in"), ("∂L/∂a", "n", "in")),
    ("gradient of the weights", ("δ T", "out", "n"), ("a", "n", "in"), ("∂L/∂W", "out", "in")),
]
ROW = 124  # height of one product


def batch_shapes(n, fan_in, out):
    """The three matrix products of a layer for a batch of ``n`` rows: a cell for each number, sample 1 marked."""
    sizes = {"n": n, "in": fan_in, "out": out}
    body, words = [], []
    for i, (purpose, *matrices) in enumerate(PRODUCTS):
        top = i * ROW
        body.append(f'<text class="quiet" x="4" y="{top + 14}">{purpose}</text>')
        for (name, rows, columns), middle, sign in zip(matrices, (70, 180, 300), ("@", "=", ""), strict=True):
            body.append(_matrix(name, rows, columns, sizes, middle, top))
            if sign:
                body.append(
                    f'<text class="label" x="{middle + (55 if sign == "@" else 60)}" y="{top + 72}">{sign}</text>'
                )
        left, right, result = ((m[0], sizes[m[1]], sizes[m[2]]) for m in matrices)
        words.append(
            f"{purpose}: {left[0]} of {left[1]} by {left[2]}, times {right[0]} of {right[1]} by {right[2]}, "
            f"gives {result[0]} of {result[1]} by {result[2]}."
        )
    alt = f"The matrix products of a layer for a batch of {n} samples. " + " ".join(words)
    caption = (
        f"A layer with {fan_in} inputs and {out} neurons, a batch of {n}. One square is one number; those marked 1 "
        "belong to the first sample. The two inner sizes of a product are equal and vanish. Going forward and back, "
        "each sample keeps its row. In the gradient of the weights <i>n</i> is the inner size: there the samples add."
    )
    return Figure((svg("network", (360, 3 * ROW), alt, "\n".join(body)),), alt, caption)


def _matrix(name, rows, columns, sizes, middle, top):
    height, width = sizes[rows] * CELL, sizes[columns] * CELL
    x, y = middle - width / 2, top + 68 - height / 2
    cells = []
    for r in range(sizes[rows]):
        for c in range(sizes[columns]):
            sample = (rows == "n" and r == 0) or (columns == "n" and c == 0)
            cell = f'<rect class="value" x="{x + c * CELL:g}" y="{y + r * CELL:g}" width="{CELL}" height="{CELL}"/>'
            mark = f'<text class="label quiet" x="{x + (c + 0.5) * CELL:g}" y="{y + (r + 0.5) * CELL + 4:g}">1</text>'
            cells.append(f'<g class="parameter">{cell}{mark}</g>' if sample else cell)
    base, _, raised = name.partition(" ")
    shown = f'<tspan class="symbol">{base}</tspan>' + (f'<tspan class="sub" dy="-5">{raised}</tspan>' if raised else "")
    return (
        "".join(cells)
        + f'<text class="label quiet" x="{middle}" y="{y - 4:g}">{columns}</text>'
        + f'<text class="quiet number" x="{x - 4:g}" y="{y + height / 2 + 4:g}">{rows}</text>'
        + f'<text class="label" x="{middle}" y="{y + height + 16:g}">{shown}</text>'
    )
