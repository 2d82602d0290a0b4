"""What all figures of the chapters share: inline SVG that follows the page's light or dark theme.

Where a drawing would not fit a phone there are two of the same thing, wide and tall, and the width of the container
chooses. The notation page of the book lists the drawing conventions.
"""

from dataclasses import dataclass
from html import escape

STYLE = """
.bp-figure{--ink:#1b1f24;--quiet:#555d66;--line:#8b939c;--ground:#fff;--tint:#f2f4f6;--plus:#0b5fa5;--minus:#b3470b;
  container-type:inline-size;color:var(--ink)}
.bp-figure.bp-figure{margin:1.5rem 0;padding:0}
html[data-theme=dark] .bp-figure,body[data-jp-theme-light=false] .bp-figure,.vscode-dark .bp-figure{--ink:#e8eaed;
  --quiet:#b0b6bd;--line:#6f767e;--ground:#121212;--tint:#24282d;--plus:#6cb6ff;--minus:#ffa657}
@media print{html .bp-figure.bp-figure{--ink:#1b1f24;--quiet:#555d66;--line:#8b939c;--ground:#fff;--tint:#f2f4f6;
  --plus:#0b5fa5;--minus:#b3470b}}
@media (forced-colors:active){html .bp-figure.bp-figure{--ink:CanvasText;--quiet:CanvasText;--line:CanvasText;
  --ground:Canvas;--tint:Canvas;--plus:CanvasText;--minus:CanvasText}}
.bp-figure svg{display:block;width:100%;height:auto;margin:0 auto;font:12px system-ui,sans-serif;
  font-variant-numeric:tabular-nums}
.bp-figure svg.network{max-width:460px}
.bp-figure svg.tall{display:none;max-width:420px}
@container (max-width:639px){.bp-figure svg.wide{display:none}.bp-figure svg.tall{display:block}}
.bp-figure text{fill:var(--ink)}
.bp-figure .symbol{font:italic 15px "STIX Two Text","STIX Two Math",Cambria,"Times New Roman",serif}
.bp-figure .sub{font-style:normal;font-size:11px}
.bp-figure .number{text-anchor:end}
.bp-figure .plus{fill:var(--plus)}.bp-figure .minus{fill:var(--minus)}
.bp-figure .label{text-anchor:middle}
.bp-figure .halo{paint-order:stroke;stroke:var(--ground);stroke-width:5px;stroke-linejoin:round}
.bp-figure .quiet{fill:var(--quiet);font-size:11px}
.bp-figure .value{fill:var(--ground);stroke:var(--ink);stroke-width:1.2}
.bp-figure .parameter .value{fill:var(--tint)}
.bp-figure .gradient{fill:none;stroke:var(--quiet);stroke-dasharray:3 2.5}
.bp-figure .edge{fill:none;stroke:var(--line);stroke-width:1.5}
.bp-figure .arrow{fill:var(--line)}
.bp-figure svg.wide.chart{max-width:760px}
.bp-figure .grid{fill:none;stroke:var(--line);stroke-width:1;opacity:.35}
.bp-figure .tick{fill:var(--quiet)}.bp-figure .tick.x{text-anchor:middle}.bp-figure .tick.y{text-anchor:end}
.bp-figure .axis{fill:var(--quiet)}.bp-figure .axis.below{text-anchor:middle}
.bp-figure .end{text-anchor:end}
.bp-figure .reference{fill:none;stroke:var(--quiet);stroke-width:1}
.bp-figure .curve{fill:none;stroke:var(--ink);stroke-width:2;stroke-linejoin:round}
.bp-figure .curve.dashed{stroke-dasharray:8 4}
.bp-figure .curve.dotted{stroke-dasharray:0 5;stroke-width:2.8;stroke-linecap:round}
.bp-figure .curve.grey{stroke:var(--line)}
.bp-figure .dot{fill:var(--ink)}.bp-figure .dot.grey{fill:var(--line)}
.bp-figure .shade{fill:var(--ink)}
.bp-figure .sample{stroke:var(--ink);stroke-width:2.5;fill:var(--ground)}
.bp-figure .sample.one{fill:var(--ink);stroke:var(--ground)}
.bp-figure.bp-figure figcaption{max-width:44rem;margin:.6rem auto 0;font:inherit;font-size:.9em;text-align:left;
  color:var(--quiet)}
"""


@dataclass(frozen=True)
class Figure:
    """A drawing for a page.

    - drawings: SVG, one for every width, or a wide and a tall one.
    - alt: what they show, in words. caption: what to see, HTML.
    """

    drawings: tuple
    alt: str
    caption: str

    def _repr_mimebundle_(self, include=None, exclude=None):
        html = (
            f'<figure class="bp-figure"><style>{STYLE}</style>{"".join(self.drawings)}'
            f"<figcaption>{self.caption}</figcaption></figure>"
        )
        return {"text/html": html, "text/plain": self.alt}


def symbol(name):
    """A name of the graph as SVG text: ``w1`` is an italic w with a subscript 1, ``y_hat`` is ŷ."""
    letter = "ŷ" if name == "y_hat" else name.rstrip("0123456789")
    index = "" if name == "y_hat" else name[len(letter) :]
    return letter + (f'<tspan class="sub" dy="3">{index}</tspan>' if index else "")


def svg(layout, size, alt, body):
    """A drawing of ``size`` (width, height); ``layout`` is its class: wide, tall or one of its own in ``STYLE``."""
    width, height = size
    return f'<svg class="{layout}" viewBox="0 0 {width} {height}" role="img" aria-label="{escape(alt)}">{body}</svg>'
