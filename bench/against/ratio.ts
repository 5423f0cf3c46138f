/** How one build compares with another: the ratio of their costs, and between what it lies with 95 % confidence. */
export type Ratio = { readonly ratio: number; readonly low: number; readonly high: number };

/** The costs of a request in the turns of one block: both builds, equally often, close to each other in time. */
export type Block = { readonly old: readonly number[]; readonly new: readonly number[] };

/**
 * Each block gives one ratio, new over old; the answer is their geometric mean, with its interval by Student's t. Whatever slows
 * the machine for a whole block slows both and cancels.
 */
export function ratioOf(blocks: readonly Block[]): Ratio {
  const logs = blocks.map((block) => Math.log(mean(block.new) / mean(block.old)));
  const middle = mean(logs);
  const half = logs.length < 2 ? Infinity : student(logs.length - 1) * standardError(logs, middle);
  return { ratio: Math.exp(middle), low: Math.exp(middle - half), high: Math.exp(middle + half) };
}

/** Half of what the interval spans, of the ratio. */
export const spreadOf = ({ ratio, low, high }: Ratio): number => (high - low) / 2 / ratio;

/** What can be said about a limit such as 1.05: with confidence above it, with confidence not, or neither yet. */
export function verdictOn({ low, high }: Ratio, limit: number): "above" | "within" | "open" {
  if (low > limit) return "above";
  return high <= limit ? "within" : "open";
}

export const mean = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length;

function standardError(values: readonly number[], middle: number): number {
  const squares = values.reduce((total, value) => total + (value - middle) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}

// Student's t for 95 % by degrees of freedom, from one on; with more it approaches the normal distribution's.
const quantiles = [
  12.71, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11,
  2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];
const student = (degrees: number): number => quantiles[degrees - 1] ?? 1.96 + 2.5 / degrees;
