import { type Finding, finding } from '../../domain/finding.ts';
import { menuPath } from '../../domain/menu-path.ts';
import type { RecipientFlaw } from '../../domain/recipient-flaw.ts';
import { countOf } from '../../domain/wording/count.ts';
import type { Check } from '../cause.ts';
import type { CheckContext } from '../context.ts';
import { readRecipientFacts } from '../measure/recipients.ts';

/** Mails with nobody to go to: as the tables have it now, not as a stored text guesses. */
export const addressCheck: Check = {
  id: 'recipients.address',
  title: 'Every mail has somebody to go to',
  async run(context) {
    const facts = await readRecipientFacts(context);
    const { unreachable, partial, unclear } = facts;
    const common = { check: 'recipients.address', owner: 'odoo', evidence: facts.evidence } as const;
    if (unreachable.size === 0 && partial.size === 0) {
      return [finding({ ...common, status: 'ok', summary: 'Every waiting mail has an address to go to.' })];
    }
    const failed = unclear.filter((id) => unreachable.has(id)).length;
    return [
      finding({
        ...common,
        status: 'warn',
        summary: summarize(unreachable.size, failed, partial.size),
        detail: describe(context, facts.flaws),
        explains: unreachable.size,
      }),
    ];
  },
};

const summarize = (unreachable: number, failed: number, partial: number): string => {
  if (unreachable === 0) {
    return `${countOf(partial, 'mail reaches', 'mails reach')} only some of the recipients: the others have no usable address.`;
  }
  const waiting = unreachable - failed;
  const states = [
    ...(failed > 0 ? [`${countOf(failed, 'failed mail')}`] : []),
    ...(waiting > 0 ? [`${countOf(waiting, 'waiting mail')}`] : []),
  ].join(' and ');
  return `${states} ${unreachable === 1 ? 'has' : 'have'} no usable address to go to.`;
};

const describe = ({ odoo }: CheckContext, flaws: readonly RecipientFlaw[]): string => {
  const count = (wanted: RecipientFlaw['flaw']): readonly RecipientFlaw[] =>
    flaws.filter(({ flaw }) => flaw === wanted);
  const partners = (found: readonly RecipientFlaw[]): number => new Set(found.map(({ partnerId }) => partnerId)).size;
  const unreadable = [...count('unreadable-address'), ...count('unreadable-text')];
  const samples = [...new Set(unreadable.map(({ address }) => `"${address}"`))].slice(0, 3).join(', ');
  const parts: Finding['summary'][] = [
    ...(count('no-address').length > 0
      ? [`${countOf(partners(count('no-address')), 'contact has', 'contacts have')} no e-mail address.`]
      : []),
    ...(unreadable.length > 0 ? [`In some there is no address to be found: ${samples}.`] : []),
    ...(count('no-recipient').length > 0
      ? [`${countOf(count('no-recipient').length, 'mail names', 'mails name')} nobody at all.`]
      : []),
    `Up to 18 Odoo stores such a mail as "Error without exception", or deletes it unsent. Correct the address under ${menuPath(odoo.version.series, 'contacts')}, then send the mail again.`,
  ];
  return parts.join(' ');
};
