"""Activations: values, derivatives, types, extreme inputs, recorded values."""

import mpmath
import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from backprop_lib.activations import (
    ACTIVATIONS,
    elu,
    gelu,
    identity,
    leaky_relu,
    relu,
    sigmoid,
    silu,
    softmax,
    softplus,
    tanh,
)
from backprop_lib.graph import Value, record

functional = torch.nn.functional
TORCH = {
    "identity": lambda z: z * 1.0,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky_relu": functional.leaky_relu,
    "elu": functional.elu,
    "softplus": lambda z: torch.logaddexp(z, torch.zeros_like(z)),  # functional.softplus is z above 20
    "gelu": lambda z: functional.gelu(z, approximate="tanh"),
    "silu": functional.silu,
}
KINKED = (relu, leaky_relu)
FUNCTIONS = pytest.mark.parametrize("f", [f for f in ACTIVATIONS.values() if f is not softmax], ids=str)
POINTS = np.array([-30.0, -2.5, -1e-3, 0.0, 1e-3, 0.7, 2.5, 30.0])
numbers_of = st.floats(-1e4, 1e4)
arrays = hnp.arrays(
    st.sampled_from([np.float32, np.float64]),
    hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4),
    elements=st.floats(-1e4, 1e4, width=32),
)


def test_the_table_holds_the_activations_by_name():
    functions = (identity, sigmoid, tanh, relu, leaky_relu, elu, softplus, gelu, silu, softmax)
    assert dict(ACTIVATIONS) == {str(f): f for f in functions}
    assert [*ACTIVATIONS] == [*TORCH, "softmax"]


def distance(a, b):
    """Norm-wise relative error."""
    return np.linalg.norm(np.subtract(a, b)) / max(np.linalg.norm(b), np.finfo(float).tiny)


@FUNCTIONS
@pytest.mark.parametrize("scale", [0.01, 1.0, 10.0, 1e4])
def test_value_and_derivative_equal_pytorch(f, scale):
    rng = np.random.default_rng(3)
    points = np.concatenate([scale * rng.normal(size=200), POINTS if scale == 1 else []])
    z = torch.tensor(points, requires_grad=True)
    out = TORCH[f.name](z)
    upstream = 2.5 * rng.normal(size=len(points))
    out.backward(torch.tensor(upstream))
    assert distance(f(points), out.detach().numpy()) < 1e-12
    assert distance(f.backward(upstream, points), z.grad.numpy()) < 1e-12
    np.testing.assert_array_equal(f.backward(upstream, points, f(points)), upstream * f.derivative(points))


@FUNCTIONS
@given(z=st.floats(-20, 20))
def test_derivative_equals_central_difference(f, z):
    h = 1e-6
    if f in (*KINKED, elu) and abs(z) <= h:
        return  # elu has a derivative at 0, but its slope bends there so that the differences are wrong by h / 4
    assert f.derivative(z) == pytest.approx((f(z + h) - f(z - h)) / (2 * h), rel=1e-7, abs=1e-8)


@FUNCTIONS
@given(z=arrays)
def test_arrays_keep_shape_and_type_and_stay_finite(f, z):
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        results = (f(z), f.derivative(z), f.derivative(z, f(z)), f.backward(z, z), f.backward(z, z, f(z)))
    for result in results:
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
    assert type(f(2)) is float
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


def test_leaky_relu_has_the_slope_of_the_left_at_zero():
    assert leaky_relu.derivative(0.0) == leaky_relu.derivative(-3.0) == 0.01
    assert (leaky_relu(-3.0), leaky_relu(3.0)) == (-0.03, 3.0)


def test_elu_has_no_kink_at_zero():
    assert elu.derivative(0.0) == elu.derivative(1.0) == 1.0


@FUNCTIONS
def test_nan_stays_nan(f):
    assert np.isnan(f(np.nan))


@pytest.mark.parametrize("z", [-700.0, -40.0, -1e-12, 1e-12])
def test_small_results_keep_their_digits(z):
    with mpmath.workdps(60):
        u = mpmath.sqrt(2 / mpmath.pi) * (z + mpmath.mpf("0.044715") * mpmath.mpf(z) ** 3)
        exact = {
            elu: mpmath.expm1(z) if z <= 0 else mpmath.mpf(z),
            softplus: mpmath.log1p(mpmath.exp(z)),
            silu: z / (1 + mpmath.exp(-z)),
            gelu: z / (1 + mpmath.exp(-2 * u)),
        }
        for f, value in exact.items():
            assert f(z) == pytest.approx(float(value), rel=1e-12, abs=1e-300), f


class TestKnownNumbers:
    def test_tanh_vanishes_faster_than_sigmoid_beyond_1_66(self):
        crossing = 1.66288589105862
        assert tanh.derivative(crossing) == pytest.approx(sigmoid.derivative(crossing), rel=1e-13)
        assert np.cosh(crossing / 2) == pytest.approx((1 + np.sqrt(3)) / 2, rel=1e-13)
        assert tanh.derivative(crossing - 0.01) > sigmoid.derivative(crossing - 0.01)
        assert tanh.derivative(crossing + 0.01) < sigmoid.derivative(crossing + 0.01)

    def test_slopes_far_out(self):
        assert sigmoid.derivative(5.0) == pytest.approx(0.0066480567, abs=5e-11)
        assert sigmoid.derivative(10.0) == pytest.approx(4.54e-5, abs=5e-8)
        assert tanh.derivative(5.0) == pytest.approx(1.8e-4, abs=5e-6)

    def test_gelu_stays_within_4_7e_4_of_its_exact_form(self):
        z = np.linspace(-8, 8, 160_001)
        exact = functional.gelu(torch.tensor(z)).numpy()
        assert 4.7e-4 < np.abs(gelu(z) - exact).max() < 4.75e-4

    def test_softmax_hardly_passes_a_gradient_where_it_is_sure(self):
        z, target = np.array([10.0, 0.0, 0.0]), np.array([0.0, 0.0, 1.0])
        assert np.abs(softmax.jacobian(z)).max() == pytest.approx(9.1e-5, abs=5e-7)
        p = softmax(z)
        assert np.linalg.norm(softmax.backward(p - target, z)) == pytest.approx(1.70e-4, abs=5e-7)
        assert np.linalg.norm(p - target) == pytest.approx(1.414, abs=5e-4)


class TestSoftmax:
    rows = hnp.arrays(
        st.sampled_from([np.float32, np.float64]),
        hnp.array_shapes(min_dims=1, max_dims=3, min_side=1, max_side=5),
        elements=st.floats(-1e4, 1e4, width=32),
    )

    @given(z=rows)
    def test_rows_are_distributions(self, z):
        with np.errstate(over="raise", invalid="raise", divide="raise"):
            p, passed = softmax(z), softmax.backward(z, z)
        assert p.shape == passed.shape == z.shape
        assert p.dtype == passed.dtype == softmax.jacobian(z).dtype == z.dtype
        assert np.isfinite(passed).all()
        assert (p >= 0).all()
        np.testing.assert_allclose(p.sum(axis=-1), 1, rtol=1e-6 if z.dtype == np.float32 else 1e-14)

    @pytest.mark.parametrize("shape", [(4,), (3, 5), (2, 1)])
    @pytest.mark.parametrize("scale", [0.1, 1.0, 30.0])
    def test_everything_equals_pytorch(self, shape, scale):
        rng = np.random.default_rng(5)
        numbers, upstream = scale * rng.normal(size=shape), 2.5 * rng.normal(size=shape)
        z = torch.tensor(numbers, requires_grad=True)
        out = torch.softmax(z, dim=-1)
        out.backward(torch.tensor(upstream))
        assert distance(softmax(numbers), out.detach().numpy()) < 1e-12
        passed = softmax.backward(upstream, numbers)
        assert np.linalg.norm(passed - z.grad.numpy()) <= 1e-12 * np.linalg.norm(upstream)
        np.testing.assert_array_equal(softmax.backward(upstream, numbers, softmax(numbers)), passed)

    def test_jacobian_equals_autograd_row_by_row(self):
        z = np.random.default_rng(6).normal(size=(3, 4))
        found = softmax.jacobian(z)
        assert found.shape == (3, 4, 4)
        for row, matrix in zip(z, found, strict=True):
            exact = torch.autograd.functional.jacobian(lambda z: torch.softmax(z, dim=-1), torch.tensor(row)).numpy()
            assert distance(matrix, exact) < 1e-12
            np.testing.assert_array_equal(softmax.jacobian(row), matrix)

    @given(z=hnp.arrays(np.float64, 4, elements=st.floats(-8, 8)))
    def test_backward_is_the_jacobian_and_central_differences(self, z):
        upstream, h = np.array([1.5, -2.5, 0.25, 3.0]), 1e-6
        passed = softmax.backward(upstream, z)
        np.testing.assert_allclose(passed, upstream @ softmax.jacobian(z), rtol=0, atol=1e-14)
        steps = h * np.eye(4)
        differences = [upstream @ (softmax(z + e) - softmax(z - e)) / (2 * h) for e in steps]
        np.testing.assert_allclose(passed, differences, rtol=0, atol=2e-9)

    def test_a_constant_changes_nothing(self):
        z = np.array([1.0, 2.0, 4.0])
        np.testing.assert_array_equal(softmax(z + 1024.0), softmax(z))
        assert softmax(np.array([710.0, 0.0])) == pytest.approx([1.0, 0.0])

    def test_there_is_no_elementwise_derivative(self):
        with pytest.raises(TypeError, match=r"use softmax\.jacobian\(z\), or softmax\.backward\(upstream, z\)"):
            softmax.derivative(np.array([1.0, 2.0]))

    @pytest.mark.parametrize("call", [softmax, softmax.jacobian, lambda z: softmax.backward(1.0, z)])
    def test_bad_input(self, call):
        for z in (0.5, Value(0.5), np.zeros((3, 0))):
            with pytest.raises(ValueError, match=r"softmax expects z of shape \(classes,\) or \(n, classes\), got"):
                call(z)
        with pytest.raises(TypeError, match=r"z holds int64, expected floats: use array.astype\(float\)"):
            call(np.array([1, 2]))

    def test_recorded_rows_replay_on_the_other_side_of_the_largest(self):
        start, moved, upstream = [0.3, 2.0, -1.0], [-800.0, 798.0, 799.0], np.array([1.5, -2.5, 0.25])
        values = [Value(number, name=f"z{k}") for k, number in enumerate(start)]
        out = (softmax(np.array(values, dtype=object)) * upstream).sum()
        out.backward()
        assert [v.gradient for v in values] == pytest.approx(softmax.backward(upstream, np.array(start)), rel=1e-12)
        replay = record(out).replay({f"z{k}": number for k, number in enumerate(moved)})
        assert replay.values[-1] == pytest.approx(upstream @ softmax(np.array(moved)), rel=1e-13)
        expected = softmax.backward(upstream, np.array(moved))
        assert [replay.gradient(f"z{k}") for k in range(3)] == pytest.approx(expected, rel=1e-12, abs=1e-15)

    def test_recorded_values_beside_numbers(self):
        z = np.array([[Value(0.5), 0.25], [0.25, Value(0.5)], [0.75, 0.25]], dtype=object)
        numbers = np.array([[0.5, 0.25], [0.25, 0.5], [0.75, 0.25]])
        p = [[getattr(v, "data", v) for v in row] for row in softmax(z)]
        np.testing.assert_allclose(p, softmax(numbers), rtol=1e-14)


@pytest.mark.parametrize("f", [sigmoid, tanh, relu, leaky_relu], ids=str)
@pytest.mark.parametrize("start", [0.7, -0.7])
def test_a_recorded_value_uses_its_own_operation(f, start):
    z = Value(start, name="z")
    out = f(z)
    assert (out.op, list(out.inputs)) == (f.name, [z])
    out.backward()
    assert out.data == pytest.approx(f(start), rel=1e-14, abs=0)
    assert z.gradient == pytest.approx(f.derivative(start), rel=1e-14, abs=0)
    assert record(out).replay({"z": -start}).values[-1] == pytest.approx(f(-start), rel=1e-14, abs=0)


@pytest.mark.parametrize("f", [elu, softplus, gelu, silu], ids=str)
@pytest.mark.parametrize("start", [0.7, 0.0, -0.7])
def test_a_recorded_formula_replays_on_both_sides(f, start):
    graph = record(f(Value(start, name="z")))
    for z in (start, -2.5, -1e-3, 0.0, 1e-3, 2.5, -1e4, 1e4):
        replay = graph.replay({"z": z})
        assert replay.values[-1] == pytest.approx(f(z), rel=1e-14, abs=2e-16)
        assert replay.gradient("z") == pytest.approx(f.derivative(z), rel=1e-14, abs=2e-16)


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


@pytest.mark.parametrize("f", [sigmoid, tanh, elu, softplus, gelu, silu], ids=str)
@pytest.mark.parametrize("z", [-0.7, 0.7])
def test_derivatives_of_smooth_activations_take_recorded_values(f, z):
    assert f.derivative(Value(z)).data == pytest.approx(f.derivative(z), rel=1e-14)


def test_a_derivative_that_is_a_step_cannot_be_recorded():
    assert identity.derivative(Value(0.7)) == 1.0
    for f in KINKED:
        with pytest.raises(TypeError, match=f"{f}′ is a step and cannot be recorded; give {f}.derivative numbers"):
            f.derivative(Value(0.7))
