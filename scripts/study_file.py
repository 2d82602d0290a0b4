"""The form of the data files that the studies write: chapters/data/*.json."""

import json


def text(study):
    """The JSON of {name: rows} with one row of the study in one line."""
    parts = (
        f'"{name}": [\n' + ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows) + "\n]"
        for name, rows in study.items()
    )
    return "{" + ",\n".join(parts) + "}\n"
