"""Exercises that check themselves and name the mistake.

>>> from backprop_lib import exercises
>>> exercise = exercises.load("worked_example.gradient_w2")
>>> exercise.check(None)
Nothing to check yet. Put your answer in place of None.
"""

from backprop_lib.exercises import (
    activations,
    autodiff,
    chain_rule,
    cost_of_backprop,
    digits,
    gradient_checking,
    matrices_and_batches,
    one_neuron,
    optimizers,
    pitfalls,
    pytorch,
    two_input_net,
    worked_example,
    xor,
)

CHAPTERS = (
    one_neuron,
    chain_rule,
    worked_example,
    two_input_net,
    matrices_and_batches,
    xor,
    gradient_checking,
    activations,
    pitfalls,
    optimizers,
    autodiff,
    pytorch,
    cost_of_backprop,
    digits,
)
EXERCISES = {exercise.name: exercise for chapter in CHAPTERS for exercise in chapter.EXERCISES}


def load(name):
    """The exercise of that name, with ``.check(answer)``, ``.hint()`` and ``.solution()``.

    Raises ValueError for an unknown name; it lists the known ones.
    """
    if name not in EXERCISES:
        raise ValueError(f"unknown exercise {name!r}; known: {', '.join(EXERCISES)}")
    return EXERCISES[name]
