/** How long the next step may take: its own limit, or what is left of the whole session's. */
export interface TimeBudget {
  /** Ms for the next step; never below 1, so that a step begun at the very end still fails by itself. */
  step(): number;
}

/** Starts the session's clock. Both limits in ms. */
export const startTimeBudget = (stepMs: number, totalMs: number): TimeBudget => {
  const end = performance.now() + totalMs;
  return { step: () => Math.max(1, Math.min(stepMs, Math.round(end - performance.now()))) };
};
