"""
z = w₁x₁ + w₂x₂ + b is largest where each input with a positive weight is 1 and each with a negative weight is 0. If it
is at most 0 there, it is at most 0 everywhere, and no sample gives the neuron a gradient.
"""

neurons = {"A": (-1, -2, -0.1), "B": (1, -3, -0.5), "C": (2, 2, -4.5), "D": (-3, 1, -1), "E": (-1, -1, 0.3)}

for name, (w1, w2, b) in neurons.items():
    corner = (int(w1 > 0), int(w2 > 0))
    z = w1 * corner[0] + w2 * corner[1] + b
    print(f"{name}: largest z = {z:.1f} at {corner}:", "dead" if z <= 0 else "alive")
