"""The numbers of the explorers of activations, in arithmetic of 40 digits and without the library.

Slopes are numerical derivatives by mpmath, so that no formula of a derivative is written twice.
"""

import mpmath
from mpmath import mpf

mpmath.mp.dps = 40
CLASSES = (1, 2, 3)


def sigma(z):
    return 1 / (1 + mpmath.exp(-z))


FUNCTIONS = {
    "sigmoid": sigma,
    "tanh": mpmath.tanh,
    "relu": lambda z: max(z, 0),
    "leaky_relu": lambda z: z if z > 0 else z / 100,
    "elu": lambda z: z if z > 0 else mpmath.expm1(z),
    "softplus": lambda z: mpmath.log1p(mpmath.exp(z)),
    "gelu": lambda z: z / 2 * (1 + mpmath.tanh(mpmath.sqrt(2 / mpmath.pi) * (z + mpf("0.044715") * z**3))),
    "silu": lambda z: z * sigma(z),
}


def derivative(f, z):
    """The slope from the left, which is the book's at a kink."""
    return mpmath.diff(f, z, direction=-1, h=mpf(10) ** -20)


CROSSING = mpmath.findroot(lambda z: derivative(mpmath.tanh, z) - derivative(sigma, z), 1.7)


def slope(activation, beside, z, u):
    f, z = FUNCTIONS[activation], mpf(z)
    own = derivative(f, z)
    other = derivative(FUNCTIONS.get(beside, f), z)
    numbers = {"z": z, "u": u, "a": f(z), "f_prime(z)": own, "delta": mpf(u) * own, "compared": other}
    numbers["crossing"] = CROSSING
    if activation in ("gelu", "silu"):
        gate = {"silu": sigma, "gelu": lambda x: FUNCTIONS["gelu"](x) / x}[activation]
        at = z or mpf(10) ** -30
        numbers |= {"s": gate(at), "c": derivative(gate, at) / gate(at)}
    return numbers


def loss(z, y):
    z, y = mpf(z), int(y)
    p = sigma(z)

    def squared(x):
        return (sigma(x) - y) ** 2 / 2

    def cross(x):
        return -mpmath.log(sigma(x) if y else sigma(-x))

    return {
        "z": z, "y": y, "p": p, "e": p - y, "sigma_prime(z)": mpmath.diff(sigma, z),
        "squared/L": squared(z), "squared/delta": mpmath.diff(squared, z),
        "cross/L": cross(z), "cross/delta": mpmath.diff(cross, z),
    }  # fmt: skip


def softmax(z1, z2, z3, true):
    z, of = [mpf(z1), mpf(z2), mpf(z3)], int(true) - 1

    def p(k, z):
        return mpmath.exp(z[k]) / sum(map(mpmath.exp, z))

    def along(f, j):
        """∂f/∂z_j."""
        return mpmath.diff(lambda x: f([*z[:j], x, *z[j + 1 :]]), z[j])

    losses = {
        "squared": lambda z: sum((p(k, z) - (k == of)) ** 2 for k in range(3)) / 2,
        "cross": lambda z: -mpmath.log(p(of, z)),
    }
    numbers = {f"z{k}": z[k - 1] for k in CLASSES} | {f"t{k}": int(k - 1 == of) for k in CLASSES}
    for i in CLASSES:
        numbers[f"p{i}"] = p(i - 1, z)
        numbers |= {f"dp{i}/dz{j}": along(lambda z, i=i: p(i - 1, z), j - 1) for j in CLASSES}
    for name, value in losses.items():
        deltas = [along(value, j) for j in range(3)]
        numbers |= {f"{name}/L": value(z), f"{name}/norm": mpmath.norm(deltas)}
        numbers |= {f"{name}/delta{k}": deltas[k - 1] for k in CLASSES}
    return numbers


PARTS = {"slope": slope, "loss": loss, "softmax": softmax}


def off(got, expected):
    """How far a number lies off, in units of 10⁻¹² of what it was computed from.

    1 − p and p − y lose digits where p is close to y, and both libraries may: there the digits of 1 count.
    """
    return float(abs(mpf(got) - expected) / max(abs(expected), mpf("1e-3"))) / 1e-12
