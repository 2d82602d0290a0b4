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
