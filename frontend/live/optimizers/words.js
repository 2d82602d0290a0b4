/** The sentence above the plane: the first that holds. */

const f = { symbol: "f" };

/**
 * @param {object} spec of the explorer
 * @param {{surface: string, optimizer: string, eta: number, mu: number}} setting
 * @param {object} way of the chosen optimiser, from ways.js
 * @returns phrase
 */
export function sentence(spec, { surface, optimizer, eta, mu }, { ys, fs, norms, arrived }) {
  const name = spec.labels[optimizer];
  const start = `${name[0].toUpperCase()}${name.slice(1)}`;
  const { a, b } = spec.surfaces[surface];
  const end = fs.at(-1);
  const rate = [" with ", { symbol: "eta" }, " = ", { value: eta, digits: 3 }];
  const times = (curvature) => ({ value: 1 - eta * curvature, digits: 3 });
  if (surface === "saddle") {
    if (arrived === Infinity) {
      const lowest = norms.indexOf(Math.min(...norms));
      return [`${start}`, ...rate, ` does not leave the saddle in ${spec.steps} steps. The gradient was shortest after `,
        { value: lowest, digits: 3, shown: String(lowest) }, " of them, ", { value: norms[lowest], digits: 3 }, "."];
    }
    return [`${start}`, ...rate, ` is below the saddle after ${arrived} steps`,
      ...(optimizer === "sgd"
        ? [": each multiplies ", { symbol: "y" }, " by ", times(b), ", so it grows from next to nothing."]
        : [". There the gradient is short, and only its direction shows the way out."])];
  }
  if (optimizer === "sgd") {
    const steep = 1 - eta * b;
    if (steep < -1) {
      return [`${start}`, ...rate, " diverges: across the ravine each step multiplies ", { symbol: "y" }, " by ", times(b),
        ". Below ", { symbol: "eta" }, " = ", { value: 2 / b, digits: 3 }, " it would come down."];
    }
    return ["Each step multiplies ", { symbol: "y" }, " by ", times(b), " and ", { symbol: "x" }, " by ", times(a),
      steep < 0 ? ": it jumps from side to side and creeps along the ravine." : ": across the ravine it is quick, along it slow."];
  }
  if (end > fs[0]) {
    return [`${start}`, ...rate, mu > 0 && optimizer !== "rmsprop" && optimizer !== "adam" ? [" and ", { symbol: "mu" }, " = ", { value: mu, digits: 3 }] : [],
      ` ends higher than it began: `, f, " is ", { value: end, digits: 3 }, ` after ${spec.steps} steps.`].flat();
  }
  if (arrived === Infinity) {
    return [`${start}`, ...rate, ` has not come down in ${spec.steps} steps: `, f, " is ", { value: end, digits: 3 },
      ", and it began at ", { value: fs[0], digits: 3 }, "."];
  }
  const last = Math.max(...fs.slice(-10));
  const turns = ys.filter((y, k) => k > 0 && y * ys[k - 1] < 0).length;
  return [`${start}`, ...rate, ` is down after ${arrived} steps and crosses the middle of the ravine ${count(turns)}; over the last ten steps `,
    f, " is at most ", { value: last, digits: 3 }, "."];
}

function count(turns) {
  return turns === 0 ? "never" : turns === 1 ? "once" : `${turns} times`;
}
