/** Paths from the loss back to a node, over the named nodes of the graph. */

/**
 * Every path from the output of the graph back to `name`.
 *
 * @returns {Array<Array<{key: string, from: string, to: string}>>} edges of each path, the loss first
 */
export function pathsTo(graph, name) {
  const into = new Map();
  for (const edge of graph.edges) {
    if (!into.has(edge.to)) into.set(edge.to, []);
    into.get(edge.to).push(edge);
  }
  const found = [];
  const walk = (node, path) => {
    if (node === name) found.push(path);
    else for (const edge of into.get(node) ?? []) walk(edge.from, [...path, edge]);
  };
  walk(graph.names[graph.output], []);
  return found;
}

/** Product of the local derivatives along one path, from the loss on. */
export function product(replay, path) {
  let result = 1;
  for (const { key } of path) result *= replay.edgeValues.get(key);
  return result;
}

/** Names of the nodes that the loss reaches without passing the given edges. */
export function reachable(graph, blocked = new Set()) {
  const seen = new Set([graph.names[graph.output]]);
  for (const node of seen) {
    for (const { key, from, to } of graph.edges) if (to === node && !blocked.has(key)) seen.add(from);
  }
  return seen;
}

/**
 * Multiplications of local derivatives that give the gradients of `names`; a factor that is always 1 needs none.
 *
 * @param {object} factors {edge: its symbol, or "1"}
 * @returns {{byPath: number, backprop: number}} along every path by itself; with one message per edge, passed on once
 */
export function multiplications(graph, factors, names) {
  const paths = names.flatMap((name) => pathsTo(graph, name));
  const byPath = paths.reduce((sum, path) =>
    sum + Math.max(0, path.filter(({ key }) => factors[key] !== "1").length - 1), 0);
  const once = new Set(); // edges whose message is a product of two numbers that are not always 1
  for (const path of paths) {
    path.forEach(({ key }, k) => {
      const upstream = path.slice(0, k).some((edge) => factors[edge.key] !== "1");
      if (upstream && factors[key] !== "1") once.add(key);
    });
  }
  return { byPath, backprop: once.size };
}
