"""
The gradient of a unit's weights is a sum over samples, and a sample contributes where z > 0. So look for the units
without a single z > 0. At z = 0 this book takes the slope 0, as PyTorch does.
"""

units = {
    "A": (0.3, -0.2, -1.4, -0.6),
    "B": (-0.1, -0.9, -2.0, -0.3),
    "C": (1.2, 0.8, 2.1, 0.4),
    "D": (-0.5, 0.0, -0.7, -1.1),
    "E": (-8.0, -6.0, 0.1, -9.0),
}
print([name for name, zs in units.items() if all(z <= 0 for z in zs)])
