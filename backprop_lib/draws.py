"""Random numbers that the page draws, too.

``Draws(seed)`` stands wherever the library takes a ``numpy.random.Generator``. Its twin in JavaScript,
``frontend/live/engine/random.js``, draws exactly the same numbers, so that a network which a reader starts anew by
moving a slider is the same network in Python.

>>> from backprop_lib import MLP
>>> MLP((2, 4, 1), rng=Draws(0)).weights[1].round(4)
array([[-0.7101, -0.7093, -0.6454, -0.2578]])
"""

import math
import numbers

import numpy as np

LARGEST_SEED = 2**53 - 1  # the whole numbers that a JavaScript number holds exactly


class Draws:
    """A small generator of random numbers, the same in Python and in JavaScript.

    It encrypts the numbers 0, 1, 2, … with the seed as the key, by Threefry-2x32 with 20 rounds, which needs only
    additions, rotations and exclusive ors of 32 bits. A block of two such words makes

    - one number of ``random``: 53 bits, divided by 2⁵³;
    - one candidate of ``normal``, by the ratio of two uniform numbers: with u in (0, 1) and v in (−½, ½),
      x = √(8/e) v / u is taken if x² ≤ −4 ln u, which 73 % are.

    The logarithm only decides whether x is taken and does not enter its digits. That is why the two languages agree in
    every bit: the last digit of a logarithm differs between systems, but it would have to differ within one rounding
    error of the limit, which about one candidate in 10¹⁵ meets.

    Sources: Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC (2011); Kinderman &
    Monahan, ACM Transactions on Mathematical Software 3 (1977).

    Parameters
    ----------
    seed : int, from 0 to 2⁵³ − 1
        Every seed gives other numbers.

    Raises
    ------
    ValueError for any other seed.

    Examples
    --------
    >>> Draws(0).uniform(-1.0, 1.0, 3).round(6)
    array([-0.163086, -0.370637, -0.213679])
    """

    def __init__(self, seed):
        whole = isinstance(seed, numbers.Integral) and not isinstance(seed, bool)
        if not (whole and 0 <= seed <= LARGEST_SEED):
            raise ValueError(f"seed is {seed!r}, expected a whole number from 0 to 2**53 - 1")
        self.seed = int(seed)
        self._used = 0

    def random(self, size=None):
        """Uniform numbers in [0, 1): one float, or an array of the shape ``size``."""
        high, low = self._blocks(_count(size))
        self._used += len(high)
        return _shaped(((high >> 5) * 2.0**26 + (low >> 6)) / 2.0**53, size)

    def uniform(self, low=0.0, high=1.0, size=None):
        """Uniform numbers in [low, high): one float, or an array of the shape ``size``."""
        return low + (high - low) * self.random(size)

    def standard_normal(self, size=None):
        """Numbers of the normal distribution N(0, 1): one float, or an array of the shape ``size``."""
        count = _count(size)
        found = np.empty(0)
        while len(found) < count:
            missing = count - len(found)
            first, second = self._blocks(missing + missing // 2 + 8)
            u = (first + 0.5) / 2.0**32
            v = (second + 0.5) / 2.0**32 - 0.5
            x = _RATIO * v / u
            taken = np.flatnonzero(x * x <= -4 * np.log(u))[:missing]
            self._used += int(taken[-1]) + 1 if len(taken) == missing else len(u)
            found = np.concatenate([found, x[taken]])
        return _shaped(found, size)

    def normal(self, loc=0.0, scale=1.0, size=None):
        """Numbers of the normal distribution with mean ``loc`` and standard deviation ``scale``, as above."""
        return loc + scale * self.standard_normal(size)

    def permutation(self, n):
        """The whole numbers 0 … n − 1 in a random order. Source: Durstenfeld, Communications of the ACM 7 (1964)."""
        order = np.arange(n)
        for last, share in zip(range(n - 1, 0, -1), self.random(max(n - 1, 0)), strict=True):
            k = int(share * (last + 1))
            order[last], order[k] = order[k], order[last]
        return order

    def _blocks(self, count):
        """The next ``count`` blocks, as two arrays of words; which of them are used, the caller says."""
        key = [np.uint32(self.seed & _WORD), np.uint32(self.seed >> 32)]
        key.append(key[0] ^ key[1] ^ np.uint32(0x1BD11BDA))
        return threefry(np.arange(self._used, self._used + count, dtype=np.uint64).astype(np.uint32), key)

    def __repr__(self):
        return f"Draws({self.seed})"


def threefry(counter, key, high=0):
    """Two arrays of 32-bit words: the blocks with the numbers ``counter`` (and ``high``) under three words of key."""
    x0 = counter + key[0]
    x1 = np.full_like(x0, high) + key[1]
    for group in range(1, 6):
        for turn in _ROTATIONS[group % 2]:
            x0 = x0 + x1
            x1 = (x1 << turn | x1 >> (32 - turn)) ^ x0
        x0 = x0 + key[group % 3]
        x1 = x1 + key[(group + 1) % 3] + np.uint32(group)
    return x0, x1


_WORD = 0xFFFFFFFF
_ROTATIONS = ((17, 29, 16, 24), (13, 15, 26, 6))
_RATIO = math.sqrt(8 / math.e)


def _count(size):
    return 1 if size is None else int(np.prod(size))


def _shaped(values, size):
    return float(values[0]) if size is None else values.reshape(size)
