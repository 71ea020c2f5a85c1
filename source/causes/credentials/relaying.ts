import type { CheckContext } from '../../checks/context.ts';
import { ifPossible } from '../../checks/measure/if-possible.ts';
import type { RelaySession } from '../../checks/measure/smtp-sessions.ts';
import { addressesToServe } from '../../domain/mail/addresses-to-serve.ts';
import { type AskedRecipient, judgeEnvelope } from '../../domain/replies/judge-envelope.ts';

/** So many of the failed mails are looked at for whom they were to reach. */
const lookedAt = 200;

/** What this run knows of a relay that refused to carry mail to certain recipients. */
export type RelayingNow =
  /** One of those recipients was taken. */
  | { readonly kind: 'taken'; readonly address: string }
  /** Somebody was refused for the same reason. */
  | { readonly kind: 'denied' }
  /** None of those was taken: what is said of others, or of a login, tells nothing about them. */
  | { readonly kind: 'untold' };

/**
 * Relaying is decided for each recipient: a server takes everybody of its own domains, and anybody may log in without
 * being let through to others (RFC 5321 §3.6.2).
 */
export const judgeRelayingNow = (
  asked: readonly Pick<AskedRecipient, 'address' | 'outcome'>[],
  failedFor: ReadonlySet<string>,
): RelayingNow => {
  if (asked.some(({ outcome }) => outcome === 'relaying')) return { kind: 'denied' };
  const taken = asked.find(({ address, outcome }) => outcome === 'accepted' && failedFor.has(address.toLowerCase()));
  return taken === undefined ? { kind: 'untold' } : { kind: 'taken', address: taken.address };
};

/** Whom a session asked for, and what came of it. */
export const askedIn = ({ relay, report }: RelaySession): readonly AskedRecipient[] =>
  report.senders.flatMap((sender) => {
    const judged = judgeEnvelope(sender, relay.host);
    return judged.kind === 'taken' && judged.recipient !== undefined ? [judged.recipient] : [];
  });

/** Whom the newest of these mails have yet to reach, in small letters; empty where the role may not read it. */
export const readFailedFor = async (context: CheckContext, ids: readonly number[]): Promise<ReadonlySet<string>> => {
  const { odoo, signal } = context;
  const newest = ids.toSorted((one, other) => other - one).slice(0, lookedAt);
  if (newest.length === 0) return new Set();
  const read = Promise.all([odoo.recipients(newest, { signal }), odoo.mails(newest, { signal })]);
  const [recipients, mails] = (await ifPossible(context, read)) ?? [[], []];
  const theirs = Map.groupBy(recipients, ({ mailId }) => mailId);
  const addresses = mails.flatMap((mail) => addressesToServe(mail, theirs.get(mail.id) ?? []));
  return new Set(addresses.map((address) => address.toLowerCase()));
};

/** What to do about relaying of which it is not known whether it is still refused. */
export const adviseOnRelaying = (title: string, login: 'none' | 'accepted' | 'not-tried'): string => {
  switch (login) {
    case 'none':
      return `Odoo uses ${title} without a login: give it a user and password there, or have this machine's address put among the networks that the relay carries mail for (Postfix: mynetworks).`;
    case 'accepted':
      return `That ${title} accepts the login proves nothing for these recipients. If the login was there when they were refused, whoever runs the relay has to let it, or this machine's address, send to other domains (Postfix: permit_sasl_authenticated, mynetworks); else retry one of the mails first.`;
    case 'not-tried':
      return `The relay carries mail to other domains only for a login that may, or for a machine in its allowed networks (Postfix: mynetworks).`;
  }
};
