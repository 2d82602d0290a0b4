"""Losses: values, gradients, the one place of 1/n, stability, targets, shapes."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from backprop_lib.activations import identity, sigmoid, softmax
from backprop_lib.graph import Value, record
from backprop_lib.losses import LOSSES, binary_cross_entropy, cross_entropy, half_squared_error, squared_error

functional = torch.nn.functional
TORCH = {  # each summed over everything; the mean over samples is taken below
    half_squared_error: lambda out, y: 0.5 * functional.mse_loss(out, y, reduction="sum"),
    squared_error: lambda out, y: functional.mse_loss(out, y, reduction="sum"),
    binary_cross_entropy: lambda out, y: functional.binary_cross_entropy_with_logits(out, y, reduction="sum"),
    cross_entropy: lambda out, y: functional.cross_entropy(out, y, reduction="sum"),
}
EACH = pytest.mark.parametrize("loss", LOSSES.values(), ids=str)
SQUARED = pytest.mark.parametrize("loss", [half_squared_error, squared_error], ids=str)


@st.composite
def problems(draw, largest=1e4):
    """(shape, float type, outputs, targets, whether y is a distribution of classes or the class)"""
    shape = draw(hnp.array_shapes(min_dims=1, max_dims=2, min_side=2, max_side=5))
    dtype = draw(st.sampled_from([np.float32, np.float64]))
    size = draw(st.sampled_from([1.0, 30.0, largest]))
    out = draw(hnp.arrays(dtype, shape, elements=st.floats(-size, size, width=32)))
    y = draw(hnp.arrays(dtype, shape, elements=st.floats(0, 1, width=32)))
    return out, y


def targets(loss, y):
    """Numbers between 0 and 1 as targets of this loss."""
    return softmax(5 * y) if loss is cross_entropy else y


def samples(out):
    return len(out) if out.ndim == 2 else 1


def distance(a, b):
    """Norm-wise relative error."""
    return np.linalg.norm(a - b) / max(np.linalg.norm(b), np.finfo(float).tiny)


def test_the_table_holds_the_losses_by_name():
    losses = (half_squared_error, squared_error, binary_cross_entropy, cross_entropy)
    assert dict(LOSSES) == {str(loss): loss for loss in losses}
    assert [(loss.from_logits, loss.link) for loss in losses] == [
        (False, identity),
        (False, identity),
        (True, sigmoid),
        (True, softmax),
    ]


class TestByHand:
    def test_half_squared_error(self):
        out, y = np.array([[0.5, 2.0], [1.0, 0.0]]), np.array([[1.0, 0.0], [0.0, 0.0]])
        # ½ (0.25 + 4) for the first sample, ½ (1 + 0) for the second; the mean of 2.125 and 0.5
        assert half_squared_error.value(out, y) == 1.3125
        np.testing.assert_array_equal(half_squared_error.gradient(out, y), [[-0.25, 1.0], [0.5, 0.0]])

    def test_without_the_half_everything_doubles(self):
        out, y = np.array([[0.5, 2.0], [1.0, 0.0]]), np.array([[1.0, 0.0], [0.0, 0.0]])
        assert squared_error.value(out, y) == 2.625
        np.testing.assert_array_equal(squared_error.gradient(out, y), [[-0.5, 2.0], [1.0, 0.0]])

    def test_binary_cross_entropy(self):
        out, y = np.array([[np.log(3.0)], [0.0]]), np.array([[1.0], [0.0]])
        # p = ¾ and ½; −ln ¾ and −ln ½
        assert binary_cross_entropy.value(out, y) == pytest.approx((np.log(4 / 3) + np.log(2)) / 2, rel=1e-15)
        np.testing.assert_allclose(binary_cross_entropy.gradient(out, y), [[-0.125], [0.25]], rtol=1e-15)

    def test_cross_entropy(self):
        out, y = np.array([[0.0, np.log(3.0)], [0.0, 0.0]]), np.array([0, 1])
        # p = (¼, ¾) and (½, ½); −ln ¼ and −ln ½
        assert cross_entropy.value(out, y) == pytest.approx(np.log(8) / 2, rel=1e-15)
        np.testing.assert_allclose(cross_entropy.gradient(out, y), [[-0.375, 0.375], [0.25, -0.25]], rtol=1e-15)

    def test_a_sure_and_wrong_softmax_learns_from_cross_entropy_only(self):
        z, target = np.array([10.0, 0.0, 0.0]), np.array([0.0, 0.0, 1.0])
        by_squares = softmax.backward(half_squared_error.gradient(softmax(z), target), z)
        assert np.linalg.norm(by_squares) == pytest.approx(1.70e-4, abs=5e-7)
        assert np.linalg.norm(cross_entropy.gradient(z, 2)) == pytest.approx(1.414, abs=5e-4)

    @pytest.mark.parametrize("z, half, entropy", [(-5.0, -0.0066, -0.993), (-10.0, -4.5e-5, -0.99995)])
    def test_a_sure_and_wrong_sigmoid_learns_from_cross_entropy_only(self, z, half, entropy):
        by_squares = sigmoid.backward(half_squared_error.gradient(sigmoid(z), 1.0), z)
        assert by_squares == pytest.approx(half, rel=0.01)
        assert binary_cross_entropy.gradient(z, 1.0) == pytest.approx(entropy, abs=5e-4)


@EACH
@given(problem=problems(largest=100.0))
def test_value_and_gradient_equal_pytorch(loss, problem):
    out, y = problem[0].astype(float), targets(loss, problem[1].astype(float))
    tensor = torch.tensor(out, requires_grad=True)
    expected = TORCH[loss](tensor, torch.tensor(y)) / samples(out)
    expected.backward()
    size = np.abs(out).max() if loss.from_logits else 0  # logits beside which the loss is rounded
    assert abs(loss.value(out, y) - expected.item()) <= 1e-12 * abs(expected.item()) + 1e-15 * size
    gradient = loss.gradient(out, y)
    assert np.linalg.norm(gradient - tensor.grad.numpy()) <= 1e-12 * np.linalg.norm(gradient) + 1e-15


@pytest.mark.parametrize("scale", [0.1, 1.0, 30.0, 1e4])
def test_classes_equal_pytorch_as_integers_and_as_one_hot_rows(scale):
    rng = np.random.default_rng(8)
    out, y = scale * rng.normal(size=(20, 4)), rng.integers(0, 4, size=20)
    tensor = torch.tensor(out, requires_grad=True)
    expected = functional.cross_entropy(tensor, torch.tensor(y))
    expected.backward()
    for target in (y, y.astype(np.uint8), np.eye(4)[y]):
        assert cross_entropy.value(out, target) == pytest.approx(expected.item(), rel=1e-12)
        assert distance(cross_entropy.gradient(out, target), tensor.grad.numpy()) < 1e-12
    assert cross_entropy.value(out[0], 2) == cross_entropy.value(out[:1], np.array([2]))
    np.testing.assert_array_equal(cross_entropy.gradient(out[0], 2), cross_entropy.gradient(out[:1], np.array([2]))[0])


@EACH
@given(problem=problems(largest=20.0))
def test_gradient_equals_central_differences(loss, problem):
    out, y = problem[0].astype(float), targets(loss, problem[1].astype(float))
    h, differences = 1e-5, np.zeros_like(out)
    for index in np.ndindex(out.shape):
        step = np.zeros_like(out)
        step[index] = h
        differences[index] = (loss.value(out + step, y) - loss.value(out - step, y)) / (2 * h)
    rounding = 4e-16 * max(1, loss.value(out, y), np.abs(out).max()) / h * np.sqrt(out.size)
    error = np.linalg.norm(loss.gradient(out, y) - differences)
    assert error <= 1e-9 * np.linalg.norm(differences) + 1e-10 + rounding


@EACH
@given(problem=problems())
def test_training_gets_the_same_value_and_gradient(loss, problem):
    out, y = (np.atleast_2d(array).astype(float) for array in problem)
    y = targets(loss, y)
    value, gradient = loss._value_and_gradient(out, y)
    assert value == pytest.approx(loss.value(out, y), rel=1e-13, abs=1e-14 * np.abs(out).max())
    np.testing.assert_allclose(gradient, loss.gradient(out, y), rtol=1e-14, atol=1e-300)


@EACH
@given(problem=problems())
def test_types_are_kept_and_nothing_overflows(loss, problem):
    out, y = problem[0], targets(loss, problem[1])
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        value, gradient = loss.value(out, y), loss.gradient(out, y)
    assert np.isfinite(value)
    assert value >= 0 or (loss.from_logits and value > -1e-6 * np.abs(out).max())
    assert value.dtype == gradient.dtype == out.dtype
    assert gradient.shape == out.shape
    assert np.isfinite(gradient).all()


@EACH
@given(problem=problems(largest=100.0))
def test_the_mean_is_taken_over_samples_and_nothing_else(loss, problem):
    out, y = np.atleast_2d(problem[0].astype(float)), np.atleast_2d(targets(loss, problem[1].astype(float)))
    each = [loss.value(row, target) for row, target in zip(out, y, strict=True)]
    assert loss.value(out, y) == pytest.approx(np.mean(each), rel=1e-12, abs=1e-13)
    rows = [loss.gradient(row, target) for row, target in zip(out, y, strict=True)]
    np.testing.assert_allclose(loss.gradient(out, y), np.array(rows) / len(out), rtol=1e-14, atol=1e-300)


@pytest.mark.parametrize("z", [1e4, -1e4])
def test_logits_of_ten_thousand(z):
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        out, sure = np.array([[z]]), float(z > 0)
        assert binary_cross_entropy.value(out, np.array([[sure]])) == 0.0
        assert binary_cross_entropy.value(out, np.array([[1 - sure]])) == 1e4
        assert binary_cross_entropy.gradient(out, np.array([[1 - sure]])) == 2 * sure - 1
        row, right = np.array([[z, 0.0]]), int(z < 0)
        assert cross_entropy.value(row, np.array([right])) == 0.0
        assert cross_entropy.value(row, np.array([1 - right])) == 1e4
        assert np.abs(cross_entropy.gradient(row, np.array([1 - right]))).tolist() == [[1.0, 1.0]]


@pytest.mark.parametrize("z", [40.0, 700.0])
def test_a_small_binary_cross_entropy_keeps_its_digits(z):
    for out, y in [(z, 1.0), (-z, 0.0)]:
        value = binary_cross_entropy.value(np.array([out]), np.array([y]))
        assert value == pytest.approx(np.exp(-z), rel=1e-14, abs=0)


def test_classes_keep_the_type_of_the_logits():
    out, y = np.array([[0.5, 1.0], [2.0, 0.0]], dtype=np.float32), np.array([0, 1])
    assert cross_entropy.value(out, y).dtype == cross_entropy.gradient(out, y).dtype == np.float32


def test_two_classes_are_one_logit():
    z = np.array([[-3.0], [0.4], [2.0]])
    y = np.array([[1.0], [0.0], [1.0]])
    two, classes = np.hstack([np.zeros_like(z), z]), y[:, 0].astype(int)
    assert cross_entropy.value(two, classes) == pytest.approx(binary_cross_entropy.value(z, y), rel=1e-14)
    np.testing.assert_allclose(cross_entropy.gradient(two, classes)[:, 1:], binary_cross_entropy.gradient(z, y))


class TestNumbers:
    def test_numbers_are_plain_arithmetic(self):
        assert half_squared_error.value(0.6, 1.0) == 0.5 * (0.6 - 1.0) ** 2
        assert half_squared_error.gradient(0.6, 1.0) == 0.6 - 1.0
        assert squared_error.value(0.6, 1.0) == (0.6 - 1.0) ** 2
        assert squared_error.gradient(0.6, 1.0) == 2 * (0.6 - 1.0)

    @pytest.mark.parametrize("z, y", [(0.3, 1.0), (-2.0, 0.0), (5.0, 0.25), (1, 0), (1e4, 0.0)])
    def test_a_logit_gives_the_float_of_the_array(self, z, y):
        out, target = np.array([[float(z)]]), np.array([[float(y)]])
        value, gradient = binary_cross_entropy.value(z, y), binary_cross_entropy.gradient(z, y)
        assert type(value) is type(gradient) is float
        assert value == pytest.approx(binary_cross_entropy.value(out, target), rel=1e-14)
        assert gradient == binary_cross_entropy.gradient(out, target)[0, 0]


class TestRecorded:
    def test_recorded_numbers_make_no_node_too_many(self):
        out, y = Value(0.6, name="y_hat"), Value(1.0, name="y")
        loss = half_squared_error.value(out, y)
        loss.backward()
        assert [loss.op, loss.inputs[1].op, loss.inputs[1].inputs[0].op] == ["mul", "pow", "sub"]
        assert loss.data == half_squared_error.value(0.6, 1.0)
        assert out.gradient == half_squared_error.gradient(0.6, 1.0)

    @EACH
    @pytest.mark.parametrize("shape", [(3,), (4, 3)])
    def test_recorded_batches_have_the_same_gradient_and_replay_anywhere(self, loss, shape):
        rng = np.random.default_rng(9)
        numbers, y = rng.normal(size=shape), targets(loss, rng.uniform(size=shape))
        names = [f"z{k}" for k in range(numbers.size)]
        values = [Value(number, name=name) for name, number in zip(names, numbers.flat, strict=True)]
        out = np.array(values, dtype=object).reshape(shape)
        graph = record(loss.value(out, y))
        for z in (numbers, 3 * rng.normal(size=shape), 1000 * rng.normal(size=shape)):
            replay = graph.replay(dict(zip(names, z.flat, strict=True)))
            assert replay.values[-1] == pytest.approx(loss.value(z, y), rel=1e-12)
            found = np.reshape([replay.gradient(name) for name in names], shape)
            assert distance(found, loss.gradient(z, y)) < 1e-12
        recorded = np.vectorize(lambda v: v.data)(loss.gradient(out, y))
        np.testing.assert_allclose(recorded, loss.gradient(numbers, y), rtol=1e-12)

    @pytest.mark.parametrize("y", [1.0, 0.0])
    @pytest.mark.parametrize("z", [-0.7, 0.0, 0.7])
    def test_a_recorded_logit(self, y, z):
        out, target = Value(z, name="z"), Value(y, name="y")
        loss = binary_cross_entropy.value(out, target)
        loss.backward()
        assert loss.data == pytest.approx(binary_cross_entropy.value(z, y), rel=1e-14)
        assert out.gradient == pytest.approx(binary_cross_entropy.gradient(z, y), rel=1e-14)

    def test_recorded_logits_of_a_class(self):
        values = [Value(10.0), Value(0.0), Value(0.0)]
        cross_entropy.value(np.array(values, dtype=object), 2).backward()
        expected = cross_entropy.gradient(np.array([10.0, 0.0, 0.0]), 2)
        assert [value.gradient for value in values] == pytest.approx(list(expected), rel=1e-14)


@pytest.mark.parametrize("method", [f for loss in LOSSES.values() for f in (loss.value, loss.gradient)])
class TestBadInput:
    def test_shapes_are_not_broadcast(self, method):
        with pytest.raises(ValueError, match=r"out has shape \(4, 2\), y has shape \(4,\)"):
            method(np.zeros((4, 2)), np.zeros(4))

    def test_a_number_is_not_broadcast(self, method):
        with pytest.raises(ValueError, match=r"out has shape \(4, 2\), y has shape \(\)"):
            method(np.zeros((4, 2)), 0.0)

    def test_no_sample(self, method):
        with pytest.raises(ValueError, match="no sample at all"):
            method(np.zeros((0, 2)), np.zeros((0, 2)))

    def test_whole_numbers(self, method):
        with pytest.raises(TypeError, match=r"y holds int64, expected floats: use array\.astype"):
            method(np.zeros((2, 2)), np.array([[0, 1], [1, 0]]))
        with pytest.raises(TypeError, match=r"out holds int64, expected floats: use array\.astype"):
            method(np.zeros((2, 2), dtype=int), np.array([[0.0, 1.0], [1.0, 0.0]]))


@pytest.mark.parametrize("method", [binary_cross_entropy.value, binary_cross_entropy.gradient])
class TestBadProbabilities:
    @pytest.mark.parametrize("bad", [-0.1, 1.1, -1.0, 2.0, np.nan])
    def test_beyond_0_and_1(self, method, bad):
        with pytest.raises(ValueError, match=rf"y holds {bad}, expected 1\.0 for yes and 0\.0 for no"):
            method(np.zeros((2, 1)), np.array([[1.0], [bad]]))
        with pytest.raises(ValueError, match=rf"y holds {bad}, expected 1\.0 for yes and 0\.0 for no"):
            method(0.3, bad)


@pytest.mark.parametrize("method", [cross_entropy.value, cross_entropy.gradient])
class TestBadClasses:
    @pytest.mark.parametrize("bad", [-1, 3])
    def test_a_class_that_does_not_exist(self, method, bad):
        with pytest.raises(ValueError, match=f"y holds class {bad}, expected 0 to 2: out has 3 classes"):
            method(np.zeros((2, 3)), np.array([0, bad]))

    @pytest.mark.parametrize("bad", [[0.5, 0.6], [1.5, -0.5], [0.0, 0.0], [np.nan, 1.0]])
    def test_a_row_that_is_no_distribution(self, method, bad):
        with pytest.raises(ValueError, match=r"a row of y is no distribution: expected numbers .* with the sum 1"):
            method(np.zeros((2, 2)), np.array([[1.0, 0.0], bad]))

    def test_classes_as_floats(self, method):
        with pytest.raises(ValueError, match=r"y of shape \(2,\), the class of each sample as an integer, or of"):
            method(np.zeros((2, 3)), np.array([0.0, 1.0]))

    def test_another_number_of_samples(self, method):
        with pytest.raises(ValueError, match=r"out has shape \(2, 3\), y has shape \(3,\)"):
            method(np.zeros((2, 3)), np.array([0, 1, 2]))

    @pytest.mark.parametrize("shape", [(), (4, 1), (1,)])
    def test_a_single_output_belongs_to_the_other_one(self, method, shape):
        with pytest.raises(ValueError, match="at least two classes: for a single output take binary_cross_entropy"):
            method(np.zeros(shape), np.ones(shape))


def test_a_rounded_softmax_is_a_distribution():
    rng = np.random.default_rng(10)
    for dtype in (np.float32, np.float64):
        y = softmax(rng.normal(size=(50, 1000)).astype(dtype))
        assert np.isfinite(cross_entropy.value(np.zeros_like(y), y))


@EACH
def test_a_stack_of_batches_gives_one_number_and_one_gradient_for_each(loss):
    rng = np.random.default_rng(5)
    out, y = rng.normal(size=(4, 6, 3)), rng.dirichlet(np.ones(3), size=(4, 6))
    np.testing.assert_allclose(loss.value(out, y), [loss.value(o, t) for o, t in zip(out, y, strict=True)], rtol=1e-14)
    expected = [loss.gradient(o, t) for o, t in zip(out, y, strict=True)]
    np.testing.assert_allclose(loss.gradient(out, y), expected, rtol=1e-14)
