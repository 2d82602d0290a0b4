"""The thumbnails beside the titles of the calculation: where in the network a column stands."""

from .layouts import ICONS

RADIUS, MARK_RADIUS = 1.7, 3


def icon(example, part, about):
    """The network as dots and lines; what `about` names is drawn strong.

    Forward: full dots, with the lines that lead into them. Backward: rings and dashed lines, along
    the ways that the gradient came and, where parameters are meant, along their own lines.
    """
    dots, lines = ICONS[example.name]
    marked = [dot for dot, (_, _, nodes) in dots.items() if set(nodes) & set(about)]

    def strong(start, end, parameter):
        if part == "forward":
            return end in marked
        return parameter in about or start in marked and bool(set(dots[start][2]) - set(example.parameters) & set(about))

    drawn = "".join(
        f'<path class="{"strong" if strong(*line) else "weak"}" d="M{dots[line[0]][0]} {dots[line[0]][1]}'
        f'L{dots[line[1]][0]} {dots[line[1]][1]}"/>'
        for line in lines
    )
    for dot, (x, y, _) in dots.items():
        radius = MARK_RADIUS if dot in marked else RADIUS
        drawn += f'<circle class="{"strong" if dot in marked else "weak"}" cx="{x}" cy="{y}" r="{radius}"/>'
    return f'<svg class="icon {part}" viewBox="0 0 54 20" width="54" height="20" aria-hidden="true">{drawn}</svg>'
