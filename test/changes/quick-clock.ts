/** How long a transaction holds its locks by that clock, ms: short enough for several of them to become one. */
const heldMs = 2;

/** A clock by which every transaction is quick, however slow the machine is that runs the test. */
export const createQuickClock = (): (() => number) => {
  let readings = 0;
  return () => {
    readings += 1;
    return readings * heldMs;
  };
};
