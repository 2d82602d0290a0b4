"""The same works without the library: numpy written by hand, PyTorch, scikit-learn, and the bare matrix products.

Each takes the parameters as a list W1, b1, W2, b2, …, weights (out, in), and gives gradients in the same order.
"""

import warnings

import numpy as np


def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.maximum(z >= 0, e) / (1 + e)


def sigmoid_gradients(X, Y, parameters):
    """Two layers, sigmoid in both; ½ squared error."""
    W1, b1, W2, b2 = parameters
    h = sigmoid(X @ W1.T + b1)
    y_hat = sigmoid(h @ W2.T + b2)
    delta2 = (y_hat - Y) / len(X) * (y_hat * (1 - y_hat))
    delta1 = delta2 @ W2 * (h * (1 - h))
    return [delta1.T @ X, delta1.sum(axis=0), delta2.T @ h, delta2.sum(axis=0)]


def relu_gradients(X, Y, parameters):
    """Three layers, relu in two, softmax with cross-entropy at the end; Y is one-hot."""
    W1, b1, W2, b2, W3, b3 = parameters
    z1 = X @ W1.T + b1
    h1 = np.maximum(z1, 0)
    z2 = h1 @ W2.T + b2
    h2 = np.maximum(z2, 0)
    z3 = h2 @ W3.T + b3
    e = np.exp(z3 - z3.max(axis=1, keepdims=True))
    delta3 = (e / e.sum(axis=1, keepdims=True) - Y) / len(X)
    delta2 = delta3 @ W3 * (z2 > 0)
    delta1 = delta2 @ W2 * (z1 > 0)
    return [
        *(delta1.T @ X, delta1.sum(axis=0)),
        *(delta2.T @ h1, delta2.sum(axis=0)),
        *(delta3.T @ h2, delta3.sum(axis=0)),
    ]


def sgd_epoch(gradients_of, X, Y, parameters, batch, lr):
    """One step for each batch, in the order of the rows; changes the parameters."""
    for start in range(0, len(X), batch):
        rows = slice(start, start + batch)
        for p, g in zip(parameters, gradients_of(X[rows], Y[rows], parameters), strict=True):
            p -= lr * g


class Torch:
    """PyTorch eager, as its tutorials write it: modules, a loss, ``backward``, one thread.

    Y holds targets (n, out) for ``sigmoid``, classes (n,) for ``relu``, which ends in cross-entropy.
    """

    def __init__(self, X, Y, parameters, hidden, batch=None, lr=0.1):
        import torch

        torch.set_num_threads(1)
        layers = []
        for W in parameters[::2]:
            layers += [torch.nn.Linear(W.shape[1], W.shape[0], dtype=torch.float64)]
            layers += [torch.nn.Sigmoid() if hidden == "sigmoid" else torch.nn.ReLU()]
        self.net = torch.nn.Sequential(*(layers if hidden == "sigmoid" else layers[:-1]))
        with torch.no_grad():
            for p, start in zip(self.net.parameters(), parameters, strict=True):
                p.copy_(torch.from_numpy(start))
        self.loss = _half_squared_error if hidden == "sigmoid" else torch.nn.CrossEntropyLoss()
        self.optimizer = torch.optim.SGD(self.net.parameters(), lr=lr)
        self.X, self.Y = torch.from_numpy(X), torch.from_numpy(Y)
        self.batch = batch or len(X)

    def backward(self, rows=slice(None)):
        self.optimizer.zero_grad()
        self.loss(self.net(self.X[rows]), self.Y[rows]).backward()

    def gradients(self):
        self.backward()
        return [p.grad.numpy().copy() for p in self.net.parameters()]

    def epoch(self):
        for start in range(0, len(self.X), self.batch):
            self.backward(slice(start, start + self.batch))
            self.optimizer.step()

    def parameters(self):
        return [p.detach().numpy() for p in self.net.parameters()]


def _half_squared_error(out, Y):
    return 0.5 * ((out - Y) ** 2).sum() / len(Y)


class ScikitLearn:
    """``MLPClassifier.partial_fit``: one epoch of plain gradient descent, relu and softmax with cross-entropy."""

    def __init__(self, X, classes, parameters, batch, lr):
        from sklearn.neural_network import MLPClassifier

        self.X, self.classes = X, classes
        sizes = [len(b) for b in parameters[1::2]]
        settings = {"activation": "relu", "solver": "sgd", "alpha": 0, "momentum": 0, "nesterovs_momentum": False}
        self.net = MLPClassifier(sizes[:-1], batch_size=batch, learning_rate_init=lr, shuffle=False, **settings)
        # The first call makes the parameters; then they are ours.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.net.partial_fit(X, classes, classes=range(sizes[-1]))
        for mine, start in zip(self._arrays(), parameters, strict=True):
            mine[...] = start

    def _arrays(self):
        pairs = zip(self.net.coefs_, self.net.intercepts_, strict=True)
        return [array for W, b in pairs for array in (W.T, b)]

    def epoch(self):
        self.net.partial_fit(self.X, self.classes)

    def parameters(self):
        return self._arrays()


class MatrixProducts:
    """The products of one step and nothing else, into arrays that are there already; no gradient of the input."""

    def __init__(self, X, parameters):
        rng = np.random.default_rng(0)
        self.layers = []
        a = X
        for W in parameters[::2]:
            z, delta = (rng.normal(size=(len(X), len(W))) for _ in range(2))
            self.layers.append((a, W, z, delta, np.empty_like(W), np.empty_like(a)))
            a = rng.normal(size=z.shape)

    def step(self):
        for a, W, z, _, _, _ in self.layers:
            np.matmul(a, W.T, out=z)
        for i, (a, W, _, delta, dW, upstream) in reversed(list(enumerate(self.layers))):
            np.matmul(delta.T, a, out=dW)
            if i > 0:
                np.matmul(delta, W, out=upstream)
