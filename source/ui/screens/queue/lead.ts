import type { NextStep } from '../../../domain/finding/next-step.ts';

/** Where a step of the treatment is done. */
export type StepPlace = 'remedy' | 'retry' | 'look';

/** A step that no remedy does names the command that does: sending again, or looking at what was found. */
export const stepPlaceOf = ({ remedy, command }: NextStep): StepPlace => {
  if (remedy !== null) return 'remedy';
  return /^\S+ retry\b/.test(command ?? '') ? 'retry' : 'look';
};

/** The cause that a step is about; undefined where it is about none. */
export const causeNamedBy = ({ remedy, command }: NextStep): string | undefined =>
  remedy?.split('.')[0] ?? /^\S+ check ([a-z-]+)/.exec(command ?? '')?.[1];
