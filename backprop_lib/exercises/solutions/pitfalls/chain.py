"""
One step back is δ of the later neuron, times the weight between the two, times the slope a (1 − a) of the earlier one.
δ₄ is ∂L/∂z₄, so the slope of neuron 4 is in it. The slopes that are missing are those of neurons 3, 2 and 1.
"""

a1, a2, a3 = 0.6, 0.3, 0.45
w2, w3, w4 = 1.5, -2.0, 0.8

delta4 = 0.12
delta3 = delta4 * w4 * a3 * (1 - a3)
delta2 = delta3 * w3 * a2 * (1 - a2)
delta1 = delta2 * w2 * a1 * (1 - a1)
print(f"delta3 = {delta3:.7f}   delta2 = {delta2:.8f}   delta1 = {delta1:.8f}")
