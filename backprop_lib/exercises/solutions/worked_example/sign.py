"""
w₃ is a factor of δ₁ = δ₃ w₃ σ′(z₁) and of no other δ. Slopes and activations of a sigmoid are positive, and ŷ stays
below y, so δ₃ stays negative. Therefore the two gradients that contain δ₁ flip, ∂L/∂w₁ = δ₁ x and ∂L/∂b₁ = δ₁. All
others keep their sign, ∂L/∂w₃ = δ₃ h₁ included: it does not contain w₃ as a factor.
"""

from backprop_lib.examples import worked_example

example = worked_example()
before = example.graph.replay()
after = example.graph.replay({"w3": -1.0})
for name in example.parameters:
    old, new = before.gradient(name), after.gradient(name)
    print(f"dL/d{name}: {old:9.6f} becomes {new:9.6f}", "and flips" if old * new < 0 else "")
