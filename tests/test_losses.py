"""The half squared error: value, gradient, the one place of 1/n, shapes."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from backprop_lib.graph import Value
from backprop_lib.losses import LOSSES, half_squared_error

batches = hnp.array_shapes(min_dims=1, max_dims=2, min_side=1, max_side=5).flatmap(
    lambda shape: st.tuples(*[hnp.arrays(np.float64, shape, elements=st.floats(-1e4, 1e4))] * 2)
)


def test_the_table_holds_the_loss_by_name():
    assert dict(LOSSES) == {"half_squared_error": half_squared_error}


def test_value_by_hand():
    out, y = np.array([[0.5, 2.0], [1.0, 0.0]]), np.array([[1.0, 0.0], [0.0, 0.0]])
    # ½ (0.25 + 4) for the first sample, ½ (1 + 0) for the second; the mean of 2.125 and 0.5
    assert half_squared_error.value(out, y) == 1.3125
    np.testing.assert_array_equal(half_squared_error.gradient(out, y), [[-0.25, 1.0], [0.5, 0.0]])


@given(pair=batches)
def test_value_and_gradient_equal_pytorch(pair):
    out, y = pair
    samples = len(out) if out.ndim == 2 else 1
    tensor = torch.tensor(out, requires_grad=True)
    loss = 0.5 * torch.nn.functional.mse_loss(tensor, torch.tensor(y), reduction="sum") / samples
    loss.backward()
    assert half_squared_error.value(out, y) == pytest.approx(loss.item(), rel=1e-12, abs=0)
    gradient = half_squared_error.gradient(out, y)
    assert np.linalg.norm(gradient - tensor.grad.numpy()) <= 1e-12 * np.linalg.norm(gradient)


def test_numbers_are_plain_arithmetic():
    assert half_squared_error.value(0.6, 1.0) == 0.5 * (0.6 - 1.0) ** 2
    assert half_squared_error.gradient(0.6, 1.0) == 0.6 - 1.0


def test_recorded_numbers_make_no_node_too_many():
    out, y = Value(0.6, name="y_hat"), Value(1.0, name="y")
    loss = half_squared_error.value(out, y)
    loss.backward()
    assert [loss.op, loss.inputs[1].op, loss.inputs[1].inputs[0].op] == ["mul", "pow", "sub"]
    assert loss.data == half_squared_error.value(0.6, 1.0)
    assert out.gradient == half_squared_error.gradient(0.6, 1.0)


def test_recorded_batches_have_the_same_gradient():
    numbers, y = np.array([[0.3], [-0.8]]), np.array([[1.0], [0.0]])
    out = np.array([[Value(v)] for v in numbers.flat], dtype=object)
    loss = half_squared_error.value(out, y)
    loss.backward()
    gradients = [[value.gradient] for value in out.flat]
    np.testing.assert_allclose(gradients, half_squared_error.gradient(numbers, y), rtol=1e-15)


def test_float32_stays_float32():
    out = np.array([[0.5], [0.25]], dtype=np.float32)
    assert half_squared_error.value(out, out * 0).dtype == np.float32
    assert half_squared_error.gradient(out, out * 0).dtype == np.float32


@pytest.mark.parametrize("method", [half_squared_error.value, half_squared_error.gradient])
class TestBadInput:
    def test_shapes_are_not_broadcast(self, method):
        with pytest.raises(ValueError, match=r"out has shape \(4, 1\), y has shape \(4,\)"):
            method(np.zeros((4, 1)), np.zeros(4))

    def test_a_number_is_not_broadcast(self, method):
        with pytest.raises(ValueError, match="same shape"):
            method(np.zeros((4, 1)), 0.0)

    def test_no_sample(self, method):
        with pytest.raises(ValueError, match="no sample at all"):
            method(np.zeros((0, 1)), np.zeros((0, 1)))

    def test_whole_numbers(self, method):
        with pytest.raises(TypeError, match=r"y holds int64, expected floats: use array\.astype"):
            method(np.zeros((2, 1)), np.array([[0], [1]]))
