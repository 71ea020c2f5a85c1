import type { Remedy } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { composeEnvelopes } from '../../checks/measure/asked-recipients.ts';
import { measureRelays, type Relay } from '../../checks/measure/relays.ts';
import { measureRoutingFacts, routeSender } from '../../checks/measure/routes.ts';
import { takesAll } from '../../checks/measure/sender-verdicts.ts';
import { measuringTime } from '../../checks/measure/smtp-sessions.ts';
import type { RowChange } from '../../domain/change/plan.ts';
import { UserError } from '../../domain/errors.ts';
import { smtpEvidence } from '../../domain/probes/probe-evidence.ts';
import { countOf } from '../../domain/wording/count.ts';
import { composePlan } from '../../remedies/compose-plan.ts';
import { findRelay, requireText } from '../../remedies/outgoing-server/server-settings.ts';
import { isKnown, loginRequest } from '../../services/smtp/server-login.ts';
import { measureServerBacklog, type ServerBacklog } from './measure-server-backlog.ts';

/** A share of what waits takes another server: its messages insist on it. */
export const moveShare: Remedy = {
  id: 'rate-limit.move',
  title: 'Send a share of what waits through another server',
  risk: 'careful',
  inputs: async (context, subject) => {
    const relay = await findRelay(context, subject);
    const others = await readOthers(context, relay);
    const [first] = others;
    return [
      {
        name: 'server',
        label: 'The other server',
        kind: 'choice',
        choices: others.map((other) => other.subject),
        ...(first === undefined ? {} : { suggestion: first.subject }),
      },
      { name: 'percent', label: 'How much of it, percent', kind: 'number', suggestion: '50' },
    ];
  },
  plan: async (context, request) => {
    const relay = await findRelay(context, request.subject);
    const other = (await readOthers(context, relay)).find(
      ({ subject }) => subject === requireText(request, 'server', 'The other server'),
    );
    if (other === undefined) throw new UserError('There is no other mail server of that name in use.');
    const percent = requirePercent(requireText(request, 'percent', 'How much of it'));
    const waiting = await measureServerBacklog(context, relay.subject);
    const rows = await planRows(context, chooseNewest(waiting.mails, percent), other);
    if (rows.length === 0) throw new UserError('Nothing waits that could take another server.');
    return composePlan(
      {
        ...moveShare,
        title: `Send ${countOf(rows.length, 'waiting message')} through ${other.title} instead of ${relay.title}`,
      },
      { subject: relay.subject },
      {
        locksQueue: true,
        onStaleRows: 'skip',
        transactions: [[{ kind: 'update-rows', table: 'mail_message', rows }]],
        warnings: [
          'The other server has its own limit, and its provider must stand in the SPF and DKIM of the sending domains.',
        ],
        irreversible: ['What has been sent by the time of an undo stays sent.'],
        affects: { count: rows.length, noun: 'message' },
        evidence: [await tryServer(context, other, waiting)],
      },
    );
  },
};

/** @throws UserError where it is none. */
export const requirePercent = (text: string): number => {
  const percent = Number(text);
  if (percent > 0 && percent <= 100) return percent;
  throw new UserError('How much of it must be between 1 and 100 percent.');
};

/** So much of the messages of these mails, oldest first: the newest, as the oldest have waited for their turn. */
export const chooseNewest = (mails: readonly { readonly messageId: number }[], percent: number): readonly number[] => {
  const messages = [...new Set(mails.map(({ messageId }) => messageId))];
  return messages.slice(messages.length - Math.ceil((messages.length * percent) / 100));
};

/** Whether anybody's mail may take that server instead of the one of this subject. */
export const mayTakeOver = (other: Pick<Relay, 'subject' | 'server'>, subject: string): boolean =>
  other.subject !== subject && other.server?.active === true && other.server.owner?.userId === undefined;

const readOthers = async (context: CheckContext, { subject }: Relay): Promise<readonly Relay[]> =>
  (await measureRelays(context)).filter((other) => mayTakeOver(other, subject));

const planRows = async (
  { odoo, signal }: CheckContext,
  ids: readonly number[],
  { server }: Relay,
): Promise<readonly RowChange[]> => {
  return insistRows(ids, await odoo.rowsText('mail_message', ids, [column], { signal }), String(server?.id));
};

const column = 'mail_server_id';

/** The messages that are there still and insist on another server, or on none. */
export const insistRows = (
  ids: readonly number[],
  current: ReadonlyMap<number, Readonly<Record<string, string | null>>>,
  after: string,
): readonly RowChange[] =>
  ids.flatMap((id) => {
    const before = current.get(id)?.[column];
    return before === undefined || before === after
      ? []
      : [{ id, before: { [column]: before }, after: { [column]: after } }];
  });

/** Its login, and the senders that the mails would have on it. @throws UserError when it does not take them. */
const tryServer = async (context: CheckContext, other: Relay, { senders }: ServerBacklog) => {
  const facts = await measureRoutingFacts(context);
  const forcedServerId = other.server?.id ?? null;
  const envelopes = senders.flatMap((sender) => {
    const { route } = routeSender(facts, { ...sender, forcedServerId });
    return route.kind === 'sends' ? [route.envelopeFrom] : [];
  });
  const { login } = other;
  if (!isKnown(login)) {
    throw new UserError(`The login of ${other.title} could not be tried, so nothing is moved there.`);
  }
  const report = await context.smtp.probe(
    {
      host: other.host,
      port: other.port,
      tls: other.tls,
      ...loginRequest(login),
      envelopes: await composeEnvelopes(context, [...new Set(envelopes)]),
      timeoutMs: context.timeoutMs,
      totalTimeoutMs: measuringTime(context),
    },
    { signal: context.signal },
  );
  if (!takesAll(report)) throw new UserError(`Nothing was moved: ${report.summary}`);
  return smtpEvidence(report);
};
