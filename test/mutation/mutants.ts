import { readFile } from 'node:fs/promises';
import ts from 'typescript';
import { type Mutation, mutate } from './mutators.ts';

/** A mutation that can be switched on by its number. */
export interface Mutant extends Mutation {
  readonly id: number;
  /** Path from the root of the project. */
  readonly file: string;
  readonly line: number;
  readonly original: string;
}

type Found = Omit<Mutant, 'id'>;

/** All mutations of a file, in the order of its text. */
const findMutations = async (path: string): Promise<readonly Found[]> => {
  const file = ts.createSourceFile(path, await readFile(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Found[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    for (const mutation of mutate(node, file)) {
      const { line } = file.getLineAndCharacterOfPosition(mutation.start);
      found.push({ ...mutation, file: path, line: line + 1, original: node.getText(file) });
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return found;
};

/** The same mutants for the same seed and code: at most one at a place, so that all of them fit into one program. */
export const drawMutants = async (
  files: readonly string[],
  seed: number,
  count: number,
): Promise<readonly Mutant[]> => {
  const all = (await Promise.all(files.map(findMutations))).flat();
  const drawn: Found[] = [];
  for (const mutation of shuffle(all, seed)) {
    if (drawn.length === count) break;
    const isFree = drawn.every(
      ({ file, start, end }) => file !== mutation.file || end <= mutation.start || mutation.end <= start,
    );
    if (isFree) drawn.push(mutation);
  }
  return drawn
    .toSorted((one, other) => one.file.localeCompare(other.file) || one.start - other.start)
    .map((mutation, id) => ({ ...mutation, id }));
};

const shuffle = <Item>(items: readonly Item[], seed: number): readonly Item[] => {
  const random = createRandom(seed);
  return items
    .map((item) => ({ item, order: random() }))
    .toSorted((one, other) => one.order - other.order)
    .map(({ item }) => item);
};

/** Numbers from 0 to 1 by a linear congruential generator (the constants of Numerical Recipes). */
const createRandom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

/** The code with the mutants in it, asleep: each wakes when `isMutant` says so of its number. */
export const plantMutants = (code: string, mutants: readonly Mutant[]): string =>
  mutants
    .toSorted((one, other) => other.start - one.start)
    .reduce(
      (text, { id, start, end, text: mutated }) =>
        `${text.slice(0, start)}(globalThis.isMutant?.(${id}) ? ${mutated} : ${text.slice(start, end)})${text.slice(end)}`,
      code,
    );

/** The code with one mutant in the place of the original, as a person would have written it. */
export const applyMutant = (code: string, { start, end, text }: Mutant): string =>
  `${code.slice(0, start)}${text}${code.slice(end)}`;
