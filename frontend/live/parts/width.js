/** 0.8 px at 10⁻⁴ and below, 0.9 px more for each power of ten, at most 5.3 px. */
export function lineWidth(value) {
  if (value === 0) return 0.8;
  if (!Number.isFinite(value)) return 5.3;
  const width = 0.8 + 0.9 * (Math.log10(Math.abs(value)) + 4);
  return Math.round(100 * Math.min(Math.max(width, 0.8), 5.3)) / 100;
}
