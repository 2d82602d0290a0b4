"""
Each update starts with a forward and a backward pass at the parameters of the moment. The first update moves all five
parameters, so the second gradient of b₂ is another one than the first, a little smaller.
"""

from backprop_lib.examples import two_input

example = two_input()
parameters = {name: example.values[name] for name in example.parameters}
for update in (1, 2):
    replay = example.graph.replay(parameters)
    gradient = {name: replay.gradient(name) for name in parameters}
    parameters = {name: parameters[name] - 1.0 * gradient[name] for name in parameters}
    print(f"update {update}: dL/db2 = {gradient['b2']:.6f}, new b2 = {parameters['b2']:.6f}")
