"""Batch normalisation: each neuron's weighted sum is centred and scaled over the batch before its activation.

Shapes: z, ẑ and u (n, out); scale γ, shift β, mean μ and variance v (out,).

    μ = mean of z over the batch,  v = mean of (z − μ)²,  ẑ = (z − μ) / √(v + ε),  u = γ ẑ + β,  a = f(u)

μ and v depend on every sample of the batch, so the derivatives have two terms more than a scaling would have:

    ∂L/∂γ = Σ ∂L/∂u ⊙ ẑ,  ∂L/∂β = Σ ∂L/∂u,  g = ∂L/∂u ⊙ γ,  ∂L/∂z = (g − mean(g) − ẑ ⊙ mean(g ⊙ ẑ)) / √(v + ε)

δ of a network with batch normalisation is ∂L/∂z as everywhere, before the normalisation. ∂L/∂u = ∂L/∂a ⊙ f′(u), behind
it, compares layers differently: the two differ by about 1/√(v + ε), and v differs from layer to layer, since inputs
drawn from N(0, 1) vary more than what a sigmoid makes of them.

Source: Ioffe & Szegedy, "Batch Normalization", ICML (2015), algorithm 1 and the derivatives of section 3.
"""

from dataclasses import dataclass

import numpy as np

EPSILON = 1e-5  # ε, as in torch.nn.BatchNorm1d
MOMENTUM = 0.1  # the weight of the newest batch in the running statistics, as there


@dataclass(eq=False, slots=True)
class Normalised:
    """What a forward pass through a ``BatchNorm`` keeps: ẑ (n, out), 1/√(v + ε), μ and v, each (out,)."""

    z_hat: np.ndarray
    slope: np.ndarray
    mean: np.ndarray
    variance: np.ndarray


class BatchNorm:
    """The normalisation of one layer of ``width`` neurons.

    Attributes
    ----------
    scale, shift : arrays of shape (width,), the parameters γ and β, at first 1 and 0
    mean, variance : arrays of shape (width,), running averages over the batches seen in training, for ``predict``
    """

    def __init__(self, width, dtype=float):
        self.scale, self.shift = np.ones(width, dtype), np.zeros(width, dtype)
        self.mean, self.variance = np.zeros(width, dtype), np.ones(width, dtype)

    def forward(self, z):
        """u = γ ẑ + β by the statistics of this batch, and what ``backward`` needs.

        z has shape (n, width). Raises ValueError for a single row: its variance is 0 whatever it holds.
        """
        n = len(z)
        if n < 2:
            raise ValueError("batch normalisation needs at least two rows in X, got 1; predict takes a single row")
        mean = z.sum(axis=0) / n
        centred = z - mean
        variance = (centred * centred).sum(axis=0) / n
        slope = (variance + EPSILON) ** -0.5
        z_hat = centred * slope
        return self.scale * z_hat + self.shift, Normalised(z_hat, slope, mean, variance)

    def backward(self, upstream, normalised):
        """∂L/∂z (n, width), ∂L/∂γ and ∂L/∂β (width,) from ``upstream`` = ∂L/∂u."""
        n, z_hat = len(upstream), normalised.z_hat
        shift = upstream.sum(axis=0)
        scale = (upstream * z_hat).sum(axis=0)
        # mean(g) = γ ∂L/∂β / n and mean(g ⊙ ẑ) = γ ∂L/∂γ / n
        delta = self.scale * normalised.slope * (upstream - shift / n - z_hat * (scale / n))
        return delta, scale, shift

    def predict(self, z):
        """u by the running statistics: the output for one row then does not depend on the rows beside it."""
        return self.scale * (z - self.mean) * (self.variance + EPSILON) ** -0.5 + self.shift

    def keep_statistics(self, normalised):
        """Move the running statistics a tenth of the way towards those of a batch (variance with n − 1, as torch)."""
        n = len(normalised.z_hat)
        self.mean += MOMENTUM * (normalised.mean - self.mean)
        self.variance += MOMENTUM * (normalised.variance * (n / (n - 1)) - self.variance)
