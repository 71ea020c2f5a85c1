import type { Evidence } from '../../domain/finding/evidence.ts';
import { hasAnyAddress } from '../../domain/mail/holds-address.ts';
import type { MailRecipient } from '../../domain/mail/mail-recipient.ts';
import type { RecipientFlaw } from '../../domain/mail/recipient-flaw.ts';
import type { ClassifiedReply } from '../../domain/replies/classify-reply.ts';
import { handOverOf } from '../../domain/replies/hand-over.ts';
import type { CheckContext } from '../context.ts';
import { readWithEvidence, shared } from './shared.ts';
import { measureWaiting } from './waiting.ts';

/** The newest mails whose recipients are looked at: enough to tell what is wrong, and a second's work at most. */
const mostMails = 3_000;
const mostSuspects = 2_000;

export interface RecipientFacts {
  /** What stands out, blacklisted addresses included; addresses that Odoo can use after all are left out. */
  readonly flaws: readonly RecipientFlaw[];
  /** Mails that have nobody to go to. */
  readonly unreachable: ReadonlySet<number>;
  /** Mails that reach some of their recipients only. */
  readonly partial: ReadonlySet<number>;
  /** The partners on those mails, by id. */
  readonly people: ReadonlyMap<number, MailRecipient>;
  /** Failed mails whose stored text leaves open whether anybody could have got them. */
  readonly unclear: readonly number[];
  readonly evidence: readonly Evidence[];
}

/** Who the waiting mails go to, and the failed ones of which Odoo does not say whether they had anybody to go to. */
export const readRecipientFacts = shared(async (context): Promise<RecipientFacts> => {
  const [{ due, held }, { failures }] = await Promise.all([measureWaiting(context), context.readQueue()]);
  const unclear = failures
    .filter((group) => unclearClasses.has(group.class))
    .flatMap(({ stories }) => stories.filter(({ sample, meaning }) => leavesOpen(sample, meaning)))
    .flatMap(({ ids }) => ids);
  const ids = [...due.with(held).newestIds(mostMails), ...unclear];
  const newest = ids.toSorted((a, b) => b - a).slice(0, mostMails);
  const { value, evidence } = await readWithEvidence(context, (odoo, options) => odoo.recipientFlaws(newest, options));
  const flaws = value.filter(({ flaw, address }) => flaw !== 'unreadable-address' || !hasAnyAddress(address));
  return { flaws, unclear, evidence, ...(await judgeMails(context, flaws)) };
});

/** Texts that Odoo stores for no recipient, for a dropped connection, and for both. */
const unclearClasses: ReadonlySet<string> = new Set(['odoo.no_recipient', 'odoo.no_computed_recipient', 'conn.closed']);

/** A line that was closed before anything was said cut off no mail. */
const leavesOpen = (stored: string, meaning: ClassifiedReply): boolean =>
  meaning.class !== 'conn.closed' || handOverOf(stored, meaning) === 'perhaps';

const judgeMails = async (
  context: CheckContext,
  flaws: readonly RecipientFlaw[],
): Promise<Pick<RecipientFacts, 'unreachable' | 'partial' | 'people'>> => {
  const nobody = new Set(
    flaws.flatMap(({ flaw, mailId }) => (flaw === 'no-recipient' || flaw === 'unreadable-text' ? [mailId] : [])),
  );
  const bad = flaws.filter(({ flaw }) => flaw === 'no-address' || flaw === 'unreadable-address');
  const suspects = [...new Set(bad.map(({ mailId }) => mailId))].slice(0, mostSuspects);
  if (suspects.length === 0) return { unreachable: nobody, partial: new Set<number>(), people: new Map() };
  const { odoo, signal } = context;
  const [recipients, mails] = await Promise.all([
    odoo.recipients(suspects, { signal }),
    odoo.mails(suspects, { signal }),
  ]);
  const served = new Set([
    ...recipients.flatMap(({ mailId, addressed, address }) => (addressed && hasAnyAddress(address) ? [mailId] : [])),
    ...mails.flatMap(({ id, to, cc }) => (hasAnyAddress(to) || hasAnyAddress(cc) ? [id] : [])),
  ]);
  return {
    unreachable: new Set([...nobody, ...suspects.filter((id) => !served.has(id))]),
    partial: new Set(suspects.filter((id) => served.has(id))),
    people: new Map(recipients.flatMap((each) => (each.partnerId === null ? [] : [[each.partnerId, each] as const]))),
  };
};
