"""The thumbnails beside the titles of the calculation: where in the network a column stands."""

from backprop_lib.live.network.layouts import ICONS

RADIUS, MARK_RADIUS = 1.7, 3
STRONG = ' class="strong"'


def icon(example, part, about):
    """The network as dots and lines; what `about` names is drawn strong.

    Forward: full dots, with the lines that lead into them. Backward: rings and dashed lines, along
    the ways that the gradient came and, where parameters are meant, along their own lines.
    """
    dots, lines = ICONS[example.name]
    marked = [name for name, dot in dots.items() if set(dot.nodes) & set(about)]

    def strong(start, end, parameter):
        if part == "forward":
            return end in marked
        came_through = set(dots[start].nodes) & set(about) - set(example.parameters)
        return parameter in about or bool(came_through)

    drawn = ""
    for start, end, parameter in lines:
        (x0, y0, _), (x1, y1, _) = dots[start], dots[end]
        drawn += f'<path{STRONG if strong(start, end, parameter) else ""} d="M{x0} {y0}L{x1} {y1}"/>'
    for name, (x, y, _) in dots.items():
        look = f'{STRONG} r="{MARK_RADIUS}"' if name in marked else f' r="{RADIUS}"'
        drawn += f'<circle{look} cx="{x}" cy="{y}"/>'
    return f'<svg class="icon {part}" viewBox="0 0 54 20" width="54" height="20" aria-hidden="true">{drawn}</svg>'
