import { afterEach, beforeEach, inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** The mutant that is awake; null: none, and each test tells which it meets. */
    readonly mutant: number | null;
  }
  interface TaskMeta {
    /** How often the test came past each mutant. */
    mutants?: Record<number, number>;
  }
}

declare global {
  var isMutant: ((id: number) => boolean) | undefined;
  /** What was met while modules came into memory; such a mutant is met by whoever imports it. */
  var metWhileLoading: Record<number, number> | undefined;
  var mutantsMet: (() => readonly number[]) | undefined;
  /** Wakes this one in place; null: all sleep again. */
  var wakeMutant: ((id: number | null) => void) | undefined;
}

/** A mutant that was met as often as this has most probably made a loop without an end. */
const mostMeetings = 5_000_000;

const awake = inject('mutant');
let awakeInPlace: number | null = null;
globalThis.metWhileLoading ??= {};
let met: Record<number, number> = globalThis.metWhileLoading;
let meetings = 0;

globalThis.isMutant = (id) => {
  if (awake === null && awakeInPlace === null) met[id] = (met[id] ?? 0) + 1;
  if (id !== (awakeInPlace ?? awake)) return false;
  meetings += 1;
  if (meetings > mostMeetings) throw new Error('The mutant goes round and round.');
  return true;
};

globalThis.mutantsMet = () => Object.keys(met).map(Number);

globalThis.wakeMutant = (id) => {
  awakeInPlace = id;
  meetings = 0;
};

beforeEach(() => {
  met = {};
});

afterEach(({ task }) => {
  if (awake === null) task.meta.mutants = { ...met, ...globalThis.metWhileLoading };
  met = globalThis.metWhileLoading ?? {};
});
