import type { Check } from '../../checks/cause.ts';
import { endedBy } from '../../checks/measure/ended-by.ts';
import { openSessions, type RelaySession } from '../../checks/measure/smtp-sessions.ts';
import { findStoredFailures, type Present } from '../../checks/measure/stored-findings.ts';

/** Mails that failed over encryption, although it comes about now. */
export const storedTlsFailuresCheck: Check = {
  id: 'tls.stored',
  title: 'Mails that failed over encryption',
  owner: 'odoo',
  run: async (context) => {
    const sessions = await openSessions(context);
    return await findStoredFailures(
      context,
      {
        cause: 'tls',
        nothing: 'No mail has failed over encryption.',
        works: 'and Odoo agree on encryption now',
        unknown: 'whether it is mended could not be tried',
      },
      sessions.map(presentEncryption),
    );
  },
};

export const presentEncryption = (session: RelaySession): Present => {
  const { subject, title } = session.relay;
  if (endedBy(session) === 'tls') return { subject, title, state: 'broken' };
  return { subject, title, state: session.report.capabilities === undefined ? 'unknown' : 'works' };
};
