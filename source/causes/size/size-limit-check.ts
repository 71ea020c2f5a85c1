import { type Check, offer } from '../../checks/cause.ts';
import { endedBy } from '../../checks/measure/ended-by.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { sentSize } from '../../domain/mail/mail-attachment.ts';
import { menuPath } from '../../domain/odoo/menu-path.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { smtpEvidence } from '../../domain/probes/probe-evidence.ts';
import { findProvider } from '../../domain/providers/find-provider.ts';
import { printLimit } from '../../domain/providers/provider.ts';
import { formatBytes } from '../../domain/wording/bytes.ts';
import { countOf } from '../../domain/wording/count.ts';
import { readServerFits, type ServerFit } from './measure-server-fits.ts';
import { drop } from './remedies/drop-attachments-remedy.ts';
import { raise } from './remedies/raise-limit-remedy.ts';
import { useLinks } from './remedies/use-links-remedy.ts';
import { weighMails } from './weigh-mails.ts';

/** What each server takes (RFC 1870), as it said in this run's session, against what is to go through it. */
export const limitCheck: Check = {
  id: 'size.limit',
  title: 'Mails fit through their server',
  owner: 'provider',
  decides: true,
  async run(context) {
    const [fits, { evidence }] = await Promise.all([readServerFits(context), weighMails(context)]);
    return fits.map((fit) => judgeFit(fit, { series: context.odoo.version.series, evidence }));
  },
};

interface FitFacts {
  readonly series: OdooSeries;
  /** The statements that weighed the mails. */
  readonly evidence: CheckFinding['evidence'];
}

/** Whether what is to go through a server fits. */
export const judgeFit = (fit: ServerFit, { series, evidence }: FitFacts): CheckFinding => {
  const { limit, links, tooLarge, mails, helpedByLinks } = fit;
  const { relay, report } = fit.session;
  const common = { subject: relay.subject } as const;
  if (report.capabilities === undefined) {
    const summary = `${relay.title} was not reached, so the size that it takes is not known.`;
    const consequenceOf = endedBy(fit.session) ?? 'firewall';
    return finding({ ...common, status: 'unknown', summary, consequenceOf });
  }
  if (limit === undefined) {
    return finding({ ...common, status: 'ok', summary: `${relay.title} names no limit for the size of a mail.` });
  }
  const takes = `${relay.title} takes mails up to ${formatBytes(limit)}`;
  if (tooLarge.length === 0) {
    const [heaviest] = mails;
    const what =
      heaviest === undefined ? 'nothing large waits' : `the largest has ${formatBytes(sentSize(heaviest.wire, links))}`;
    return finding({ ...common, status: 'ok', summary: `${takes}; ${what}.` });
  }
  const failed = tooLarge.filter(({ mail }) => mail.state === 'exception').length;
  const canUseLinks = traitsOf(series).linksForLargeMail && relay.server !== null && helpedByLinks.length > 0;
  const remedies = [...(canUseLinks ? [useLinks] : []), drop, raise];
  return finding({
    ...common,
    status: 'fail',
    summary: `${takes}, and ${countOf(tooLarge.length, 'mail is', 'mails are')} larger${failed === 0 ? '' : ` (${failed} of them failed for it)`}.`,
    detail: describe(fit, series),
    explains: tooLarge.length,
    explainsWaiting: tooLarge.length - failed,
    evidence: [...evidence, smtpEvidence(report)],
    remedies: remedies.map((remedy) => offer(remedy, relay.subject)),
  });
};

const describe = ({ session, tooLarge: [heaviest], links, helpedByLinks }: ServerFit, series: OdooSeries): string => {
  const provider = findProvider({ host: session.relay.host });
  const known = provider?.limits.find(({ unit, window }) => unit === 'megabytes' && window === 'message');
  return [
    ...(heaviest === undefined
      ? []
      : [
          `The largest weighs ${formatBytes(sentSize(heaviest.wire, links))}: ${countOf(heaviest.size.attachmentCount, 'attachment')} of ${formatBytes(heaviest.size.attachments)}, which grow by a third on their way.`,
        ]),
    ...(provider === undefined || known === undefined ? [] : [`${provider.name}: ${printLimit(known)}.`]),
    links === undefined
      ? 'Odoo up to 17 sends attachments of any size. Either the server takes more, or a link goes out in place of the file.'
      : helpedByLinks.length === 0
        ? 'Odoo puts links in place of attachments of a business record alone (an invoice, an order): what belongs to the message itself, or to no record, goes out whole.'
        : `Odoo turns attachments into links only beyond ${formatBytes(links)}: with a smaller limit${traitsOf(series).serverSizeLimit ? ' on the server' : ''} it would do so in time (${placeOfLimit(series)}).`,
  ].join(' ');
};

const placeOfLimit = (series: OdooSeries): string =>
  traitsOf(series).serverSizeLimit
    ? `${menuPath(series, 'outgoing-servers')} → Max Email Size`
    : `base.default_max_email_size, one for all servers: ${menuPath(series, 'system-parameters')}`;
