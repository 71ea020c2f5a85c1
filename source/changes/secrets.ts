import type { Plan, PlannedRow } from '../domain/change/plan.ts';
import { Masker } from '../domain/masker.ts';
import { Secret } from '../domain/secret.ts';

/**
 * Takes the plan's secrets out of sentences that the world gave us (PostgreSQL quotes values in its errors) before
 * they reach the journal or a person.
 */
export const secretMasker = (plan: Plan): ((text: string) => string) => {
  const masker = new Masker();
  for (const secret of secretsOf(plan)) masker.hide(secret.reveal());
  return (text) => masker.apply(text);
};

/** Plans have hundreds of thousands of values: they are looked at where they stand. */
const secretsOf = ({ transactions, outside }: Plan): ReadonlySet<Secret> => {
  const found = new Set<Secret>();
  const look = (row: PlannedRow): void => {
    for (const column in row) {
      const value = row[column];
      if (value instanceof Secret) found.add(value);
    }
  };
  for (const step of transactions.flat()) {
    if (step.kind === 'insert-row') look(step.values);
    else if (step.kind === 'delete-rows') step.rows.forEach(look);
    else {
      for (const { before, after } of step.rows) {
        look(before);
        look(after);
      }
    }
  }
  for (const step of outside) {
    const edits = step.kind === 'edit-file' ? step.edits : [];
    for (const value of edits.flatMap(({ before, after }) => [before, after]))
      if (value instanceof Secret) found.add(value);
  }
  return found;
};
