import type { Finding } from '../../domain/finding/finding.ts';
import { formatClock } from '../../domain/wording/duration.ts';
import type { CheckContext } from '../context.ts';
import { ifPossible } from './if-possible.ts';
import { measureRelays } from './relays.ts';

/** Why what odoo.conf says is not what Odoo uses, as a sentence without its end; undefined where it is. */
export const describeConfigurationAge = (
  { age, configuration }: Pick<CheckContext['target'], 'age' | 'configuration'>,
  now: Date,
): string | undefined => {
  switch (age.kind) {
    case 'as-started':
      return undefined;
    case 'changed-since':
      return `${configuration} was changed at ${formatClock(age.writtenAt, now)}, and Odoo (process ${age.pid}) runs since ${formatClock(age.startedAt, now)} with what it read then`;
    case 'other-file':
      return `Odoo (process ${age.pid}), which serves this database, reads ${age.reads ?? 'another odoo.conf or none'} and not ${configuration}`;
  }
};

/** What to do about it, without a full stop. */
export const adviseConfigurationAge = ({ age }: Pick<CheckContext['target'], 'age'>): string =>
  age.kind === 'other-file'
    ? `Name the file that Odoo reads: -c ${age.reads ?? 'FILE'}`
    : 'Restart Odoo: it reads its configuration only when it starts';

/**
 * Findings about a server that odoo.conf names, where Odoo does not use what stands there: what was measured with the
 * file is true of the file, and of Odoo nothing is known. It is neither a fault of Odoo's nor a promise.
 */
export const withholdUnread = async (
  context: CheckContext,
  findings: readonly Finding[],
): Promise<readonly Finding[]> => {
  const why = describeConfigurationAge(context.target, context.now());
  if (why === undefined || !findings.some(({ subject }) => subject !== null)) return findings;
  const relays = (await ifPossible(context, measureRelays(context))) ?? [];
  const fromConf = new Set(
    relays.flatMap(({ server, subject }) => (server === null || server.authentication === 'cli' ? [subject] : [])),
  );
  return findings.map((finding) =>
    finding.subject !== null && fromConf.has(finding.subject) && ['ok', 'warn', 'fail'].includes(finding.status)
      ? withhold(finding, `${why}. ${adviseConfigurationAge(context.target)}.`)
      : finding,
  );
};

const withhold = ({ explains: _, explainsWaiting: __, ...finding }: Finding, why: string): Finding => ({
  ...finding,
  status: 'unknown',
  summary: `By odoo.conf as it is now: ${finding.summary}`,
  // Said once, by the check of odoo.conf.
  ...(finding.check.startsWith('no-server.') ? {} : { consequenceOf: finding.consequenceOf ?? 'no-server' }),
  detail: finding.detail === undefined ? why : `${why} ${finding.detail}`,
});
