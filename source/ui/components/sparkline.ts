import type { Theme } from '../theme/theme.ts';

/** A row of bars, the highest value filling the line; zero stands apart from little. */
export const sparkline = (values: readonly number[], theme: Theme): string => {
  const highest = Math.max(...values, 1);
  const steps = theme.spark.length - 1;
  return values
    .map((value) => theme.spark[value === 0 ? 0 : Math.max(1, Math.round((value / highest) * steps))] ?? '')
    .join('');
};
