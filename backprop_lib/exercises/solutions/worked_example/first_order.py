"""
To first order the loss changes by the sum of gradient times change, and each change is −η times the gradient:
together −η‖g‖². That is the height of the tangent at the start of the step. The loss curve bends away from its tangent:
the gradient gets smaller on the way, so the actual fall is smaller. Halve η, and the gap shrinks to about a quarter,
because the bend enters with η².
"""

from backprop_lib.examples import worked_example

example = worked_example()
graph, names = example.graph, example.parameters
replay = graph.replay()
gradient = {name: replay.gradient(name) for name in names}
squared_norm = sum(g**2 for g in gradient.values())

for eta in (0.1, 0.05, 0.025):
    step = {name: example.values[name] - eta * gradient[name] for name in names}
    predicted = -eta * squared_norm
    actual = graph.replay(step).value("L") - replay.value("L")
    print(f"eta = {eta:<5}  predicted {predicted:.8f}  actual {actual:.8f}  gap {actual - predicted:.2e}")
