"""
Both memories start at 0. After two steps the weights in m add up to 1 − β₁², those in v to 1 − β₂², so each is divided
by that. The first gradient was four times as large as the second and still rules m.
"""

m = v = 0.0
eta, beta1, beta2 = 0.25, 0.9, 0.999
for t, g in ((1, 0.4), (2, -0.1)):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    step = -eta * m_hat / v_hat**0.5
    print(f"t = {t}   m_hat = {m_hat:.6f}   root of v_hat = {v_hat**0.5:.6f}   change of w = {step:.6f}")
