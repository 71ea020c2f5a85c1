import { UserError } from '../../../domain/errors.ts';
import type { RemedyInput } from '../../../domain/remedy.ts';
import { normalizeAddress } from '../../../domain/routing/normalize.ts';
import type { RemedyRequest } from '../../cause.ts';
import type { CheckContext } from '../../context.ts';
import { type Relay, readRelays } from '../../measure/relays.ts';

/** The server that a remedy is about. @throws UserError when none or several could be meant. */
export const chooseRelay = async (context: CheckContext, subject: string | null): Promise<Relay> => {
  const relays = await readRelays(context);
  const used = relays.filter(({ routes }) => routes.length > 0);
  const relay = subject === null ? used[0] : relays.find((one) => one.subject === subject);
  if (relay !== undefined && (subject !== null || used.length === 1)) return relay;
  const known = relays.map((one) => one.subject).join(', ');
  throw new UserError(
    subject === null ? 'It must be said which mail server is meant.' : `No mail server in use is called ${subject}.`,
    known === '' ? 'No mail server is in use.' : `Choose one with --subject: ${known}.`,
  );
};

/** The address to send as; the login is the one that a server surely takes. */
export const addressInput = (label: string, login: string | null): RemedyInput => {
  const suggestion = normalizeAddress(login);
  const input = { name: 'address', label, kind: 'text' } as const;
  return suggestion === null ? input : { ...input, suggestion };
};

/** The address that was said, or the login. @throws UserError when neither is one. */
export const requireAddress = ({ values }: RemedyRequest, login: string | null): string => {
  const said = values.texts['address'] ?? login ?? '';
  const address = normalizeAddress(said);
  if (address !== null && /^[^\s"<>,;]+@[^\s@]+\.[^\s@]+$/.test(address)) return address;
  throw new UserError(
    said === '' ? 'The address is missing.' : `'${said}' is not one mail address.`,
    'Say it with --set address=name@example.com.',
  );
};
