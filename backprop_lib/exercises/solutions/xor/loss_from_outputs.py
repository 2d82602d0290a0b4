"""
The errors are the outputs minus the targets 0, 1, 1, 0. Square each, halve, and take the mean over the four samples.
"""

outputs = [0.152, 0.848, 0.853, 0.171]
targets = [0, 1, 1, 0]

errors = [output - target for output, target in zip(outputs, targets, strict=True)]
losses = [0.5 * error**2 for error in errors]
print("errors:", [round(error, 3) for error in errors])
print(f"mean loss = {sum(losses) / 4:.6f}")
