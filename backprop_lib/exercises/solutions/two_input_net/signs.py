"""
Slopes and h₁ are positive, and the prediction stays below the target, so δ₂ is negative. The gradients of w₂ and b₂
have no other negative factor. Those of w₁₂ and b₁ have w₂ as well, and two negative factors make a positive product.
That of w₁₁ has a third one, x₁.
"""

from backprop_lib.examples import two_input

example = two_input()
replay = example.graph.replay({"x1": -0.5, "w2": -0.9})
print(f"y_hat = {replay.value('y_hat'):.4f}")
for name in example.parameters:
    gradient = replay.gradient(name)
    print(f"dL/d{name:3} = {gradient:9.6f}", "positive" if gradient > 0 else "")
