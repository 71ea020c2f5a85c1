import { type Check, offer } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { type RecipientFacts, readRecipientFacts } from '../../checks/measure/tried-recipients.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import type { RecipientFlaw } from '../../domain/mail/recipient-flaw.ts';
import { menuPath } from '../../domain/odoo/menu-path.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { countOf, formatCount } from '../../domain/wording/count.ts';
import { shortenText } from '../../domain/wording/shorten.ts';
import { correct } from './remedies/correct-address-remedy.ts';

/** So many get a finding of their own, those with most mails first; the rest is counted. */
const mostNamed = 15;

/** Mails with nobody to go to: as the tables have it now, not as a stored text guesses. */
export const addressCheck: Check = {
  id: 'recipients.address',
  title: 'Every mail has somebody to go to',
  owner: 'odoo',
  decides: true,
  async run(context) {
    const facts = await readRecipientFacts(context);
    const wrongs = groupFlaws(facts);
    if (wrongs.length === 0) {
      const summary = 'Every waiting mail has an address to go to.';
      return [finding({ status: 'ok', summary, evidence: facts.evidence })];
    }
    const [named, rest] = [wrongs.slice(0, mostNamed), wrongs.slice(mostNamed)];
    return [
      ...(await Promise.all(named.map((wrong) => describe(context, facts, wrong)))),
      ...(rest.length === 0
        ? []
        : [judgeRestOfAddresses(facts, rest, { all: wrongs.length, series: context.odoo.version.series })]),
    ];
  },
};

/** Something that is to be corrected in one place. */
interface Wrong {
  /** `partner:12`, `mail:4711`. */
  readonly subject: string;
  readonly sample: RecipientFlaw;
  readonly mails: ReadonlySet<number>;
  /** Those that have nobody else, each counted once. */
  readonly stopped: number;
}

/** What is to be corrected, most mails first. */
export const groupFlaws = ({
  flaws,
  unreachable,
  partial,
}: Pick<RecipientFacts, 'flaws' | 'unreachable' | 'partial'>): readonly Wrong[] => {
  const real = flaws.filter(
    ({ flaw, mailId }) =>
      flaw !== 'blacklisted' && flaw !== 'unparted' && (unreachable.has(mailId) || partial.has(mailId)),
  );
  const groups = Map.groupBy(real, ({ partnerId, mailId }) =>
    partnerId === null ? `mail:${mailId}` : `partner:${partnerId}`,
  );
  const counted = new Set<number>();
  return [...groups]
    .toSorted(([, one], [, other]) => other.length - one.length)
    .flatMap(([subject, [sample, ...others]]) => {
      if (sample === undefined) return [];
      const mails = new Set([sample, ...others].map(({ mailId }) => mailId));
      const stopped = [...mails].filter((id) => unreachable.has(id) && !counted.has(id));
      for (const id of stopped) counted.add(id);
      return [{ subject, sample, mails, stopped: stopped.length }];
    });
};

const describe = async (context: CheckContext, facts: RecipientFacts, wrong: Wrong): Promise<CheckFinding> => {
  const { subject, sample } = wrong;
  const judged = judgeWrong(facts, wrong, context.odoo.version.series);
  const remedies = [offer(correct, subject, await correct.inputs(context, subject), nameRecipient(facts, sample))];
  return { ...judged, remedies };
};

/** What one wrong recipient costs. */
export const judgeWrong = (
  facts: Pick<RecipientFacts, 'people' | 'evidence'>,
  { subject, sample, mails, stopped }: Wrong,
  series: OdooSeries,
): CheckFinding => {
  const cost =
    stopped > 0
      ? `${countOf(stopped, 'mail')} to nobody else`
      : `${countOf(mails.size, 'mail')} that only the other recipients get`;
  return finding({
    subject,
    status: 'warn',
    summary: `${nameFlaw(facts, sample)}: ${cost}.`,
    detail: adviseOn(series),
    explains: stopped,
    evidence: facts.evidence,
  });
};

/** A field of an address may hold a whole list. */
const quote = (address: string | null): string => shortenText(address ?? '', 200);

const nameFlaw = (
  { people }: Pick<RecipientFacts, 'people'>,
  { flaw, partnerId, mailId, address }: RecipientFlaw,
): string => {
  const who = (partnerId === null ? undefined : people.get(partnerId)?.name) ?? `Contact ${partnerId}`;
  switch (flaw) {
    case 'no-recipient':
      return `Mail ${mailId} names no recipient at all`;
    case 'unreadable-text':
      return `Mail ${mailId} goes to "${quote(address)}", in which there is no address`;
    case 'no-address':
      return `${who} has no e-mail address`;
    default:
      return `The e-mail address of ${who}, "${quote(address)}", is none`;
  }
};

/** Who it is, for a list of remedies. */
export const nameRecipient = (
  { people }: Pick<RecipientFacts, 'people'>,
  { partnerId, mailId, address }: RecipientFlaw,
): string => {
  const name = (partnerId === null ? undefined : people.get(partnerId)?.name) ?? `mail ${mailId}`;
  return address === null || address.trim() === '' ? `${name}, no address` : `${name}, now “${quote(address)}”`;
};

/** Those that are not named one by one. */
export const judgeRestOfAddresses = (
  { evidence }: Pick<RecipientFacts, 'evidence'>,
  rest: readonly Pick<Wrong, 'stopped'>[],
  { all, series }: { readonly all: number; readonly series: OdooSeries },
): CheckFinding => {
  const stopped = rest.reduce((sum, wrong) => sum + wrong.stopped, 0);
  return finding({
    status: 'warn',
    summary: `${countOf(all, 'recipient has', 'recipients have')} no usable address; of the ${formatCount(rest.length)} that are not named one by one: ${countOf(stopped, 'mail')} to nobody else.`,
    detail: adviseOn(series),
    explains: stopped,
    evidence,
  });
};

const adviseOn = (series: OdooSeries): string =>
  `Up to 18 Odoo stores such a mail as "Error without exception", or deletes it unsent. Correct the address under ${menuPath(series, 'contacts')}, then send the mail again.`;
