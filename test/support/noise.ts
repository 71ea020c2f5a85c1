/** Numbers below 2^32 that look random and are the same in every run (mulberry32). */
export const createNoise = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
};

/** Pieces of real records put together at random: closer to what breaks a parser than random bytes. */
export const createNonsense = (noise: () => number, pieces: readonly string[]): (() => string) => {
  return () => Array.from({ length: noise() % 12 }, () => pieces[noise() % pieces.length] ?? '').join('');
};
