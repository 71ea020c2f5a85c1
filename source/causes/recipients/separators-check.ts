import { type Check, offer } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { readRecipientFacts } from '../../checks/measure/tried-recipients.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { findAddresses, findSeparator } from '../../domain/mail/address-list.ts';
import type { RecipientFlaw } from '../../domain/mail/recipient-flaw.ts';
import { menuPath } from '../../domain/odoo/menu-path.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { countOf } from '../../domain/wording/count.ts';
import { shortenText } from '../../domain/wording/shorten.ts';
import { correct } from './remedies/correct-address-remedy.ts';

/** So many get a finding of their own, those with most mails first. */
const mostNamed = 10;

/** Lists of addresses in which Odoo loses some. */
export const separatorsCheck: Check = {
  id: 'recipients.separators',
  title: 'Several recipients in one field are parted by commas',
  owner: 'odoo',
  run: async (context) => {
    const { series } = context.odoo.version;
    const { flaws, evidence } = await readRecipientFacts(context);
    const groups = Map.groupBy(flaws, ({ partnerId, address }) => `${partnerId ?? ''} ${address}`);
    const judged = [...groups.values()].flatMap((group) => {
      const [sample] = group;
      const loss = sample?.flaw === 'unparted' ? judgeSeparators(sample, series) : undefined;
      if (sample === undefined || loss === undefined) return [];
      return [{ sample, loss, mails: new Set(group.map(({ mailId }) => mailId)).size }];
    });
    const named = judged.toSorted((one, other) => other.mails - one.mails).slice(0, mostNamed);
    return await Promise.all(named.map(async (one) => ({ ...(await describe(context, one)), evidence })));
  },
};

/**
 * What Odoo makes of a list without commas, as a clause; undefined where all get the mail. Measured on 17, with a Python
 * whose `getaddresses` is strict (since 2024): a mail's own text is not read at all, a contact's is cut at blanks and
 * commas only. From 18 on Odoo parts it at semicolons and blanks, too.
 */
export const judgeSeparators = (
  { partnerId, address }: Pick<RecipientFlaw, 'partnerId' | 'address'>,
  series: OdooSeries,
): string | undefined => {
  const separator = findSeparator(address);
  const [first] = findAddresses(address);
  if (traitsOf(series).partsAnySeparator || separator === undefined || first === undefined) return undefined;
  if (partnerId === null) return 'Odoo finds no address in such a text, and none of them gets the mail';
  return separator === 'semicolon' ? `Odoo sends to “${first};”, which servers refuse` : undefined;
};

const describe = async (
  context: CheckContext,
  { sample, loss, mails }: { readonly sample: RecipientFlaw; readonly loss: string; readonly mails: number },
): Promise<CheckFinding> => {
  const { partnerId, mailId, address } = sample;
  const isContact = partnerId !== null;
  const subject = isContact ? `partner:${partnerId}` : `mail:${mailId}`;
  const flaw =
    findAddresses(address).length > 1
      ? 'holds several addresses without a comma between them'
      : 'holds an address with a semicolon behind it';
  const where = isContact
    ? `Write one address, or commas between several, under ${menuPath(context.odoo.version.series, 'contacts')}`
    : 'Write commas between them in the template or the program that writes such mails';
  return finding({
    subject,
    status: 'warn',
    summary: `“${shortenText(address ?? '', 160)}” (${isContact ? `contact ${partnerId}` : `mail ${mailId}`}) ${flaw}: ${loss}; ${countOf(mails, 'mail goes', 'mails go')} there.`,
    detail: `${where}. A Python from before 2024 reads it all the same; with a comma every one does.`,
    remedies: [offer(correct, subject, await correct.inputs(context, subject))],
  });
};
