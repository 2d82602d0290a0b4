"""The neurons of a recorded graph: which named nodes and parameters belong together."""

from dataclasses import dataclass, field


@dataclass(eq=False)
class Neuron:
    """Named nodes that are calculated in one go, such as z1 and h1, and their parameters."""

    nodes: list
    level: int
    parameters: list = field(default_factory=list)


def find_neurons(example):
    """The neurons of a graph in order of calculation; level 0 is nearest to the data.

    A node that continues one neuron, and meets no parameter, belongs to it; any other starts a
    neuron. A parameter that several neurons share belongs to the one last in the backward pass.
    """
    graph, neurons, neuron_of = example.graph, [], {}
    ways_in = {name: [] for name in graph.ids}
    for start, end in graph.edges():
        ways_in[end].append(start)
    for name, index in graph.ids.items():
        if not graph.nodes[index].inputs:
            continue
        feeding = {neuron_of[start] for start in ways_in[name] if start in neuron_of}
        if len(feeding) == 1 and not {*ways_in[name]} & {*example.parameters}:
            neuron = feeding.pop()
        else:
            neuron = Neuron([], 1 + max((other.level for other in feeding), default=-1))
            neurons.append(neuron)
        neuron.nodes.append(name)
        neuron_of[name] = neuron
    for name in example.parameters:
        users = {neuron_of[end] for start, end in graph.edges() if start == name}
        first_level = min((neuron.level for neuron in users), default=None)
        shared = [neuron for neuron in neurons if neuron in users and neuron.level == first_level]
        if shared:
            shared[-1].parameters.append(name)
    return neurons
