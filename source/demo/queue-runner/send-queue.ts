import { deliverMail } from './deliver-mail.ts';
import { describeConnectFault } from './failure-text.ts';
import type { QueueRun } from './run.ts';
import { type QueuedMail, readRunnerMails } from './runner-mail.ts';
import { type FoundServer, findMailServer } from './server-choice.ts';
import { openForChoice, ServerUnusableError } from './server-session.ts';
import { SmtpError } from './smtp/fault.ts';
import type { RunnerSession } from './smtp/runner-session.ts';
import { settleNotifications } from './write-notifications.ts';

const defaultSessionSize = 1_000;
const logger = 'odoo.addons.mail.models.mail_mail';

/** Mails that share a server, an alias domain and a From: one SMTP session. */
interface Group {
  readonly choice: FoundServer;
  readonly mails: readonly QueuedMail[];
}

/**
 * Sends these mails: `send` of addons/mail/models/mail_mail.py.
 * @param onSent told how many mails were gone through since the last time: one (20), or those of a group.
 * @throws what ends the run early: a lost server, a lost database.
 */
export const sendMails = async (
  run: QueueRun,
  ids: readonly number[],
  onSent: (count: number) => Promise<void>,
): Promise<void> => {
  const { reportsEachMail } = run.dialect;
  const mails = await readRunnerMails(run.client, run.dialect, ids);
  for (const group of splitIntoGroups(run, mails)) {
    await sendGroup(run, group, reportsEachMail ? () => onSent(1) : async () => undefined);
    if (!reportsEachMail) await onSent(group.mails.length);
  }
};

const sendGroup = async (run: QueueRun, { choice, mails }: Group, onMail: () => Promise<void>): Promise<void> => {
  const session = await openOrFail(run, choice, mails);
  if (session === undefined) return;
  try {
    for (const { id } of mails) {
      // Read again: a mail cancelled while its group was under way is left alone.
      const [mail] = await readRunnerMails(run.client, run.dialect, [id]);
      if (mail !== undefined) await deliverMail(run, mail, choice, session);
      await onMail();
    }
    run.log('INFO', logger, `Sent batch ${mails.length} emails via mail server ID #${choice.server?.id ?? false}`);
  } finally {
    await session.quit();
  }
};

/** A server that cannot be reached turns its whole group into failures; Odoo never tries them again by itself. */
const openOrFail = async (
  run: QueueRun,
  choice: FoundServer,
  mails: readonly QueuedMail[],
): Promise<RunnerSession | undefined> => {
  try {
    return await openForChoice(choice, run);
  } catch (error) {
    const ids = mails.map(({ id }) => id);
    const reason = describeUnusable(error, run);
    await run.client.query(
      `update mail_mail set state = 'exception', failure_reason = $2, write_uid = 1, write_date = now() at time zone 'UTC'
       where id = any($1)`,
      [ids, reason],
    );
    const failureType = run.dialect.notification.smtpFailure;
    await settleNotifications(run.client, run.dialect, ids, { kind: 'failed', failureType, reason: null, reached: [] });
    return undefined;
  }
};

const describeUnusable = (error: unknown, { dialect }: QueueRun): string => {
  if (error instanceof ServerUnusableError) return error.message;
  if (error instanceof SmtpError) return describeConnectFault(error.fault, dialect.series);
  throw error;
};

const splitIntoGroups = (run: QueueRun, mails: readonly QueuedMail[]): readonly Group[] => {
  const groups = new Map<string, { choice: FoundServer; mails: QueuedMail[] }>();
  for (const mail of mails) {
    const choice = chooseFor(run, mail);
    const key = JSON.stringify([choice.server?.id, mail.alias_domain_id, run.dialect.hasFromFilter ? choice.from : '']);
    const group = groups.get(key) ?? { choice, mails: [] };
    group.mails.push(mail);
    groups.set(key, group);
  }
  const size = Number(run.settings.parameters.get('mail.session.batch.size')) || defaultSessionSize;
  return [...groups.values()].flatMap(({ choice, mails: all }) =>
    Array.from({ length: Math.ceil(all.length / size) }, (_, index) => ({
      choice,
      mails: all.slice(index * size, (index + 1) * size),
    })),
  );
};

const chooseFor = ({ settings, dialect }: QueueRun, mail: QueuedMail): FoundServer => {
  const addresses = settings.addressesFor(mail.alias_domain_id);
  const author = mail.email_from ?? addresses.notifications ?? '';
  const forced = settings.servers.find(({ id }) => id === mail.mail_server_id);
  return forced === undefined ? findMailServer(author, settings, addresses, dialect) : { server: forced, from: author };
};
