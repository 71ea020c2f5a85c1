import { type Finding, finding } from '../../domain/finding.ts';
import { menuPath } from '../../domain/menu-path.ts';
import { smtpEvidence } from '../../domain/probes/probe-evidence.ts';
import { findProvider } from '../../domain/providers/find-provider.ts';
import { printLimit } from '../../domain/providers/provider.ts';
import { formatBytes } from '../../domain/wording/bytes.ts';
import { countOf } from '../../domain/wording/count.ts';
import type { Check } from '../cause.ts';
import type { CheckContext } from '../context.ts';
import { openSessions, type RelaySession } from '../measure/sessions.ts';
import { failuresOf } from '../measure/waiting.ts';
import { linkLimitOf, type WeighedMail, weighMails } from './weights.ts';

/** What each server takes (RFC 1870), as it said in this run's session, against what is to go through it. */
export const limitCheck: Check = {
  id: 'size.limit',
  title: 'Mails fit through their server',
  async run(context) {
    const [mails, sessions] = await Promise.all([weighMails(context), openSessions(context)]);
    const judged = await Promise.all(
      sessions.map((session) => judgeServer(context, session, mails.value, mails.evidence)),
    );
    return judged.flat();
  },
};

const judgeServer = async (
  context: CheckContext,
  session: RelaySession,
  mails: readonly WeighedMail[],
  evidence: Finding['evidence'],
): Promise<readonly Finding[]> => {
  const { relay, report } = session;
  const limit = report.capabilities?.sizeLimit ?? undefined;
  const common = { check: 'size.limit', subject: relay.subject, owner: 'provider' } as const;
  const own = mails.filter(({ subject }) => subject === relay.subject);
  if (report.capabilities === undefined) {
    const summary = `${relay.title} was not reached, so the size that it takes is not known.`;
    return [finding({ ...common, status: 'unknown', summary, consequenceOf: 'firewall' })];
  }
  if (limit === undefined || limit === 0) {
    const summary = `${relay.title} names no limit for the size of a mail.`;
    return [finding({ ...common, status: 'ok', summary })];
  }
  const links = await linkLimitOf(context, relay);
  const tooLarge = own.filter(({ wire, estimate }) => wire > limit && (links === undefined || estimate <= links));
  const takes = `${relay.title} takes mails up to ${formatBytes(limit)}`;
  if (tooLarge.length === 0) {
    const [heaviest] = own;
    const what = heaviest === undefined ? 'nothing large waits' : `the largest has ${formatBytes(heaviest.wire)}`;
    return [finding({ ...common, status: 'ok', summary: `${takes}; ${what}.` })];
  }
  const failed = tooLarge.filter(({ mail }) => mail.state === 'exception').length;
  return [
    finding({
      ...common,
      status: 'fail',
      summary: `${takes}, and ${countOf(tooLarge.length, 'mail is', 'mails are')} larger${failed === 0 ? '' : ` (${failed} of them failed for it)`}.`,
      detail: describe(context, session, tooLarge, links),
      explains: tooLarge.length,
      evidence: [...evidence, smtpEvidence(report)],
    }),
  ];
};

const describe = (
  { odoo }: CheckContext,
  { relay }: RelaySession,
  [heaviest]: readonly WeighedMail[],
  links: number | undefined,
): string => {
  const provider = findProvider({ host: relay.host });
  const known = provider?.limits.find(({ unit, window }) => unit === 'megabytes' && window === 'message');
  return [
    ...(heaviest === undefined
      ? []
      : [
          `The largest weighs ${formatBytes(heaviest.wire)}: ${countOf(heaviest.size.attachmentCount, 'attachment')} of ${formatBytes(heaviest.size.attachments)}, which grow by a third on their way.`,
        ]),
    ...(provider === undefined || known === undefined ? [] : [`${provider.name}: ${printLimit(known)}.`]),
    links === undefined
      ? 'Odoo up to 17 sends attachments of any size. Either the server takes more, or a link goes out in place of the file.'
      : `Odoo turns attachments into links only beyond ${formatBytes(links)}: with a smaller limit on the server it would do so in time (${menuPath(odoo.version.series, 'outgoing-servers')} → Max Email Size).`,
  ].join(' ');
};

/** Refused once, and no reason to be refused again. */
export const storedCheck: Check = {
  id: 'size.stored',
  title: 'No mail failed for a size that fits by now',
  async run(context) {
    const groups = await failuresOf(context, 'size');
    const count = groups.reduce((sum, group) => sum + group.count, 0);
    const common = { check: 'size.stored', owner: 'provider' } as const;
    if (count === 0) return [finding({ ...common, status: 'ok', summary: 'No mail failed for its size.' })];
    const limits = await limitCheck.run(context);
    const inWay = limits.some(({ status }) => status === 'fail' || status === 'unknown');
    return [
      finding({
        ...common,
        status: 'warn',
        summary: inWay
          ? `${countOf(count, 'mail')} failed because of their size.`
          : `${countOf(count, 'mail')} failed because of their size; as far as the server says they would fit now: retry them.`,
        detail: `${groups[0]?.advice ?? ''} A server behind this one may take less than it.`.trim(),
        explains: count,
      }),
    ];
  },
};
