"""The generator that the page shares: published answers, the page's own numbers, and the shape of its distributions."""

import math

import numpy as np
import pytest

from backprop_lib import MLP
from backprop_lib.datasets import two_moons
from backprop_lib.draws import Draws, threefry
from backprop_lib.initializers import xor_start_normal, xor_start_uniform
from tests.engine_in_node import ask

KNOWN = [  # counter, key, block: kat_vectors of the Random123 library, threefry2x32 with 20 rounds
    ((0, 0), (0, 0), (0x6B200159, 0x99BA4EFE)),
    ((0xFFFFFFFF, 0xFFFFFFFF), (0xFFFFFFFF, 0xFFFFFFFF), (0x1CB996FC, 0xBB002BE7)),
    ((0x243F6A88, 0x85A308D3), (0x13198A2E, 0x03707344), (0xC4923A9C, 0x483DF7A0)),
]


@pytest.mark.parametrize("counter, key, block", KNOWN)
def test_the_cipher_gives_the_published_answers(counter, key, block):
    words = [np.uint32(word) for word in key]
    words.append(words[0] ^ words[1] ^ np.uint32(0x1BD11BDA))
    first, second = threefry(np.array([counter[0]], np.uint32), words, counter[1])
    assert (first[0], second[0]) == block


@pytest.mark.parametrize("seed", [0, 1, 42, 2**31, 2**32 - 1, 2**32, 2**53 - 1])
def test_the_page_draws_the_same_numbers_bit_by_bit(seed):
    calls = [
        ("random", 1000),
        ("normal", 3000, 0.0, 1.0),
        ("uniform", 1000, -0.3, 1.7),
        ("normal", 1, 0.5, 0.1),
        ("normal", 2000, -3.0, 1e-3),
        ("random", 7),
    ]
    draws = Draws(seed)
    for (method, count, *given), theirs in zip(calls, ask("draws", seed=seed, calls=calls), strict=True):
        assert getattr(draws, method)(*given, size=count).tolist() == theirs, method


def test_numbers_do_not_depend_on_how_many_are_taken_at_once():
    at_once, one_by_one = Draws(5), Draws(5)
    assert at_once.standard_normal((20, 5)).ravel().tolist() == [one_by_one.normal() for _ in range(100)]
    assert at_once.random((2, 3)).ravel().tolist() == [one_by_one.random() for _ in range(6)]
    assert at_once.random() == one_by_one.uniform()
    assert Draws(5).random(3).tolist() != Draws(6).random(3).tolist()


N = 200_000
QUANTILES = {0.001: -3.090232, 0.025: -1.959964, 0.25: -0.674490, 0.5: 0.0, 0.9: 1.281552, 0.999: 3.090232}


def test_normal_numbers_have_mean_variance_and_quantiles_of_the_normal_distribution():
    z = Draws(11).standard_normal(N)
    within = 4.5 / math.sqrt(N)  # standard errors; the seed is fixed, so this passes always or never
    assert abs(z.mean()) < within
    assert abs((z**2).mean() - 1) < within * math.sqrt(2)
    assert abs((z**3).mean()) < within * math.sqrt(15)
    assert abs((z**4).mean() - 3) < within * math.sqrt(96)
    for share, quantile in QUANTILES.items():
        assert abs((z < quantile).mean() - share) < within * math.sqrt(share * (1 - share)), share
    assert abs((z[1:] * z[:-1]).mean()) < within


def test_uniform_numbers_have_mean_variance_and_quantiles_of_the_uniform_distribution():
    r = Draws(11).random(N)
    within = 4.5 / math.sqrt(N)
    assert r.min() >= 0 and r.max() < 1
    assert abs(r.mean() - 1 / 2) < within * math.sqrt(1 / 12)
    assert abs(((r - 0.5) ** 2).mean() - 1 / 12) < within * math.sqrt(1 / 180)
    for share in (0.01, 0.25, 0.5, 0.9):
        assert abs((r < share).mean() - share) < within * math.sqrt(share * (1 - share)), share
    assert abs(((r[1:] - 0.5) * (r[:-1] - 0.5)).mean()) < within / 12


def test_neighbouring_seeds_draw_independent_numbers():
    rows = np.array([Draws(seed).standard_normal(2000) for seed in range(40)])
    correlations = np.corrcoef(rows)[np.triu_indices(40, 1)]
    assert np.abs(correlations).max() < 4.5 / math.sqrt(2000)


def test_every_order_of_three_is_as_likely():
    draws = Draws(3)
    counts = np.unique([draws.permutation(3) for _ in range(6000)], axis=0, return_counts=True)[1]
    assert len(counts) == 6 and np.abs(counts - 1000).max() < 4.5 * math.sqrt(1000 * 5 / 6)


def test_it_stands_where_the_library_takes_a_generator():
    for initializer in ("xavier_uniform", "xavier_normal", "he_uniform", "he_normal"):
        assert MLP((2, 3, 1), initializer=initializer, rng=Draws(1)).weights[0].std() > 0
    for start in (xor_start_normal, xor_start_uniform):
        weights, biases = start((2, 3, 1), Draws(1))
        assert [W.shape for W in weights] == [(3, 2), (1, 3)] and [b.shape for b in biases] == [(3,), (1,)]
    assert two_moons(20, Draws(2))[0].shape == (20, 2)


@pytest.mark.parametrize("seed", [-1, 1.0, 2**53, True, None, "7"])
def test_a_seed_that_is_none_is_named(seed):
    with pytest.raises(ValueError, match="expected a whole number from 0"):
        Draws(seed)
