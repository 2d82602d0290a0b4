"""
Three layers, three products forward. Backward there would be six, but the first layer has nobody to hand a gradient
to, so one of its two is left out, the largest of all. The batch multiplies every product and cancels.
"""

layers = [100 * 40, 40 * 20, 20 * 5]
forward = sum(layers)
backward = 2 * sum(layers) - layers[0]
print(f"forward {forward}, backward {backward} for each sample")
print(f"backward / forward = {backward / forward:.4f}")
