import type { Plan } from '../domain/plan.ts';
import { Secret } from '../domain/secret.ts';

/** Shorter ones stand in too many innocent words. */
const shortest = 4;

/**
 * Takes the plan's secrets out of sentences that the world gave us (PostgreSQL quotes values in its errors) before
 * they reach the journal or a person.
 */
export const secretMasker = (plan: Plan): ((text: string) => string) => {
  const texts = secretsOf(plan)
    .map((secret) => secret.reveal())
    .filter((text) => text.length >= shortest);
  return (text) => texts.reduce((masked, secret) => masked.replaceAll(secret, String(new Secret(''))), text);
};

const secretsOf = ({ transactions, outside }: Plan): readonly Secret[] => {
  const rows = transactions.flat().flatMap((step) => {
    if (step.kind === 'insert-row') return [step.values];
    return step.kind === 'delete-rows' ? step.rows : step.rows.flatMap(({ before, after }) => [before, after]);
  });
  const edits = outside.flatMap((step) => (step.kind === 'edit-file' ? step.edits : []));
  const values: readonly unknown[] = [
    ...rows.flatMap((row) => Object.values(row)),
    ...edits.flatMap(({ before, after }) => [before, after]),
  ];
  return values.filter((value) => value instanceof Secret);
};
