import { finding } from '../../domain/finding.ts';
import { countOf } from '../../domain/wording/count.ts';
import type { Check } from '../cause.ts';
import { ifPossible } from '../measure/if-possible.ts';
import { readWithEvidence } from '../measure/shared.ts';
import { readLosses } from './tracked.ts';

const mostRead = 1_000;
/** Odoo keeps them for half a year; what is older than this has been seen or does not matter any more. */
const recentMs = 3 * 24 * 3_600_000;

/** A mail that deletes itself after sending does so too when nobody could get it: only the notification remembers. */
export const notificationsCheck: Check = {
  id: 'recipients.notifications',
  title: 'No recipient was lost without a trace in the queue',
  async run(context) {
    const { value, evidence } = await readWithEvidence(context, (odoo, options) =>
      odoo.failedNotifications(mostRead, options),
    );
    const common = { check: 'recipients.notifications', owner: 'recipient', evidence } as const;
    const since = context.now().getTime() - recentMs;
    const recent = value.notifications.filter(({ date }) => date !== null && date.getTime() >= since);
    if (recent.length === 0) {
      // Then somebody did, and another check says who.
      const losses = await ifPossible(context, readLosses(context));
      if ((losses?.value?.length ?? 0) > 0) return [];
      const older = value.notifications.length;
      const rest = older === 0 ? '' : ` (${value.complete ? '' : 'at least '}${countOf(older, 'older one')})`;
      const summary = `In the last three days nobody missed a message that has left the queue${rest}.`;
      return [finding({ ...common, status: 'ok', summary })];
    }
    const bounced = recent.filter(({ status }) => status === 'bounce').length;
    const unaddressed = recent.filter(({ failureType }) => /RECIPIENT|mail_email/.test(failureType ?? '')).length;
    const parts = [
      ...(bounced > 0 ? [`${bounced} bounced`] : []),
      ...(unaddressed > 0 ? [`${unaddressed} had no usable address`] : []),
    ].join(', ');
    return [
      finding({
        ...common,
        status: 'warn',
        summary: `${value.complete ? '' : 'At least '}${countOf(recent.length, 'recipient')} of the last three days got nothing, though no mail in the queue says so${parts === '' ? '' : `: ${parts}`}.`,
        detail:
          'Such mails deleted themselves. The red envelope on the message in the document shows who missed it, and sends it again once the address is right.',
      }),
    ];
  },
};
