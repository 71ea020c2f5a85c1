import { finding } from '../../domain/finding.ts';
import { menuPath } from '../../domain/menu-path.ts';
import { classify } from '../../domain/replies/classify.ts';
import { titleOf } from '../../domain/replies/title.ts';
import { countOf } from '../../domain/wording/count.ts';
import type { Check } from '../cause.ts';
import { failuresOf, readWaiting } from '../measure/waiting.ts';

const mostRead = 500;
const shown = 3;

/** What receiving servers said of their people. No recipient is tried: that would need a mail. */
export const refusedCheck: Check = {
  id: 'recipients.refused',
  title: 'Receiving servers know the recipients',
  async run(context) {
    const [groups, { failed }] = await Promise.all([failuresOf(context, 'recipients'), readWaiting(context)]);
    const refusals = groups.filter((group) => group.class.startsWith('rcpt.'));
    const common = { check: 'recipients.refused', owner: 'recipient' } as const;
    const count = refusals.reduce((sum, group) => sum + group.count, 0);
    if (count === 0) {
      return [finding({ ...common, status: 'ok', summary: 'No failed mail was refused because of its recipient.' })];
    }
    const ids = new Set(refusals.flatMap(({ stories }) => stories.flatMap((story) => story.ids)));
    const reasons = failed.filter(({ id }) => ids.has(id)).map(({ failureReason }) => failureReason ?? '');
    const addresses = countAddresses(reasons.slice(0, mostRead));
    const worst = addresses
      .slice(0, shown)
      .map(([address, times]) => `${address}${times > 1 ? ` (${times} times)` : ''}`);
    const why = refusals.map((group) => `${titleOf(group.class)}: ${group.count}`).join(', ');
    const of = addresses.length === 0 ? '' : `, of ${countOf(addresses.length, 'address', 'addresses')}`;
    return [
      finding({
        ...common,
        status: 'warn',
        summary: `${countOf(count, 'mail was', 'mails were')} refused because of the recipient${of}.`,
        detail: [
          `${why}.`,
          ...(worst.length === 0 ? [] : [`Most often: ${worst.join(', ')}.`]),
          `Such a mail does not get better by trying: correct the address under ${menuPath(context.odoo.version.series, 'contacts')}, or cancel the mail. Many refusals of this kind cost the sender its good name.`,
        ].join(' '),
        explains: count,
      }),
    ];
  },
};

const countAddresses = (reasons: readonly string[]): readonly (readonly [address: string, times: number])[] => {
  const counts = new Map<string, number>();
  for (const address of reasons.flatMap((reason) => classify(reason).reply.recipients)) {
    counts.set(address, (counts.get(address) ?? 0) + 1);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a);
};
