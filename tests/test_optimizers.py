"""Optimisers: 20 steps beside PyTorch, the same arrays throughout, bad settings and bad gradients."""

import copy
import pickle
import tracemalloc

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from backprop_lib.network import MLP
from backprop_lib.optimizers import PIECE, SGD, Adam, AdamW, NotFinite, RMSProp, clip_by_norm, clip_by_value

PAIRS = {
    "SGD": (lambda: SGD(0.1), lambda p: torch.optim.SGD(p, lr=0.1)),
    "SGD, momentum": (lambda: SGD(0.1, momentum=0.9), lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9)),
    "SGD, Nesterov": (
        lambda: SGD(0.1, momentum=0.9, nesterov=True),
        lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True),
    ),
    "SGD, weight decay": (lambda: SGD(0.1, weight_decay=0.3), lambda p: torch.optim.SGD(p, lr=0.1, weight_decay=0.3)),
    "SGD, all": (
        lambda: SGD(0.1, momentum=0.5, nesterov=True, weight_decay=0.3),
        lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.5, nesterov=True, weight_decay=0.3),
    ),
    "RMSProp": (lambda: RMSProp(0.1), lambda p: torch.optim.RMSprop(p, lr=0.1)),
    "RMSProp, all": (
        lambda: RMSProp(0.1, decay=0.8, epsilon=1e-3, weight_decay=0.3),
        lambda p: torch.optim.RMSprop(p, lr=0.1, alpha=0.8, eps=1e-3, weight_decay=0.3),
    ),
    "Adam": (lambda: Adam(0.1), lambda p: torch.optim.Adam(p, lr=0.1)),
    "Adam, all": (
        lambda: Adam(0.1, betas=(0.7, 0.8), epsilon=1e-3, weight_decay=0.3),
        lambda p: torch.optim.Adam(p, lr=0.1, betas=(0.7, 0.8), eps=1e-3, weight_decay=0.3),
    ),
    "AdamW": (lambda: AdamW(0.1), lambda p: torch.optim.AdamW(p, lr=0.1)),
    "AdamW, all": (
        lambda: AdamW(0.1, betas=(0.7, 0.8), epsilon=1e-3, weight_decay=0.3),
        lambda p: torch.optim.AdamW(p, lr=0.1, betas=(0.7, 0.8), eps=1e-3, weight_decay=0.3),
    ),
}
OURS = [pair[0] for pair in PAIRS.values()]


def distance(a, b):
    a, b = (np.concatenate([np.ravel(array) for array in arrays]) for arrays in (a, b))
    return np.linalg.norm(a - b) / np.linalg.norm(b)


@pytest.mark.parametrize("ours, theirs", PAIRS.values(), ids=PAIRS)
def test_twenty_steps_equal_pytorch(ours, theirs):
    rng = np.random.default_rng(1)
    shapes = [(3, 2), (3,), (1, 3), (1,), (PIECE // 100 + 3, 201)]  # the last one takes more than one piece
    parameters = [rng.normal(size=shape) for shape in shapes]
    tensors = [torch.tensor(p, requires_grad=True) for p in parameters]
    optimizer, reference = ours(), theirs(tensors)
    for _ in range(20):
        gradients = [rng.normal(size=shape) for shape in shapes]
        before = [g.copy() for g in gradients]
        optimizer.step(parameters, gradients)
        for tensor, g in zip(tensors, gradients, strict=True):
            tensor.grad = torch.tensor(g)
        reference.step()
        assert distance(parameters, [t.detach().numpy() for t in tensors]) < 1e-12
        assert all(map(np.array_equal, before, gradients))


@pytest.mark.parametrize("make", OURS, ids=PAIRS)
def test_parameters_are_changed_in_place_and_float32_stays(make):
    array = np.ones((2, 3), np.float32)
    optimizer = make()
    optimizer.step([array], [np.full((2, 3), 0.5, np.float32)])
    assert array.dtype == np.float32 and (array < 1).all()
    assert all(average.dtype == np.float32 for average in optimizer._averages)


@pytest.mark.parametrize("make", OURS, ids=PAIRS)
def test_no_weight_sized_array_after_the_first_step(make):
    rng = np.random.default_rng(0)
    parameters = [rng.normal(size=(512, 784)), rng.normal(size=512)]
    gradients = [rng.normal(size=p.shape) for p in parameters]
    optimizer = make()
    optimizer.step(parameters, gradients)
    tracemalloc.start()
    try:
        optimizer.step(parameters, gradients)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 32 * 1024  # the weights take 3.2 MB, one bit for each of them 50 kB


@given(size=st.sampled_from([1, 5, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 7]))
def test_pieces_cover_the_whole_array(size):
    theta = np.zeros(size)
    SGD(1.0).step([theta], [-np.arange(size, dtype=float)])
    np.testing.assert_array_equal(theta, np.arange(size))


@pytest.mark.parametrize("make", OURS, ids=PAIRS)
@pytest.mark.parametrize(
    "gradients, kind, message",
    [
        ([np.ones(2), np.array([1.0, np.nan])], NotFinite, r"gradients\[1\] holds nan or inf"),
        ([np.ones(2), np.array([1.0, -np.inf])], NotFinite, r"gradients\[1\] holds nan or inf"),
        ([np.ones(2), np.ones(3)], ValueError, r"gradients\[1\] has shape \(3,\), expected \(2,\)"),
        ([np.ones(2), np.ones((1, 2))], ValueError, r"gradients\[1\] has shape \(1, 2\), expected \(2,\)"),
        ([np.ones(2)], ValueError, "expected one gradient per parameter, got 1 for 2"),
        ([np.ones(2), np.ones(2, int)], TypeError, r"gradients\[1\] holds int64, expected floats"),
        ([np.ones(2), None], TypeError, r"gradients\[1\] holds NoneType, expected floats"),
    ],
)
def test_a_failed_step_changes_nothing(make, gradients, kind, message):
    parameters, twins = [np.zeros(2), np.zeros(2)], [np.zeros(2), np.zeros(2)]
    optimizer, untroubled = make(), make()
    with pytest.raises(kind, match=message):
        optimizer.step(parameters, gradients)
    assert not any(p.any() for p in parameters)
    for one, theta in ((optimizer, parameters), (untroubled, twins)):
        one.step(theta, [np.ones(2), np.full(2, 2.0)])
        one.step(theta, [np.ones(2), np.full(2, 2.0)])
    assert all(map(np.array_equal, parameters, twins))


class TestAsOne:
    """The parameters of a small network lie in one array and are stepped as one, with the result of separate ones."""

    def network_and_twin(self):
        net = MLP((3, 4, 2), rng=np.random.default_rng(0))
        return net, [p.copy() for p in net.parameters()]

    @pytest.mark.parametrize("make", OURS, ids=PAIRS)
    @pytest.mark.parametrize("kind", ["fresh", "kept", "kept in one array", "views that are no plain stretch"])
    def test_equals_separate_arrays(self, make, kind):
        net, twins = self.network_and_twin()
        arrays = net.parameters()
        ours, theirs, rng = make(), make(), np.random.default_rng(1)
        kept = {
            "kept": [np.empty_like(p) for p in arrays],
            "kept in one array": net._kept_gradients().parameters(),
            "views that are no plain stretch": [np.empty((*p.shape, 2))[..., 0] for p in arrays],
        }.get(kind)
        for _ in range(6):
            drawn = [rng.normal(size=p.shape) for p in arrays]
            for array, g in zip(kept or [], drawn, strict=bool(kept)):
                array[...] = g
            ours.step(arrays, kept or drawn)
            theirs.step(twins, drawn)
            assert all(map(np.array_equal, arrays, twins))
        other = [np.full_like(p, 0.5) for p in arrays]  # and then others
        ours.step(arrays, other)
        theirs.step(twins, other)
        assert all(map(np.array_equal, arrays, twins))
        assert all(p is q for p, q in zip(net.parameters(), arrays, strict=True))

    def test_parts_in_another_order_are_not_taken_as_one(self):
        memory, gradients = np.zeros(4), np.array([1.0, 2.0, 3.0, 4.0])
        optimizer = SGD(1.0)
        for _ in range(3):
            optimizer.step([memory[2:], memory[:2]], [gradients[:2], gradients[2:]])
            optimizer.step([memory[:2], memory[2:]], [gradients[2:], gradients[:2]])
        np.testing.assert_array_equal(memory, -6 * np.array([3.0, 4.0, 1.0, 2.0]))

    def test_a_bad_gradient_is_named_and_changes_nothing(self):
        net, _ = self.network_and_twin()
        gradients = net._kept_gradients().parameters()
        for g in gradients:
            g[...] = 1.0
        optimizer = Adam()
        for _ in range(3):
            optimizer.step(net.parameters(), gradients)
        before = [p.copy() for p in net.parameters()]
        gradients[2][1, 1] = np.nan
        with pytest.raises(NotFinite, match=r"gradients\[2\] holds nan or inf"):
            optimizer.step(net.parameters(), gradients)
        assert all(map(np.array_equal, before, net.parameters())) and optimizer.t == 3

    @pytest.mark.parametrize("duplicate", [copy.deepcopy, lambda pair: pickle.loads(pickle.dumps(pair))])
    def test_a_copy_goes_on_by_itself(self, duplicate):
        net, _ = self.network_and_twin()
        gradients, optimizer = [np.ones_like(p) for p in net.parameters()], Adam()
        optimizer.step(net.parameters(), gradients)
        before = [p.copy() for p in net.parameters()]
        twin, its_optimizer, its_gradients = duplicate((net, optimizer, gradients))
        its_optimizer.step(twin.parameters(), its_gradients)
        assert all(map(np.array_equal, before, net.parameters()))
        optimizer.step(net.parameters(), gradients)
        assert all(map(np.array_equal, twin.parameters(), net.parameters()))


def test_gradients_of_another_type_are_noticed_with_new_parameters():
    optimizer, gradients = SGD(0.1), [np.ones(2)]
    optimizer.step([np.ones(2)], gradients)
    with pytest.raises(TypeError, match="is no array of float32, which the parameter is"):
        optimizer.step([np.ones(2, np.float32)], gradients)


def test_huge_gradients_are_finite_gradients():
    theta = np.zeros(2)
    SGD(1.0).step([theta], [np.array([1e300, 2.0])])
    np.testing.assert_array_equal(theta, [-1e300, -2.0])


@pytest.mark.parametrize(
    "parameter, message",
    [
        (np.ones(2, int), r"parameters\[0\] is a int64 array, which a step cannot change in place"),
        (np.ones((2, 3)).T, r"parameters\[0\] is a float64 array, which a step cannot"),
        ([1.0, 2.0], r"parameters\[0\] is a list"),
    ],
)
def test_parameters_that_cannot_be_changed_in_place(parameter, message):
    with pytest.raises(TypeError, match=message):
        SGD(0.1).step([parameter], [np.ones(np.shape(parameter))])


def test_an_optimiser_belongs_to_its_parameters():
    optimizer = Adam()
    optimizer.step([np.ones(2)], [np.ones(2)])
    with pytest.raises(ValueError, match="this optimiser belongs to parameters of other shapes"):
        optimizer.step([np.ones(3)], [np.ones(3)])


@pytest.mark.parametrize("make", [SGD, RMSProp, Adam, AdamW])
@pytest.mark.parametrize("lr", [0, -0.1, float("nan"), float("inf")])
def test_a_learning_rate_is_positive(make, lr):
    with pytest.raises(ValueError, match=f"lr is {lr}, expected a number greater than 0"):
        make(lr=lr)


@pytest.mark.parametrize(
    "make, message",
    [
        (lambda: SGD(0.1, momentum=1), "momentum is 1, expected 0 ≤ momentum < 1"),
        (lambda: SGD(0.1, momentum=-0.5), "momentum is -0.5, expected 0 ≤ momentum < 1"),
        (lambda: SGD(0.1, nesterov=True), "nesterov needs momentum, got momentum=0"),
        (lambda: SGD(0.1, weight_decay=-1), "weight_decay is -1, expected 0 or a number greater than 0"),
        (lambda: RMSProp(0.1, decay=1.5), "decay is 1.5, expected 0 ≤ decay < 1"),
        (lambda: RMSProp(0.1, epsilon=0), "epsilon is 0, expected a number greater than 0"),
        (lambda: Adam(betas=(0.9, 1.0)), r"betas\[1\] is 1.0, expected 0 ≤ betas\[1\] < 1"),
        (lambda: Adam(betas=0.9), r"betas is 0.9, expected two numbers such as \(0.9, 0.999\)"),
        (lambda: AdamW(weight_decay=float("nan")), "weight_decay is nan, expected 0 or a number"),
        (lambda: clip_by_norm([np.ones(2)], 0), "limit is 0, expected a number greater than 0"),
        (lambda: clip_by_value([np.ones(2)], -1), "limit is -1, expected a number greater than 0"),
        (lambda: clip_by_norm([np.array([np.inf])], 1), r"gradients\[0\] holds nan or inf"),
        (lambda: clip_by_value([np.array([np.nan])], 1), r"gradients\[0\] holds nan or inf"),
    ],
)
def test_bad_settings(make, message):
    with pytest.raises(ValueError, match=message):
        make()


def test_a_learning_rate_is_a_number():
    with pytest.raises(TypeError, match="lr is 'fast', expected a number"):
        SGD("fast")


class TestClipping:
    @given(seed=st.integers(0, 99), limit=st.floats(0.01, 100))
    def test_norm(self, seed, limit):
        rng = np.random.default_rng(seed)
        gradients = [rng.normal(size=(3, 2)), rng.normal(size=4)]
        before = [g.copy() for g in gradients]
        norm = np.linalg.norm(np.concatenate([g.ravel() for g in gradients]))
        assert clip_by_norm(gradients, limit) == pytest.approx(norm, rel=1e-14)
        factor = min(1.0, limit / norm)
        assert distance(gradients, [factor * g for g in before]) < 1e-14

    def test_norm_equals_pytorch(self):
        # torch divides by the norm + 1e-6
        g = np.array([3e3, -4e3])
        tensor = torch.zeros(2, dtype=torch.float64, requires_grad=True)
        tensor.grad = torch.tensor(g)
        torch.nn.utils.clip_grad_norm_([tensor], 1.0)
        clip_by_norm([g], 1.0)
        assert distance([g], [tensor.grad.numpy()]) < 1e-9

    @pytest.mark.parametrize("size", [1e200, 1e-200])
    def test_norm_of_extreme_gradients(self, size):
        g = [np.array([3.0, 0.0]) * size, np.array([4.0]) * size]
        assert clip_by_norm(g, 0.5 * size) == pytest.approx(5 * size, rel=1e-14)
        assert distance([a / size for a in g], [[0.3, 0.0], [0.4]]) < 1e-14

    def test_norm_of_float32_whose_squares_overflow(self):
        g = np.array([3e30, 4e30], np.float32)
        assert clip_by_norm([g], 1.0) == pytest.approx(5e30, rel=1e-6)
        assert g.dtype == np.float32
        np.testing.assert_allclose(g, [0.6, 0.8], rtol=1e-6)

    def test_zero_gradients_stay(self):
        g = np.zeros(2)
        assert clip_by_norm([g], 1.0) == 0.0
        assert not g.any()

    def test_value(self):
        g = np.array([[-3.0, 0.5], [1.0, 2.0]])
        clip_by_value([g], 1.0)
        np.testing.assert_array_equal(g, [[-1.0, 0.5], [1.0, 1.0]])


def test_parameters_of_every_network_can_be_stepped():
    W = np.asfortranarray(np.ones((2, 3)))
    net = MLP.from_parameters([W], [np.zeros(2)])
    SGD(0.1).step(net.parameters(), [np.ones((2, 3)), np.ones(2)])
    np.testing.assert_allclose(net.weights[0], 0.9)
