"""
v and w are leaves that require a gradient, and recorded paths lead from L to both. h was computed, but was told to keep
its gradient. u has asked for one and gets none: the only path to it is cut by detach(). x has not asked, z and L were
computed, and c is a constant for the record.
"""

try:
    import torch
except ImportError:
    torch = None
    print("PyTorch is not installed.")

if torch:
    x = torch.tensor(0.5)
    u, v, w = (torch.tensor(0.1, requires_grad=True) for _ in range(3))
    z = w * x
    h = torch.sigmoid(z)
    h.retain_grad()
    c = (u * h).detach()
    L = v * h + c
    L.backward()
    for name, tensor in zip("xuvwzhcL", (x, u, v, w, z, h, c, L), strict=True):
        kept = tensor.is_leaf or tensor.retains_grad
        print(name, "has a gradient" if kept and tensor.grad is not None else "-")
