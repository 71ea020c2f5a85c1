import type { CheckContext } from '../../checks/context.ts';
import { ifPossible } from '../../checks/measure/if-possible.ts';
import { measureParameters } from '../../checks/measure/measure-database.ts';
import type { Relay } from '../../checks/measure/relays.ts';
import { measureRoutes } from '../../checks/measure/routes.ts';
import { type Measured, readWithEvidence, shared } from '../../checks/measure/shared.ts';
import { readFailureGroups } from '../../checks/measure/stored-failures.ts';
import { type MailSize, type WireSize, weigh } from '../../domain/mail/mail-attachment.ts';
import type { OutstandingMails, StandingMail } from '../../domain/mail/outstanding-mails.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';

/** The heaviest mails are looked at; lighter ones fit where these do. */
const mostWeighed = 300;
const megabyte = 1024 * 1024;

/** A mail with what it weighs, in bytes. */
export interface WeighedMail {
  readonly mail: StandingMail;
  readonly size: MailSize;
  readonly wire: WireSize;
  /** The server that it leaves through: `server:3`, `conf`; undefined where its sender has no route. */
  readonly subject: string | undefined;
}

/** The heaviest of the mails that wait or failed for their size, heaviest first. */
export const weighMails = shared(async (context): Promise<Measured<readonly WeighedMail[]>> => {
  const [{ mails }, { ids }] = await Promise.all([context.readQueue(), readFailureGroups(context, 'size')]);
  const refused = new Set(ids);
  const waiting = mails.inState('outgoing');
  const failed = mails.inState('exception').among(refused);
  const read = await Promise.all([waiting, failed].map((each) => readHeaviest(context, each)));
  const sizes = read
    .flatMap(({ value }) => value)
    .toSorted((one, other) => weightOf(other) - weightOf(one) || one.mailId - other.mailId)
    .slice(0, mostWeighed);
  const subjectOf = await findServers(
    context,
    sizes.map(({ mailId }) => mailId),
  );
  const weighed = new Set(sizes.map(({ mailId }) => mailId));
  const byId = new Map(Array.from(waiting.with(failed).among(weighed), (mail) => [mail.id, mail]));
  const value = sizes.flatMap((size) => {
    const mail = byId.get(size.mailId);
    if (mail === undefined) return [];
    return [
      {
        mail,
        size,
        wire: weigh(size),
        subject: subjectOf(size.mailId),
      },
    ];
  });
  return { value, evidence: read.flatMap(({ evidence }) => evidence) };
});

const weightOf = ({ body, attachments }: MailSize): number => body + attachments;

const readHeaviest = async (context: CheckContext, mails: OutstandingMails): Promise<Measured<readonly MailSize[]>> =>
  mails.length === 0
    ? { value: [], evidence: [] }
    : await readWithEvidence(context, (odoo, options) => odoo.mailSizes(mails.selection, mostWeighed, options));

/** By the route of its sender; mails of one sender that differ by company alone share a server almost always. */
const findServers = async (
  context: CheckContext,
  ids: readonly number[],
): Promise<(mailId: number) => string | undefined> => {
  const { odoo, signal } = context;
  const [{ routes }, mails] = await Promise.all([measureRoutes(context), odoo.mails(ids, { signal })]);
  const keyOf = (from: string | null, forcedServerId: number | null): string => `${forcedServerId} ${from}`;
  const subjects = new Map(
    routes.map(({ sender, route: { server } }) => [
      keyOf(sender.from, sender.forcedServerId),
      server.kind === 'conf' ? 'conf' : `server:${server.server.id}`,
    ]),
  );
  const keys = new Map(mails.map(({ id, from, forcedServerId }) => [id, keyOf(from, forcedServerId)]));
  return (mailId) => subjects.get(keys.get(mailId) ?? '');
};

/** Bytes beyond which 18 and later send links instead of attachments through this server; undefined before. */
export const linkLimitOf = async (context: CheckContext, { server }: Relay): Promise<number | undefined> => {
  const { linksForLargeMail, defaultSizeLimit } = traitsOf(context.odoo.version.series);
  if (!linksForLargeMail) return undefined;
  const parameters = await ifPossible(context, measureParameters(context));
  // `_get_max_email_size`, base/models/ir_mail_server.py.
  const asked = Number(parameters?.value['base.default_max_email_size']);
  return (server?.maxEmailSize || asked || defaultSizeLimit) * megabyte;
};
