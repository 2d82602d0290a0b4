"""
Without ½ every gradient is twice as large, and without the mean it is n times as large. The update is η times the
gradient. To make the same update with gradients that are 2n times smaller, η has to be 2n times larger.
"""

n, eta = 37, 0.129
print(f"{2 * n * eta:.3f}")
