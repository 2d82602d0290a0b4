"""An exercise, and what it says: feedback, hint and solution, readable in a notebook and as plain text."""

import ast
import contextlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True)
class Feedback:
    """The answer to a ``check``.

    outcome : "right", "wrong", "unreadable" (of a wrong type or shape, not finite, an error) or "not attempted"
    message : one or two sentences
    """

    outcome: str
    message: str

    @property
    def headline(self):
        return {
            "right": "Right.",
            "wrong": "Not yet.",
            "unreadable": "This cannot be checked.",
            "not attempted": "Nothing to check yet.",
        }[self.outcome]

    def __repr__(self):
        return f"{self.headline} {self.message}"

    def _repr_markdown_(self):
        return f"**{self.headline}** {self.message}"


@dataclass(frozen=True)
class Text:
    """A paragraph that a notebook shows as prose."""

    text: str

    def __repr__(self):
        return self.text

    def _repr_markdown_(self):
        return self.text


@dataclass(frozen=True)
class Solution:
    """An explanation, code that can be copied and run, and what the code prints."""

    text: str
    code: str

    @property
    def output(self):
        """What the code prints, from running it."""
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(self.code, "<solution>", "exec"), {"__name__": "solution"})
        return printed.getvalue()

    def __repr__(self):
        return f"{self.text}\n\n{self.code}\nIt prints:\n{self.output}"

    def _repr_markdown_(self):
        return f"{self.text}\n\n```python\n{self.code}```\n\nIt prints:\n\n```text\n{self.output}```"


@dataclass(frozen=True)
class Exercise:
    """One exercise.

    name : chapter and exercise, "worked_example.gradient_w2"
    question : what is asked
    judge : function from an answer to Feedback; see ``answers``
    help : the text of the hint
    """

    name: str
    question: str
    judge: Callable
    help: str

    def check(self, answer):
        """Feedback on the answer. It never raises: an answer that cannot be read is told so in words."""
        if answer is None or answer is ...:
            return Feedback("not attempted", f"Put your answer in place of {'None' if answer is None else 'the dots'}.")
        return self.judge(answer)

    def hint(self):
        """A push in the right direction."""
        return Text(self.help)

    def solution(self):
        """The solution: its text and code are the file of the exercise's name in ``solutions``."""
        path = resources.files("backprop_lib.exercises") / "solutions" / (self.name.replace(".", "/") + ".py")
        source = path.read_text(encoding="utf-8")
        docstring = ast.parse(source).body[0]
        code = "".join(source.splitlines(keepends=True)[docstring.end_lineno :]).lstrip()
        return Solution(ast.literal_eval(docstring.value).strip(), code)

    def __repr__(self):
        return self.question

    def _repr_markdown_(self):
        return self.question
