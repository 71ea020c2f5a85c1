import { UserError } from '../domain/errors.ts';

/**
 * The id in a subject like `server:3`.
 * @throws UserError when the subject is missing or of another kind.
 */
export const idOf = (subject: string | null, kind: string): number => {
  const id = Number(new RegExp(`^${kind}:(\\d{1,9})$`).exec(subject ?? '')?.[1] ?? Number.NaN);
  if (Number.isInteger(id)) return id;
  throw new UserError(`This remedy is for one ${kind}.`, `Name it with --subject ${kind}:ID.`);
};
