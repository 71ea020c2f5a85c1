import type { Check } from '../../checks/cause.ts';
import { endedBy } from '../../checks/measure/ended-by.ts';
import type { RelaySession } from '../../checks/measure/smtp-sessions.ts';
import { findStoredFailures, type Present } from '../../checks/measure/stored-findings.ts';
import { judgeGreeting } from './judge-greeting.ts';
import { measureReachability } from './measure-reachability.ts';

/** Mails that failed because a server was not reached, although it is now. */
export const storedConnectionFailuresCheck: Check = {
  id: 'firewall.stored',
  title: 'Mails that failed because a server was not reached',
  owner: 'host',
  run: async (context) => {
    const all = await measureReachability(context);
    return await findStoredFailures(
      context,
      {
        cause: 'firewall',
        nothing: 'No mail has failed because a server was not reached.',
        works: 'is reached now',
        unknown: 'whether it is reached now could not be measured',
      },
      all.map(({ session }) => judgePresence(session)),
    );
  },
};

/** Whether that server is reached now. */
export const judgePresence = (session: RelaySession): Present => {
  const { subject, title } = session.relay;
  const { resolution } = session.report;
  const isNameUnknown =
    resolution === undefined ||
    (resolution.kind === 'failed' && resolution.reason !== 'nxdomain' && resolution.reason !== 'nodata');
  if (isNameUnknown) return { subject, title, state: 'unknown' };
  if (judgeGreeting(session.report)?.status === 'unknown') return { subject, title, state: 'unknown' };
  const cause = endedBy(session);
  // An odoo.conf that nobody set leads to a port where nobody listens: no-server tells that.
  return { subject, title, state: cause === 'firewall' || cause === 'no-server' ? 'broken' : 'works' };
};
