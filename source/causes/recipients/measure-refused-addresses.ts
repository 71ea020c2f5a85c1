import { shared } from '../../checks/measure/shared.ts';
import { readFailureGroups } from '../../checks/measure/stored-failures.ts';
import { measureWaiting } from '../../checks/measure/waiting.ts';
import type { Mail } from '../../domain/mail/mail.ts';
import type { MailRecipient } from '../../domain/mail/mail-recipient.ts';
import { mentionsAddress, refusedRecipients } from '../../domain/replies/refused-recipients.ts';
import { titleOf } from '../../domain/replies/title.ts';

const mostRead = 500;

/** An address that a receiving server refused, with the mails that failed for it. */
export interface RefusedAddress {
  /** `partner:12` where it is still that contact's address; null where a mail names it plainly, or nobody is named. */
  readonly subject: string | null;
  readonly name: string | null;
  readonly address: string | null;
  readonly mails: number;
  /** The address is right and takes mail again by and by: its mailbox is full. */
  readonly heals: boolean;
  /** It stands in To or Cc of a mail that has contacts as well, none of whom has it. */
  readonly isText?: boolean;
}

export interface Refusals {
  readonly refused: readonly RefusedAddress[];
  /** Mails whose recipient has another address by now. */
  readonly corrected: number;
  /** Mails that one's own relay refused as it refuses all that it does not carry, and for how many domains. */
  readonly unrelayed: { readonly mails: number; readonly domains: number };
  /** All mails that a receiving server refused. */
  readonly ids: readonly number[];
  /** Mails beyond those that were looked at. */
  readonly others: number;
  /** `recipient unknown: 12, mailbox full: 2`. */
  readonly why: string;
}

/** With fewer domains it may be a server that is home to them and knows none of those people. */
const domainsOfARelay = 3;

/**
 * Whether addresses that were all called invalid in the same bare words were refused because the server carries mail to
 * nobody from here (OpenSMTPD says the same of both): people of so many domains are not unknown at one server.
 */
export const isRefusedByRelay = (addresses: readonly string[]): boolean => countDomains(addresses) >= domainsOfARelay;

const countDomains = (addresses: readonly string[]): number =>
  new Set(addresses.map((each) => each.slice(each.lastIndexOf('@') + 1).toLowerCase())).size;

/** Who the failed mails were refused for, compared with whom they would go to now. */
export const readRefusals = shared(async (context): Promise<Refusals> => {
  const [{ groups }, { failed }] = await Promise.all([
    readFailureGroups(context, 'recipients'),
    measureWaiting(context),
  ]);
  const refusing = groups.filter((group) => group.class.startsWith('rcpt.'));
  const all = new Set(refusing.flatMap(({ stories }) => stories.flatMap(({ ids }) => ids)));
  const full = new Set(
    refusing.flatMap((group) => (group.class === 'rcpt.full' ? group.stories.flatMap(({ ids }) => ids) : [])),
  );
  const ids = failed.among(all).newestIds(mostRead);
  const { odoo, signal } = context;
  const [recipients, mails] = await Promise.all([odoo.recipients(ids, { signal }), odoo.mails(ids, { signal })]);
  const bare = new Set(
    refusing.flatMap(({ stories }) =>
      stories.flatMap((story) => (story.meaning.rule === 'relay-says-invalid-recipient' ? story.ids : [])),
    ),
  );
  return {
    ...compareRefusals({ mails, recipients, full, bare }),
    ids: [...all],
    others: all.size - mails.length,
    why: refusing.map((group) => `${titleOf(group.class)}: ${group.count}`).join(', '),
  };
});

interface RefusedMails {
  readonly mails: readonly Pick<Mail, 'id' | 'to' | 'cc' | 'failureReason'>[];
  readonly recipients: readonly Pick<MailRecipient, 'mailId' | 'addressed' | 'address' | 'partnerId' | 'name'>[];
  /** Those that failed because a mailbox was full. */
  readonly full: ReadonlySet<number>;
  /** Those whose recipient was called invalid in the words in which some relays refuse to carry mail. */
  readonly bare: ReadonlySet<number>;
}

/** Whom mails were refused for, as far as they would go there still. */
export const compareRefusals = ({
  mails,
  recipients,
  full,
  bare,
}: RefusedMails): Pick<Refusals, 'refused' | 'corrected' | 'unrelayed'> => {
  const partners = Map.groupBy(
    recipients.filter(({ addressed }) => addressed),
    ({ mailId }) => mailId,
  );
  const texts = new Map(mails.map(({ id, to, cc }) => [id, `${to ?? ''},${cc ?? ''}`]));
  const ofRelay = mails.filter(({ id }) => bare.has(id));
  const named = ofRelay.flatMap(({ failureReason }) => refusedRecipients(failureReason));
  const unrelayed = isRefusedByRelay(named)
    ? { mails: ofRelay.length, domains: countDomains(named) }
    : { mails: 0, domains: 0 };
  const found = new Map<string, RefusedAddress>();
  let corrected = 0;
  for (const { id, failureReason } of mails) {
    if (unrelayed.mails > 0 && bare.has(id)) continue;
    const said = refusedRecipients(failureReason);
    const [first = null] = said;
    const partner = partners.get(id)?.find(({ address }) => said.some((each) => mentionsAddress(address, each)));
    const stands =
      partner !== undefined || said.length === 0 || said.some((each) => mentionsAddress(texts.get(id) ?? null, each));
    if (!stands) {
      corrected += 1;
      continue;
    }
    const subject = partner === undefined || partner.partnerId === null ? null : `partner:${partner.partnerId}`;
    const key = subject ?? first ?? '';
    const before = found.get(key);
    found.set(key, {
      subject,
      name: partner?.name ?? null,
      address: first,
      mails: (before?.mails ?? 0) + 1,
      heals: (before?.heals ?? true) && full.has(id),
      isText: before?.isText === true || (partner === undefined && first !== null && partners.has(id)),
    });
  }
  return {
    refused: [...found.values()].toSorted((one, other) => other.mails - one.mails),
    corrected,
    unrelayed,
  };
};
