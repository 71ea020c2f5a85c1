import { type Check, offer } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { areOvertaken } from '../../checks/measure/successes.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { menuPath } from '../../domain/odoo/menu-path.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { countOf } from '../../domain/wording/count.ts';
import { type Refusals, type RefusedAddress, readRefusals } from './measure-refused-addresses.ts';
import { correct } from './remedies/correct-address-remedy.ts';

/** So many get a finding of their own, those with most mails first; the rest is counted. */
const mostNamed = 15;

/** What receiving servers said of their people. No recipient is tried: that would need a mail. */
export const refusedCheck: Check = {
  id: 'recipients.refused',
  title: 'Receiving servers know the recipients',
  owner: 'recipient',
  decides: true,
  async run(context) {
    const { series } = context.odoo.version;
    const refusals = await readRefusals(context);
    const leftover = await areOvertaken(context, refusals.ids);
    const unrelayed = judgeUnrelayed(refusals, series);
    if (refusals.refused.length === 0 && unrelayed.length === 0) {
      const summary = 'No failed mail was refused because of its recipient.';
      return [finding({ status: 'ok', summary })];
    }
    const known = refusals.refused.filter(({ subject }) => subject !== null);
    const named = known.slice(0, mostNamed);
    const rest = refusals.refused.filter((each) => !named.includes(each));
    const restMails = rest.reduce((sum, { mails }) => sum + mails, refusals.others);
    const told = [
      ...unrelayed,
      ...(await Promise.all(named.map((each) => describe(context, refusals, each)))),
      ...(restMails === 0
        ? []
        : [judgeRestOfRefused(refusals, rest, { mails: restMails, named: named.length, series })]),
    ];
    return told.map((each) => ({ ...each, leftover }));
  },
};

/** Not the people are wrong: the relay does not carry mail for Odoo. */
export const judgeUnrelayed = (
  { unrelayed: { mails, domains } }: Pick<Refusals, 'unrelayed'>,
  series: OdooSeries,
): readonly CheckFinding[] =>
  mails === 0
    ? []
    : [
        finding({
          subject: 'relay',
          owner: 'odoo',
          status: 'warn',
          summary: `${countOf(mails, 'mail was', 'mails were')} refused for recipients of ${domains} domains in the same words, “Invalid recipient”: the mail server does not relay for Odoo.`,
          detail: `OpenSMTPD says so of everybody whom it is not to carry mail to. Let it take mail from this machine, or fill Username and Password under ${menuPath(series, 'outgoing-servers')}; the addresses need no correction.`,
          explains: mails,
        }),
      ];

const describe = async (context: CheckContext, refusals: Refusals, each: RefusedAddress): Promise<CheckFinding> => {
  const { subject, name, address, heals } = each;
  const judged = judgeRefusedRecipient(refusals, each, context.odoo.version.series);
  if (heals) return judged;
  const inputs = await correct.inputs(context, subject);
  return { ...judged, remedies: [offer(correct, subject, inputs, nameOf(name, address))] };
};

/** A mailbox that is full is none that is wrong. */
export const judgeRefusedRecipient = (
  refusals: Pick<Refusals, 'why'>,
  { subject, name, address, mails, heals }: RefusedAddress,
  series: OdooSeries,
): CheckFinding =>
  finding({
    subject,
    status: 'warn',
    summary: `${name ?? 'The recipient'} could not be reached: ${
      heals
        ? `the mailbox of ${address ?? 'the address'} was full`
        : `the receiving server refused ${address ?? 'the address'}`
    } ${countOf(mails, 'time')}.`,
    detail: heals ? fullMailbox : adviseOn(refusals, series),
    explains: mails,
  });

export const nameOf = (name: string | null, address: string | null): string | undefined =>
  name === null || address === null || name === address ? (name ?? address ?? undefined) : `${name}, ${address}`;

const fullMailbox =
  'The address is right: tell the person by other means, and try again in a day. Nothing is wrong in Odoo.';

/** Those that are not named one by one. */
export const judgeRestOfRefused = (
  refusals: Pick<Refusals, 'why'>,
  rest: readonly RefusedAddress[],
  { mails, named, series }: { readonly mails: number; readonly named: number; readonly series: OdooSeries },
): CheckFinding => {
  const addresses = rest.flatMap(({ address }) => (address === null ? [] : [address])).slice(0, 3);
  const which = addresses.length === 0 ? '' : ` (${addresses.join(', ')}${rest.length > 3 ? ', …' : ''})`;
  return finding({
    status: 'warn',
    // Read alone, as a headline, it must not pass for all of them.
    summary: `${countOf(mails, named === 0 ? 'mail was' : 'further mail was', named === 0 ? 'mails were' : 'further mails were')} refused because of the recipient${which}${named === 0 ? '' : `, beside the ${countOf(named, 'recipient')} named one by one`}.`,
    detail: sayWhatHelps(refusals, rest, series),
    explains: mails,
  });
};

const sayWhatHelps = (refusals: Pick<Refusals, 'why'>, rest: readonly RefusedAddress[], series: OdooSeries): string => {
  if (rest.length > 0 && rest.every(({ heals }) => heals)) return fullMailbox;
  const advice = adviseOn(refusals, series);
  return rest.some(({ isText }) => isText === true)
    ? `${advice} A refused address stands in To or Cc of the mail itself and is none of its contacts': who has corrected the contact must correct it there, too.`
    : advice;
};

const adviseOn = ({ why }: Pick<Refusals, 'why'>, series: OdooSeries): string =>
  `${why}. Such a mail does not get better by trying: correct the address under ${menuPath(series, 'contacts')}, or cancel the mail. Many refusals of this kind cost the sender its good name.`;
