import type { CheckFinding } from '../../domain/finding/finding.ts';
import { finding } from '../../domain/finding/finding.ts';
import { menuPath } from '../../domain/odoo/menu-path.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { smtpEvidence } from '../../domain/probes/probe-evidence.ts';
import { adviseConfiguration } from '../../domain/replies/advice-for-configuration.ts';
import type { Origin } from '../../target/setting.ts';
import { endedBy } from './ended-by.ts';
import type { Relay } from './relays.ts';
import type { RelaySession } from './smtp-sessions.ts';

/** The version whose menus are named, and the odoo.conf whose lines are. */
interface Places {
  readonly odoo: { readonly version: { readonly series: OdooSeries } };
  readonly target: { readonly configuration: string | undefined; readonly settings: Settings };
}

/** Where a person sets that server up: a row of the outgoing servers, or keys of odoo.conf. */
export const whereSet = (
  { odoo, target }: Places,
  { server }: Pick<Relay, 'server'>,
  keys: readonly (keyof typeof settingOf)[],
): string =>
  server === null || server.authentication === 'cli'
    ? `Set in ${target.configuration ?? 'odoo.conf'}: ${nameLines(target.settings, keys)}.`
    : `Set under ${menuPath(odoo.version.series, 'outgoing-servers')} → ${server.name}.`;

const settingOf = {
  smtp_server: 'smtpServer',
  smtp_port: 'smtpPort',
  smtp_ssl: 'smtpStartTls',
  smtp_user: 'smtpUser',
  smtp_password: 'smtpPassword',
} as const;

type Settings = Readonly<Record<(typeof settingOf)[keyof typeof settingOf], { readonly origin: Origin }>>;

/** `smtp_user (line 12), smtp_password (not there)`. */
export const nameLines = (settings: Settings, keys: readonly (keyof typeof settingOf)[]): string =>
  keys
    .map((key) => {
      const { origin } = settings[settingOf[key]];
      return `${key} (${origin.kind === 'file' ? `line ${origin.line}` : 'not there'})`;
    })
    .join(', ');

/** What an advice says for this server: one of odoo.conf has no form with fields. */
export const adviseOn = ({ server }: Pick<Relay, 'server'>, advice: string): string =>
  server === null ? adviseConfiguration(advice) : advice;

/** Sentences of a detail, those that there are. */
export const sentences = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(' ');

/**
 * What a check says of a server that it could not get to, because the session ended before: unknown, and a consequence
 * of what ended it.
 */
export const notReached = (session: RelaySession, question: string): CheckFinding => {
  const cause = endedBy(session);
  return finding({
    subject: session.relay.subject,
    status: 'unknown',
    summary: `${question} of ${session.relay.title} could not be tried: ${session.report.summary}`,
    owner: 'odoo',
    evidence: [smtpEvidence(session.report)],
    ...(cause === undefined ? {} : { consequenceOf: cause }),
  });
};
