import type { Finding } from '../../domain/finding.ts';
import { finding } from '../../domain/finding.ts';
import { menuPath } from '../../domain/menu-path.ts';
import { smtpEvidence } from '../../domain/probes/probe-evidence.ts';
import type { CheckContext } from '../context.ts';
import { endedBy } from './ended-by.ts';
import type { Relay } from './relays.ts';
import type { RelaySession } from './sessions.ts';

/** Where a person sets that server up: a row of the outgoing servers, or keys of odoo.conf. */
export const whereSet = ({ odoo, target }: CheckContext, { server }: Relay, keys: string): string =>
  server === null || server.authentication === 'cli'
    ? `Set in ${target.configuration ?? 'odoo.conf'} (${keys}).`
    : `Set under ${menuPath(odoo.version.series, 'outgoing-servers')} → ${server.name}.`;

/** Sentences of a detail, those that there are. */
export const sentences = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(' ');

/**
 * What a check says of a server that it could not get to, because the session ended before: unknown, and a consequence
 * of what ended it.
 */
export const notReached = (check: string, session: RelaySession, question: string): Finding => {
  const cause = endedBy(session);
  return finding({
    check,
    subject: session.relay.subject,
    status: 'unknown',
    summary: `${question} of ${session.relay.title} could not be tried: ${session.report.summary}`,
    owner: 'odoo',
    evidence: [smtpEvidence(session.report)],
    ...(cause === undefined ? {} : { consequenceOf: cause }),
  });
};
