"""Activations: values, derivatives, types, extreme inputs, recorded values."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from backprop_lib.activations import ACTIVATIONS, identity, relu, sigmoid, tanh
from backprop_lib.graph import Value, record

TORCH = {"identity": lambda z: z * 1.0, "sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu}
FUNCTIONS = pytest.mark.parametrize("f", ACTIVATIONS.values(), ids=str)
POINTS = np.array([-30.0, -2.5, -1e-3, 0.0, 1e-3, 0.7, 2.5, 30.0])
numbers_of = st.floats(-1e4, 1e4)
arrays = hnp.arrays(
    st.sampled_from([np.float32, np.float64]),
    hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4),
    elements=st.floats(-1e4, 1e4, width=32),
)


def test_the_table_holds_the_activations_by_name():
    assert dict(ACTIVATIONS) == {"identity": identity, "sigmoid": sigmoid, "tanh": tanh, "relu": relu}


@FUNCTIONS
def test_value_and_derivative_equal_pytorch(f):
    z = torch.tensor(POINTS, requires_grad=True)
    out = TORCH[f.name](z)
    upstream = np.linspace(-2.5, 1.0, len(POINTS))
    out.backward(torch.tensor(upstream))
    np.testing.assert_allclose(f(POINTS), out.detach(), rtol=1e-15)
    np.testing.assert_allclose(upstream * f.derivative(POINTS), z.grad, rtol=1e-12)
    np.testing.assert_allclose(f.backward(upstream, POINTS), z.grad, rtol=1e-12)
    np.testing.assert_allclose(f.backward(upstream, POINTS, f(POINTS)), z.grad, rtol=1e-12)


@FUNCTIONS
@given(z=st.floats(-20, 20))
def test_derivative_equals_central_difference(f, z):
    h = 1e-6
    if f is relu and abs(z) <= h:
        return
    assert f.derivative(z) == pytest.approx((f(z + h) - f(z - h)) / (2 * h), rel=1e-7, abs=1e-8)


@FUNCTIONS
@given(z=arrays)
def test_arrays_keep_shape_and_type_and_stay_finite(f, z):
    for result in (f(z), f.derivative(z), f.derivative(z, f(z))):
        assert result.shape == z.shape
        assert result.dtype == z.dtype
        assert np.isfinite(result).all()


@FUNCTIONS
@given(z=arrays)
def test_derivative_is_the_same_from_a_given_activation(f, z):
    np.testing.assert_array_equal(f.derivative(z, f(z)), f.derivative(z))


@FUNCTIONS
def test_input_is_not_changed(f):
    z = POINTS.copy()
    f(z), f.derivative(z)
    np.testing.assert_array_equal(z, POINTS)


def test_derivative_uses_the_given_activation():
    assert sigmoid.derivative(np.array([0.0]), np.array([0.1]))[0] == pytest.approx(0.09)


@FUNCTIONS
@given(z=numbers_of)
def test_a_number_gives_the_float_of_the_array(f, z):
    assert type(f(z)) is type(f.derivative(z)) is float
    assert f(z) == f(np.array([z]))[0]
    assert f.derivative(z) == f.derivative(np.array([z]))[0]


@FUNCTIONS
def test_whole_numbers_and_lists_work(f):
    assert f(2) == f(2.0)
    np.testing.assert_array_equal(f([-1.0, 0.5]), f(np.array([-1.0, 0.5])))
    assert f(np.float32(0.5)).dtype == f.derivative(np.float32(0.5)).dtype == np.float32


@FUNCTIONS
@pytest.mark.parametrize("bad", [np.array([1, 2]), np.array([1], np.uint8), np.array([True]), [1, 2]])
def test_whole_number_arrays_say_what_to_do(f, bad):
    for call in (f, f.derivative):
        with pytest.raises(TypeError, match=r"z holds \w+, expected floats: use array.astype\(float\)"):
            call(bad)


@pytest.mark.parametrize("bad", ["0.5", ["a"], [1j], [None], None])
def test_anything_else_is_a_type_error(bad):
    with pytest.raises(TypeError, match=r"z holds .*, expected floats"):
        sigmoid(bad)


@pytest.mark.parametrize("z, expected", [(1e4, 1.0), (-1e4, 0.0), (np.inf, 1.0), (-np.inf, 0.0), (0.0, 0.5)])
def test_sigmoid_is_stable(z, expected):
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        assert sigmoid(z) == expected
        assert sigmoid.derivative(z) == expected * (1 - expected)


def test_sigmoid_keeps_its_small_tail():
    assert sigmoid(-700.0) == pytest.approx(np.exp(-700.0), rel=1e-14, abs=0)


def test_relu_has_derivative_zero_at_zero():
    assert relu.derivative(0.0) == 0.0
    np.testing.assert_array_equal(relu.derivative(np.array([-0.0, 0.0])), [0.0, 0.0])


def test_nan_stays_nan():
    for f in ACTIVATIONS.values():
        assert np.isnan(f(np.nan))


@pytest.mark.parametrize("f", [sigmoid, tanh, relu], ids=str)
@pytest.mark.parametrize("start", [0.7, -0.7])
def test_a_recorded_value_uses_its_own_operation(f, start):
    z = Value(start, name="z")
    out = f(z)
    assert (out.op, list(out.inputs)) == (f.name, [z])
    out.backward()
    assert out.data == pytest.approx(f(start), rel=1e-14, abs=0)
    assert z.gradient == pytest.approx(f.derivative(start), rel=1e-14, abs=0)
    assert record(out).replay({"z": -start}).values[-1] == pytest.approx(f(-start), rel=1e-14, abs=0)


def test_identity_makes_no_node():
    z = Value(0.7)
    assert identity(z) is z


@FUNCTIONS
def test_object_arrays_go_element_by_element(f):
    z = np.array([[Value(-0.4), 0.3]], dtype=object)
    out = f(z)
    assert out.shape == (1, 2)
    assert out[0, 0].data == pytest.approx(f(-0.4), rel=1e-14, abs=0)
    assert out[0, 1] == f(0.3)


def test_derivatives_of_smooth_activations_take_recorded_values():
    assert sigmoid.derivative(Value(0.7)).data == pytest.approx(sigmoid.derivative(0.7))
    assert tanh.derivative(Value(0.7)).data == pytest.approx(tanh.derivative(0.7))
    assert identity.derivative(Value(0.7)) == 1.0
    with pytest.raises(TypeError, match="relu′ is a step"):
        relu.derivative(Value(0.7))
