import { composeMessage } from './compose.ts';
import { addressMail, type SenderAddresses } from './envelope.ts';
import { describeSendFault } from './failure-text.ts';
import { parseMailbox } from './header-address.ts';
import { planDeliveries } from './plan-deliveries.ts';
import { commit, type QueueRun } from './run.ts';
import { type QueuedMail, readRunnerAttachments } from './runner-mail.ts';
import { type FoundServer, filterOf } from './server-choice.ts';
import { SmtpError } from './smtp/fault.ts';
import type { RunnerSession } from './smtp/runner-session.ts';
import { unlinkMail } from './unlink-mail.ts';
import { markSending, settleNotifications } from './write-notifications.ts';

const noFrom =
  'You must either provide a sender address explicitly or configure using the combination of `mail.catchall.domain` and `mail.default.from` ICPs, in the server configuration file or with the --email-from startup parameter.';
const noRecipient = 'At least one valid recipient address should be specified for outgoing emails (To/Cc/Bcc)';
const logger = 'odoo.addons.mail.models.mail_mail';

/**
 * Sends one mail and writes what became of it: `_send` of addons/mail/models/mail_mail.py, one commit at the end.
 * @throws SmtpError `disconnected` when the server is gone: the mail is then left as the pre-write made it.
 */
export const deliverMail = async (
  run: QueueRun,
  mail: QueuedMail,
  choice: FoundServer,
  session: RunnerSession,
): Promise<void> => {
  if (mail.state !== 'outgoing') return;
  const reached: number[] = [];
  await markMailSending(run, mail);
  try {
    const result = await sendToAll(run, mail, choice, session, reached);
    await recordDelivery(run, mail, reached, result);
    if (mail.auto_delete === true) await unlinkMail(run.client, mail);
  } catch (error) {
    const refusal = readRefusal(error, run, choice);
    if (refusal === undefined) throw error;
    run.log('ERROR', logger, `failed sending mail (id: ${mail.id}) due to ${refusal.reason}`);
    await recordRefusal(run, mail, reached, refusal);
  }
  await commit(run.client);
};

/** Writing may meet a lock; met now, it cannot make a mail go out twice. */
const markMailSending = async ({ client, dialect }: QueueRun, mail: QueuedMail): Promise<void> => {
  const withType = dialect.preWriteType === undefined ? '' : ', failure_type = $3';
  await client.query(
    `update mail_mail set state = 'exception', failure_reason = $2 ${withType}, ${stamp} where id = $1`,
    [mail.id, dialect.preWrite, ...(dialect.preWriteType === undefined ? [] : [dialect.preWriteType])],
  );
  await markSending(client, dialect, mail.id);
};

const stamp = `write_uid = 1, write_date = now() at time zone 'UTC'`;

/** How many messages went out, and the failure type of the last one that had nobody to go to. */
interface SendResult {
  readonly sent: number;
  readonly addressFailure: string | undefined;
}

const sendToAll = async (
  run: QueueRun,
  mail: QueuedMail,
  choice: FoundServer,
  session: RunnerSession,
  reached: number[],
): Promise<SendResult> => {
  const attachments = await readRunnerAttachments(run.client, mail.message);
  const { missingAddress, invalidAddress } = run.dialect.notification;
  let sent = 0;
  let addressFailure: string | undefined;
  for (const { to, cc, partner, addressFailure: failure } of await planDeliveries(run.client, run.dialect, mail)) {
    const { headerFrom, envelopeFrom } = addressSender(run, mail, choice);
    const recipients = [...to, ...cc].map(({ address }) => address);
    if (recipients.length === 0) {
      run.log(
        'INFO',
        logger,
        `Ignoring invalid recipients for mail.mail ${mail.message_id}: ${partner?.email ?? mail.email_to}`,
      );
      // Once one was invalid, the mail says so whatever the others were.
      addressFailure = failure === 'invalid' || addressFailure === invalidAddress ? invalidAddress : missingAddress;
      continue;
    }
    await session.send(envelopeFrom, recipients, await composeMessage({ mail, headerFrom, to, cc, attachments }));
    sent += 1;
    if (partner !== undefined) reached.push(partner.id);
  }
  return { sent, addressFailure };
};

const addressSender = (run: QueueRun, mail: QueuedMail, choice: FoundServer): SenderAddresses => {
  const addresses = run.settings.addressesFor(mail.alias_domain_id);
  const author = mail.email_from ?? addresses.notifications;
  if (author === undefined) throw new UnsendableError(noFrom, 'mail_from_missing');
  const sender = addressMail(
    {
      mailId: mail.id,
      document: mail.model === null || mail.res_id === null ? undefined : { model: mail.model, id: mail.res_id },
      author,
      chosenFrom: choice.from === '' ? author : choice.from,
      filter: filterOf(choice, run.settings),
      addresses,
      staticBounce: run.settings.parameters.get('mail.bounce.alias.static') === 'True',
    },
    run.dialect,
  );
  if (parseMailbox(sender.envelopeFrom) === undefined) {
    const text = `Malformed 'Return-Path' or 'From' address: ${quoteSender(sender.envelopeFrom, run)} - It should contain one valid plain ASCII email`;
    throw new UnsendableError(text, 'mail_from_invalid');
  }
  return sender;
};

/** 18 puts the address in quotes (measured). */
const quoteSender = (sender: string, { dialect }: QueueRun): string => (dialect.series >= 18 ? `"${sender}"` : sender);

/** Odoo refuses to hand the mail over at all. */
class UnsendableError extends Error {
  readonly failureType: string;

  constructor(text: string, failureType: string) {
    super(text);
    this.failureType = failureType;
  }
}

interface Refusal {
  readonly reason: string;
  /** Of mail_mail; null where the version writes none. */
  readonly failureType: string | null;
}

/** What a version stores for this error, or undefined when it lets the error end the run. */
const readRefusal = (error: unknown, { dialect, settings }: QueueRun, { server }: FoundServer): Refusal | undefined => {
  if (error instanceof UnsendableError) {
    return { reason: error.message, failureType: dialect.failureTypeOfRefusal === null ? null : error.failureType };
  }
  if (!(error instanceof SmtpError) || error.fault.kind === 'disconnected') return undefined;
  const name = dialect.namesServer ? (server?.name ?? settings.conf.server ?? 'None') : 'None';
  return { reason: describeSendFault(error.fault, dialect.series, name), failureType: dialect.failureTypeOfRefusal };
};

const recordRefusal = async (
  { client, dialect }: QueueRun,
  mail: QueuedMail,
  reached: readonly number[],
  { reason, failureType }: Refusal,
): Promise<void> => {
  const withType = failureType === null ? '' : ', failure_type = $3';
  await client.query(
    `update mail_mail set state = 'exception', failure_reason = $2 ${withType} where id = $1`,
    failureType === null ? [mail.id, reason] : [mail.id, reason, failureType],
  );
  await settleNotifications(client, dialect, [mail.id], {
    kind: 'failed',
    failureType: dialect.notification.unknownFailure,
    reason,
    reached,
  });
};

const recordDelivery = async (
  { client, dialect, log }: QueueRun,
  mail: QueuedMail,
  reached: readonly number[],
  { sent, addressFailure }: SendResult,
): Promise<void> => {
  const failureType =
    addressFailure ?? (sent === 0 && dialect.saysNoRecipient ? dialect.notification.missingAddress : undefined);
  if (sent > 0) {
    const cleared = dialect.series >= 19 ? ', failure_type = null' : '';
    await client.query(`update mail_mail set state = 'sent', failure_reason = null ${cleared} where id = $1`, [
      mail.id,
    ]);
    log('INFO', logger, `Mail with ID ${mail.id} and Message-Id ${mail.message_id} successfully sent`);
  } else if (dialect.saysNoRecipient) {
    await client.query(`update mail_mail set failure_reason = $2, failure_type = $3 where id = $1`, [
      mail.id,
      noRecipient,
      failureType,
    ]);
  }
  await settleNotifications(
    client,
    dialect,
    [mail.id],
    failureType === undefined
      ? { kind: 'delivered' }
      : { kind: 'failed', failureType, reason: dialect.saysNoRecipient ? noRecipient : null, reached },
  );
};
