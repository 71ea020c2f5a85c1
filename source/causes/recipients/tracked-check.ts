import type { Check } from '../../checks/cause.ts';
import { readWithEvidence, shared } from '../../checks/measure/shared.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { classify } from '../../domain/replies/classify-reply.ts';
import { titleOf } from '../../domain/replies/title.ts';
import { countOf } from '../../domain/wording/count.ts';
import { dayMs } from '../../lib/time-units.ts';
import type { TrackedLoss } from '../../services/odoo/queries/recipients/tracked-losses.ts';

const mostRead = 1_000;
const recentMs = 3 * dayMs;

/** Recipients of the last three days whom mail_tracking knows to have got nothing; undefined where nothing tells. */
export const readLosses = shared((context) =>
  readWithEvidence(context, (odoo, options) =>
    odoo.trackedLosses({ since: new Date(context.now().getTime() - recentMs), limit: mostRead }, options),
  ),
);

/** With OCA's mail_tracking Odoo calls a mail sent, and all its recipients served, when its last copy was taken. */
export const trackedCheck: Check = {
  id: 'recipients.tracked',
  title: 'Everybody on a sent mail got it',
  owner: 'recipient',
  async run(context) {
    const { value, evidence } = await readLosses(context);
    return value === undefined || value.length === 0 ? [] : [{ ...judgeLosses(value), evidence }];
  },
};

/** What is to be said of them. */
export const judgeLosses = (losses: readonly TrackedLoss[]): CheckFinding => {
  const reasons = Map.groupBy(losses, ({ failure }) =>
    failure === null ? 'bounced' : titleOf(classify(failure).class),
  );
  const why = [...reasons]
    .toSorted(([, one], [, other]) => other.length - one.length)
    .map(([title, theirs]) => `${title}: ${theirs.length}`)
    .join(', ');
  const addresses = [...new Set(losses.flatMap(({ address }) => address ?? []))];
  const named = addresses.slice(0, 3).join(', ');
  const which = named === '' ? '' : ` (${named}${addresses.length > 3 ? ', …' : ''})`;
  return finding({
    status: 'warn',
    summary: `${losses.length >= mostRead ? 'At least ' : ''}${countOf(losses.length, 'recipient')} of the last three days got nothing${which}, although Odoo calls their mails sent: ${why}.`,
    detail:
      'OCA’s module mail_tracking keeps what the servers answered: look at the messages marked as failed in Discuss, or under Settings → Technical → MailTracking emails. Correct the address, then send the message again from the document.',
  });
};
