"""
The decay takes the share ηλ of the old w. Adam's step is made of g alone, so the division by the root of v does not
touch the decay.
"""


def adamw(w, g, m, v, t, eta, lam):
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g**2
    m_hat, v_hat = m / (1 - 0.9**t), v / (1 - 0.999**t)
    w = w - eta * lam * w
    return {"w": w - eta * m_hat / (v_hat**0.5 + 1e-8), "m": m, "v": v}


state = {"w": 1.0, "m": 0.0, "v": 0.0}
for t in (1, 2, 3):
    state = adamw(g=2 * state["w"], t=t, eta=0.1, lam=0.5, **state)
    print(f"t = {t}   w = {state['w']:.6f}")
