"""
Four rules follow from the formula: t and p stand behind L, s and b behind t, x behind s, and w behind both s and p. A
and C keep them all. In B the node w comes before s, in D the node s comes before t, and E is the forward pass.
"""

made_from = {"L": "tp", "t": "sb", "p": "w", "s": "wx"}
orders = {"A": "Ltpswxb", "B": "Lpwtsxb", "C": "Lptbsxw", "D": "Lstpwxb", "E": "wxbsptL"}

for letter, order in orders.items():
    late = [
        f"{source} before {node}"
        for node, sources in made_from.items()
        for source in sources
        if order.index(source) < order.index(node)
    ]
    print(f"{letter}: {', '.join(late) or 'all right'}")
