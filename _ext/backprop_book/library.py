"""The page of the library's public names: their docstrings, read from the library when the book is built."""

import importlib
import inspect
import re

from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective, switch_source_input

NAME, MEMBER = "~^"  # underlines of the headings
CALL = "the call itself"  # the heading of __call__
# In a docstring: the heading of a section ("Parameters", underlined), an item that no indented text follows, a `name`.
SECTION = re.compile(r"^(\w+)\n-{3,}$", re.MULTILINE)
ITEM = re.compile(r"^(\w[\w, ]*) : (.+)$(?!\n +\S)", re.MULTILINE)
CODE = re.compile(r"(?<!`)`([^`]+)`(?!`)")


class Library(SphinxDirective):
    """``.. library:: backprop_lib.losses``: the module's docstring and those of the names in the content.

    A line of the content is ``name, name``, or ``name, name: chapter`` where that chapter derives them.
    """

    required_arguments = 1
    has_content = True

    def run(self):
        try:
            entries = entries_of(self.arguments[0], self.content)
        except (ImportError, ValueError) as error:
            raise self.error(f"library: {error}") from error
        lines = StringList()
        for path, text in entries:
            lines += StringList([*text.splitlines(), ""], path)
        with switch_source_input(self.state, lines):  # a warning then names the docstring
            return self.parse_text_to_nodes(lines, allow_section_headings=True)


def entries_of(name, content):
    """[(name, what the page says of it, as reStructuredText)] of a module and the names in the content.

    Raises ValueError for a name without a docstring.
    """
    module = importlib.import_module(name)
    entries = [(name, as_text(name, module))]
    for line in content:
        names, _, chapter = line.partition(":")
        for each in re.split(r",\s*", names.strip()):
            thing = getattr(module, each, None)
            entries.append((f"{name}.{each}", entry(f"{name}.{each}", each, thing, chapter.strip())))
            entries += [
                (f"{name}.{each}.{member}", entry(f"{name}.{each}.{member}", member, method, underline=MEMBER))
                for member, method in methods(thing)
            ]
    return entries


def entry(path, name, thing, chapter="", underline=NAME):
    """An entry of the index, heading, signature, docstring and the chapter that derives it."""
    if isinstance(thing, dict):
        parts = [f"All of them by name: {', '.join(f'``{key}``' for key in thing)}."]
    else:
        parts = [*signature(name, thing), as_text(path, thing)]
    title = CALL if name == "__call__" else name
    home = path.removeprefix("backprop_lib.").rpartition(".")[0]
    indexed = [] if name == "__call__" else [f".. index:: single: {name} (in {home})"]
    derived = [f"Derived in :doc:`{chapter}`."] if chapter else []
    return "\n\n".join([*indexed, f"{title}\n{underline * len(title)}", *parts, *derived]) + "\n"


def methods(thing):
    """(name, method) of the documented methods and properties that the class itself, or the object's class, defines."""
    owner = thing if inspect.isclass(thing) else type(thing)
    if owner.__module__ == "builtins":  # a function or a table
        return []
    return [
        (name, getattr(owner, name))
        for name, member in vars(owner).items()
        if (name == "__call__" or not name.startswith("_"))
        and (inspect.isroutine(member) or isinstance(member, property | classmethod))
        and member.__doc__
    ]


def signature(name, thing):
    """How it is called, as a paragraph; nothing where no reader calls it."""
    error = inspect.isclass(thing) and issubclass(thing, Exception)
    if error or not (inspect.isroutine(thing) or inspect.isclass(thing)):
        return []
    parameters = [p.replace(annotation=p.empty) for p in inspect.signature(thing).parameters.values()]
    shown = ", ".join(str(p) for p in parameters if p.name != "self")
    return [f"``{'f' if name == '__call__' else name}({shown})``"]


def as_text(path, thing):
    """The docstring as reStructuredText, whose sections must not become headings of the page."""
    text = inspect.getdoc(thing)
    if not text:
        raise ValueError(f"{path} is missing, or has no docstring to show")
    for pattern, written in ((SECTION, r".. rubric:: \1\n"), (ITEM, r"\1\n    \2"), (CODE, r"``\1``\\ ")):
        text = pattern.sub(written, text)
    return text
