import type { Mutant } from './mutants.ts';

export interface Outcome {
  readonly mutant: Mutant;
  /** `refused`: the compiler does not take it. `unmet`: no test that ran comes past it. */
  readonly end: 'killed' | 'survived' | 'unmet' | 'refused';
}

/** By folder: how many of the mutants that compile no test noticed. */
export const countLines = (outcomes: readonly Outcome[], folders: readonly string[]): readonly string[] => {
  const counted = [...folders, ''].map((folder) => {
    const those = outcomes.filter(({ mutant, end }) => mutant.file.startsWith(`source/${folder}`) && end !== 'refused');
    const lived = those.filter(isAlive);
    const share = those.length === 0 ? '' : ` (${((100 * lived.length) / those.length).toFixed(1)} %)`;
    return `${(folder || 'all').padEnd(20)} ${String(those.length).padStart(4)} mutants, ${lived.length} survived${share}`;
  });
  const refused = outcomes.filter(({ end }) => end === 'refused').length;
  return [...counted, `The compiler refused ${refused} more.`];
};

const isAlive = ({ end }: Outcome): boolean => end === 'survived' || end === 'unmet';

/** Where it is, and what was changed. */
export const describeSurvivor = ({ mutant, end }: Outcome): readonly string[] => [
  `${mutant.file}:${mutant.line} ${end}`,
  ...mutant.original.split('\n').map((line) => `  - ${line.trim()}`),
  ...mutant.text.split('\n').map((line) => `  + ${line.trim()}`),
  '',
];
