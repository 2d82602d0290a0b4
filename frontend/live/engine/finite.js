/** Whether all numbers of an array are finite: only those have 0 as their product with 0. */
export function allFinite(a) {
  let zero = 0;
  for (let i = 0; i < a.length; i++) zero += a[i] * 0;
  return zero === 0;
}
