"""
Adam sees gradients and nothing else, and it divides by their usual size. So it repairs what is a matter of their size:
a common factor, and weights with gradients of different sizes. Where the gradient is 0, where it is the same for all,
or where no weights solve the task, there is nothing that a division could mend.
"""


def second_step(first, second, eta=1.0):
    m_hat = (0.9 * 0.1 * first + 0.1 * second) / (1 - 0.9**2)
    v_hat = (0.999 * 0.001 * first**2 + 0.001 * second**2) / (1 - 0.999**2)
    return eta * m_hat / (v_hat**0.5 + 1e-8)


for name, factor in (("gradients", 1.0), ("1000 times as large", 1000.0), ("100 times smaller", 0.01), ("dead", 0.0)):
    print(f"{name:20} step {second_step(2.0 * factor, 1.0 * factor):.6f}")
