import type { CheckContext } from '../checks/context.ts';
import { ifPossible } from '../checks/measure/if-possible.ts';
import { readWithEvidence, shared } from '../checks/measure/shared.ts';
import { readLastSuccess } from '../checks/measure/successes.ts';
import { finding } from '../domain/finding/finding.ts';
import { readFileTime } from '../services/host/file-time.ts';
import { judgeLastTest } from './judge-last-test.ts';
import type { PrecautionCheck } from './precaution.ts';
import { measureUsedRelays } from './used-relays.ts';

/** When each outgoing server's row was last written. */
const readServerStamps = shared((context: CheckContext) =>
  readWithEvidence(context, (odoo, options) => odoo.recordStamps('mail-server', new Date(0), options)),
);

/** Whether the servers were tried since they were changed. */
export const lastTestCheck: PrecautionCheck = {
  id: 'prevention.last-test',
  title: 'Tried since the last change',
  owner: 'odoo',
  run: async (context) => {
    const relays = await measureUsedRelays(context);
    if (relays.length === 0) {
      const summary = 'No mail server is set up, so there is none to try.';
      return [finding({ status: 'skipped', summary, consequenceOf: 'no-server' })];
    }
    const { configuration } = context.target;
    const [stamps, tests, successes, confWrittenAt] = await Promise.all([
      ifPossible(context, readServerStamps(context)),
      context.readTests(),
      readLastSuccess(context),
      configuration === undefined ? undefined : readFileTime(configuration),
    ]);
    return relays.map(({ subject, title, server }) => {
      const stamp = stamps?.value.find(({ table, id }) => table === 'ir_mail_server' && id === server?.id);
      const rowWrittenAt = stamp?.writtenAt ?? stamp?.createdAt ?? undefined;
      const judged = judgeLastTest(
        {
          title,
          subject,
          changedAt: server === null ? confWrittenAt : rowWrittenAt,
          renewsTokens: server !== null && server.oauth !== null,
          test: tests?.findLast((each) => each.subject === subject),
          sentAt: successes.bySubject.get(subject),
        },
        context.now(),
      );
      return finding({ subject, ...judged, evidence: server === null ? [] : (stamps?.evidence ?? []) });
    });
  },
};
