import type { RemedyRequest } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { measureRelays, type Relay } from '../../checks/measure/relays.ts';
import { UserError } from '../../domain/errors.ts';
import type { TlsMode } from '../../domain/probes/smtp-report.ts';
import type { Secret } from '../../domain/secret.ts';

/** What a remedy would set differently about a server; what is absent stays as it is. */
export interface ServerSettings {
  readonly host?: string;
  readonly port?: number;
  readonly tls?: TlsMode;
  readonly user?: string;
  readonly password?: Secret;
}

/** The server that a remedy is about; without a subject the only one that mail uses. @throws UserError for any other. */
export const findRelay = async (context: CheckContext, subject: string | null): Promise<Relay> =>
  chooseRelay(await measureRelays(context), subject);

export const chooseRelay = (relays: readonly Relay[], subject: string | null): Relay => {
  const used = relays.filter(({ routes }) => routes.length > 0);
  const [only, ...others] = used.length > 0 ? used : relays;
  const relay = subject === null ? only : relays.find((one) => one.subject === subject);
  if (relay !== undefined && (subject !== null || others.length === 0)) return relay;
  const known = relays.map((one) => one.subject).join(', ');
  throw new UserError(
    subject === null ? 'It must be said which mail server is meant.' : `No mail server in use is called ${subject}.`,
    known === '' ? 'No mail server is in use.' : `Choose one with --subject: ${known}.`,
  );
};

/** Whether its settings stand in odoo.conf: no row at all, or a row that takes them from there (17+). */
export const isSetInConf = ({ server }: Pick<Relay, 'server'>): boolean =>
  server === null || server.authentication === 'cli';

/** @throws UserError where Odoo takes the server's settings from elsewhere: nothing is tried then, and nothing written. */
export const requireOwnValues = ({ server, title }: Pick<Relay, 'server' | 'title'>): void => {
  if (server === null || server.detached === null || server.authentication === 'cli') return;
  throw new UserError(
    `Nothing would come of it for ${title}: ${server.detached}.`,
    'Change it where Odoo takes it from: the files that server_environment reads, or the server in Odoo.',
  );
};

/** What was said, or a sentence about what is missing. */
export const requireText = ({ values }: Pick<RemedyRequest, 'values'>, name: string, label: string): string => {
  const text = values.texts[name]?.trim() ?? '';
  if (text === '') throw new UserError(`${label} is missing.`, `Say it with --set ${name}=….`);
  return text;
};

/** @throws UserError for what is no port. */
export const requirePort = (request: Pick<RemedyRequest, 'values'>): number => {
  const text = requireText(request, 'port', 'The port');
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new UserError(`'${text}' is no port: ports are 1 to 65535.`);
};
