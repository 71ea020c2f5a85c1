import { addressesToServe } from '../../domain/mail/addresses-to-serve.ts';
import type { Envelope } from '../../services/smtp/smtp-request.ts';
import type { CheckContext } from '../context.ts';
import { ifPossible } from './if-possible.ts';
import { measureRoutes } from './routes.ts';
import { shared } from './shared.ts';

/**
 * Each sender with the one recipient that its server is asked about: without RCPT TO a server that refuses late looks
 * as if it took everybody. Somebody who is to get a mail of this sender anyway, else the postmaster of its domain, whom
 * every domain has to have (RFC 5321 §4.5.1).
 */
export const composeEnvelopes = async (
  context: CheckContext,
  senders: readonly string[],
): Promise<readonly Envelope[]> => {
  const known = await ifPossible(context, readRecipients(context));
  return senders.map((sender) => {
    const recipient = known?.get(sender) ?? postmasterOf(sender);
    return { sender, recipients: recipient === undefined ? [] : [recipient] };
  });
};

/** By envelope sender: a recipient of the newest mail that waits or failed with it. */
const readRecipients = shared(async (context): Promise<ReadonlyMap<string, string>> => {
  const { odoo, signal } = context;
  const { routes } = await measureRoutes(context);
  const samples = routes.flatMap(({ sender: { mails, sampleMailId }, route, olderBuilds }) =>
    mails === 0
      ? []
      : [route, olderBuilds].flatMap((way) =>
          way?.kind === 'sends' ? [{ sender: way.envelopeFrom, mailId: sampleMailId }] : [],
        ),
  );
  const ids = [...new Set(samples.map(({ mailId }) => mailId))];
  if (ids.length === 0) return new Map();
  const [recipients, mails] = await Promise.all([odoo.recipients(ids, { signal }), odoo.mails(ids, { signal })]);
  const found = samples.flatMap(({ sender, mailId }): (readonly [string, string])[] => {
    const [first] = addressesToServe(
      mails.find(({ id }) => id === mailId),
      recipients.filter((recipient) => recipient.mailId === mailId),
    );
    return first === undefined ? [] : [[sender, first]];
  });
  // The first of a sender's groups is its largest.
  return new Map(found.toReversed());
});

/** Undefined for the null sender, which has no domain. */
const postmasterOf = (sender: string): string | undefined => {
  const domain = sender.slice(sender.lastIndexOf('@') + 1);
  return sender.includes('@') && domain !== '' ? `postmaster@${domain}` : undefined;
};
