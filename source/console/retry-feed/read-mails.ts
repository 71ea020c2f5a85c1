import { htmlToText } from '../../domain/mail/html-text.ts';
import type { Mail } from '../../domain/mail/mail.ts';
import { type MailRecipient, shortenRecipients } from '../../domain/mail/mail-recipient.ts';
import { classify } from '../../domain/replies/classify-reply.ts';
import type { MeaningCache } from '../../domain/replies/groups.ts';
import type { MailConfiguration } from '../../domain/routing/routing-facts.ts';
import { describeRoute } from '../../inspection/story/describe-route.ts';
import { findMails } from '../../queue/select-mails.ts';
import type { Odoo } from '../../services/odoo/odoo.ts';
import { readRoutingFacts } from '../../services/odoo/read-routing-facts.ts';
import type { RetryRow, RetrySource } from '../../ui/screens/retry/source.ts';
import { exportMails } from './export-mails.ts';

interface ReadingOptions {
  readonly odoo: Odoo;
  readonly configuration: MailConfiguration;
  readonly now: () => Date;
  /** Where files are written. */
  readonly folder: string;
}

type Reading = Pick<RetrySource, 'select' | 'group' | 'rows' | 'inspect' | 'servers' | 'export'>;

/** A scan of millions of rows takes longer than an ordinary statement may. */
const selectTimeoutMs = 120_000;

/** The part of the retry screen's world that only reads. */
export const readMailsFor = ({ odoo, configuration, now, folder }: ReadingOptions): Reading => {
  const memo: MeaningCache = new Map();
  const nameServers = async (options: { readonly signal: AbortSignal }): Promise<ReadonlyMap<number, string>> =>
    new Map((await odoo.mailServers(options)).map(({ id, name }) => [id, name]));
  return {
    select: (filter, options) => findMails(odoo, filter, { ...options, memo, timeoutMs: selectTimeoutMs }),
    async group(by, ids, options) {
      const [groups, servers] = await Promise.all([odoo.mailGroups(by, ids, options), nameServers(options)]);
      return new Map(
        groups.flatMap(({ key, ids: members }) => {
          const title = by === 'server' ? nameForced(key, servers) : nameDomain(key);
          return members.map((id) => [id, title] as const);
        }),
      );
    },
    async rows(ids, options) {
      const [mails, recipients, servers] = await Promise.all([
        odoo.mails(ids, options),
        odoo.recipients(ids, options),
        nameServers(options),
      ]);
      const byMail = Map.groupBy(recipients, ({ mailId }) => mailId);
      return mails.map((mail) => toRow(mail, byMail.get(mail.id) ?? [], servers));
    },
    async inspect(id, options) {
      const [[mail], content, recipients, attachments, facts] = await Promise.all([
        odoo.mails([id], options),
        odoo.mailContent(id, options),
        odoo.recipients([id], options),
        odoo.attachments([id], options),
        readRoutingFacts(odoo, configuration, options),
      ]);
      if (mail === undefined) return undefined;
      const attempts = await odoo.relatedMails(mail.messageId, options);
      const hasFailed = mail.state === 'exception' || mail.state === 'cancel';
      return {
        mail,
        content,
        // Once, here: the screen draws a story many times.
        text: htmlToText(content?.body ?? ''),
        failure: hasFailed ? classify(mail.failureReason ?? '') : undefined,
        recipients,
        attachments,
        attempts,
        route: describeRoute(facts, mail, content),
      };
    },
    servers: (options) => odoo.mailServers(options),
    export: (ids, options) => exportMails({ odoo, folder, at: now() }, ids, options),
  };
};

const nameForced = (key: string | null, servers: ReadonlyMap<number, string>): string =>
  key === null ? 'no server forced: Odoo chooses' : (servers.get(Number(key)) ?? `server ${key}`);

const nameDomain = (key: string | null): string => {
  if (key === null) return 'no address';
  return key === '*' ? 'several domains' : key;
};

const toRow = (mail: Mail, recipients: readonly MailRecipient[], servers: ReadonlyMap<number, string>): RetryRow => {
  const partners = recipients.filter(({ addressed }) => addressed).map(({ name, address }) => address ?? name ?? '');
  const all = [...(mail.to === null || mail.to === '' ? [] : [mail.to]), ...partners];
  return {
    mail,
    to: shortenRecipients(all),
    server: mail.forcedServerId === null ? null : (servers.get(mail.forcedServerId) ?? `server ${mail.forcedServerId}`),
  };
};
