/** What must end when the world ends, the last started first. (Node 22 has no AsyncDisposableStack.) */
export interface Endings {
  add(end: () => Promise<void>): void;
  /** Does all of it, even if one of them fails. @throws what the first that failed threw. */
  run(): Promise<void>;
}

export const createEndings = (): Endings => {
  const ends: (() => Promise<void>)[] = [];
  return {
    add: (end) => {
      ends.push(end);
    },
    run: async () => {
      const failures: unknown[] = [];
      for (let end = ends.pop(); end !== undefined; end = ends.pop()) {
        await end().catch((error: unknown) => failures.push(error));
      }
      if (failures.length > 0) throw failures[0];
    },
  };
};
