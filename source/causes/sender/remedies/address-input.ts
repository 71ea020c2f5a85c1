import type { RemedyRequest } from '../../../checks/cause.ts';
import type { RemedyInput } from '../../../domain/change/remedy.ts';
import { UserError } from '../../../domain/errors.ts';
import { normalizeAddress } from '../../../domain/routing/normalize.ts';

/** The address to send as; the login is the one that a server surely takes. */
export const addressInput = (label: string, login: string | null): RemedyInput => {
  const suggestion = normalizeAddress(login);
  const input = { name: 'address', label, kind: 'text' } as const;
  return suggestion === null ? input : { ...input, suggestion };
};

/** The address that was said, or the login. @throws UserError when neither is one. */
export const requireAddress = ({ values }: Pick<RemedyRequest, 'values'>, login: string | null): string => {
  const said = values.texts['address'] ?? login ?? '';
  const address = normalizeAddress(said);
  if (address !== null && /^[^\s"<>,;]+@[^\s@]+\.[^\s@]+$/.test(address)) return address;
  throw new UserError(
    said === '' ? 'The address is missing.' : `'${said}' is not one mail address.`,
    'Say it with --set address=name@example.com.',
  );
};
