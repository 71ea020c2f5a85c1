import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import type { MailServer } from '../../domain/odoo/mail-server.ts';
import { resolveServer } from '../../domain/routing/routed-server.ts';
import type { CheckContext } from '../context.ts';
import { measureRoutingFacts } from './routes.ts';
import { shared } from './shared.ts';

type UnknownServer = MailServer & { readonly detached: string };

/** Servers in use of which is not known where they lead: nothing about them can be tried from here. */
const readUnknownServers = shared(async (context): Promise<readonly UnknownServer[]> => {
  const facts = await measureRoutingFacts(context);
  return facts.servers.filter(
    (server): server is UnknownServer =>
      server.active && server.detached !== null && server.host === null && resolveServer(facts, server).kind === 'row',
  );
});

/** What a check has to say of them: `question` is what it would have asked, `The login`. */
export const describeUnknownServers = async (
  context: CheckContext,
  question: string,
): Promise<readonly CheckFinding[]> =>
  (await readUnknownServers(context)).map(({ id, name, detached }) =>
    finding({
      subject: `server:${id}`,
      status: 'unknown',
      summary: `${question} of ${name} could not be tried: ${detached}.`,
      owner: 'odoo',
    }),
  );
