"""
The dict is in the order of calculation, so its reverse is an order in which every node comes before its inputs. Each
node hands on once, gradient times local derivative, and what arrives is added. An input that stands twice gets two
messages.
"""


def backward(nodes):
    gradients = dict.fromkeys(nodes, 0.0)
    gradients[[*nodes][-1]] = 1.0
    for name in reversed(nodes):
        for source, local in zip(*nodes[name], strict=True):
            gradients[source] += gradients[name] * local
    return gradients


doublings = {
    "a": ((), ()),
    "b": (("a", "a"), (1.0, 1.0)),
    "c": (("b", "b"), (1.0, 1.0)),
}
print(backward(doublings))
