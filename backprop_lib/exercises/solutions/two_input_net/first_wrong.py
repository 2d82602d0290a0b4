"""
Put the printed numbers into each formula in turn. All lines agree but line j: a sigmoid's slope is h₁ (1 − h₁), and the
sheet has z₁ (1 − z₁). Lines k, l and m use that number correctly, so they are wrong without a slip of their own.
"""

z1, h1 = 0.1, 0.5250
print(f"h1 * (1 - h1) = {h1 * (1 - h1):.4f}")
print(f"z1 * (1 - z1) = {z1 * (1 - z1):.4f}")
