import type { Finding } from '../../domain/finding/finding.ts';
import type { CauseReport } from '../../domain/finding/verdict.ts';
import { countOf } from '../../domain/wording/count.ts';
import { formatDuration } from '../../domain/wording/duration.ts';
import { dayMs } from '../../lib/time-units.ts';
import type { RuleSettings } from '../config/config.ts';
import type { RuleJudgement } from '../state.ts';
import { judgeLimits, type LimitUse } from './judge-limit.ts';
import { lookRules } from './judge-look.ts';
import { type RuleId, ruleIds } from './rule-id.ts';

/** Which checks answer a rule; `warns`: whether their warnings count, or only what they call broken. */
interface Answers {
  readonly checks: readonly string[];
  readonly warns: boolean;
  /** What was not looked at says nothing; elsewhere a check is left out because there is nothing to look at. */
  readonly skippedIsUnknown?: boolean;
}

/** The rules that follow what the causes' checks find. */
export const answeringChecks = {
  'unexplained-failures': { checks: ['unexplained.failures'], warns: true },
  // Where no server is set up, what fails at odoo.conf's is a consequence of that, and no-server.active tells it.
  'server-unreachable': {
    checks: ['firewall.port', 'firewall.name', 'tls.handshake', 'no-server.active'],
    warns: false,
  },
  'login-refused': { checks: ['credentials.login'], warns: false },
  blocklisted: {
    checks: ['dns.blocklists', 'dns.address-blocklists', 'dns.own-server'],
    warns: true,
    skippedIsUnknown: true,
  },
  // What was sent is judged beside it, with the pace.
  limit: { checks: ['rate-limit.backlog'], warns: true },
  'provider-change': { checks: ['credentials.dates'], warns: true },
  'local-relay': { checks: ['beyond.relay'], warns: true },
  bounces: { checks: ['beyond.bounces'], warns: true },
} as const satisfies Partial<Record<RuleId, Answers>>;

type AnsweredRule = keyof typeof answeringChecks;

const answeredRules = ruleIds.filter((rule): rule is AnsweredRule => Object.hasOwn(answeringChecks, rule));

/** The rules that an examination answers. */
export const examinationRules: readonly RuleId[] = ruleIds.filter((rule) => !lookRules.some((other) => other === rule));

export interface SeenCertificate {
  /** `server:3` */
  readonly subject: string;
  readonly title: string;
  readonly expiresInDays: number;
}

export interface Examined {
  readonly reports: readonly CauseReport[];
  readonly certificates: readonly SeenCertificate[];
  /** What is sent of each limit; undefined where it could not be measured. */
  readonly limits: readonly LimitUse[] | undefined;
  /** DNS answers by question; what could not be asked is not among them. */
  readonly records: Readonly<Record<string, string>>;
  /** Those of the examination before; null before the first. */
  readonly earlier: Readonly<Record<string, string>> | null;
}

/** How the rules stand after the causes were run. */
export const judgeExamination = (examined: Examined, rules: RuleSettings): readonly RuleJudgement[] => [
  ...answeredRules.flatMap((rule) => (rules[rule] === undefined ? [] : judgeFindings(rule, examined.reports))),
  ...(rules.limit === undefined ? [] : judgeLimits(examined.limits, rules.limit.within ?? 0)),
  ...(rules.certificate === undefined ? [] : judgeCertificates(examined.certificates, rules.certificate.below ?? 0)),
  ...(rules['dns-record'] === undefined ? [] : judgeRecords(examined)),
];

const judgeFindings = (rule: AnsweredRule, reports: readonly CauseReport[]): readonly RuleJudgement[] => {
  const terms: Answers = answeringChecks[rule];
  const findings = reports.flatMap((report) => report.findings).filter(({ check }) => terms.checks.includes(check));
  const bySubject = Map.groupBy(findings, ({ subject }) => subject ?? '');
  return [...bySubject].map(([subject, found]) => judgeSubject(rule, subject, found, terms));
};

/** Of several findings about one thing the worst speaks; what is a consequence of another cause is no news. */
const judgeSubject = (
  rule: RuleId,
  subject: string,
  found: readonly Finding[],
  { warns, skippedIsUnknown = false }: Answers,
): RuleJudgement => {
  const say = (level: RuleJudgement['level'], { summary }: Finding): RuleJudgement => ({
    rule,
    subject,
    level,
    sentence: summary,
  });
  const own = found.filter(({ consequenceOf }) => consequenceOf === undefined);
  const broken = own.find(({ status }) => status === 'fail');
  if (broken !== undefined) return say('fail', broken);
  const odd = warns ? own.find(({ status }) => status === 'warn') : undefined;
  if (odd !== undefined) return say('warn', odd);
  const unknown = found.find(
    ({ status, consequenceOf }) =>
      status === 'unknown' || consequenceOf !== undefined || (skippedIsUnknown && status === 'skipped'),
  );
  if (unknown !== undefined) return say('unknown', unknown);
  const [first] = found;
  return { rule, subject, level: 'ok', sentence: first?.summary ?? 'Nothing wrong was found.' };
};

const judgeCertificates = (certificates: readonly SeenCertificate[], below: number): readonly RuleJudgement[] =>
  certificates.length === 0
    ? [{ rule: 'certificate', subject: '', level: 'unknown', sentence: 'No mail server showed a certificate.' }]
    : certificates.map(({ subject, title, expiresInDays }) => {
        const isOver = expiresInDays < 0;
        const when = isOver ? 'has ended' : `ends in ${countOf(expiresInDays, 'day')}`;
        const level = isOver ? 'fail' : expiresInDays * dayMs < below ? 'warn' : 'ok';
        const limit = level === 'ok' ? '' : `; it should be renewed ${formatDuration(below)} before`;
        return { rule: 'certificate', subject, level, sentence: `The certificate of ${title} ${when}${limit}.` };
      });

/** A record that changed is told once: the next examination compares with what is there now. */
const judgeRecords = ({ records, earlier }: Examined): readonly RuleJudgement[] =>
  Object.entries(records).map(([asked, answer]) => {
    const was = earlier?.[asked];
    const isNew = was !== undefined && was !== answer;
    return {
      rule: 'dns-record',
      subject: asked,
      level: isNew ? 'warn' : 'ok',
      sentence: isNew
        ? `The answer to ${asked} changed from ${quote(was)} to ${quote(answer)}.`
        : `${asked} is as it was.`,
    };
  });

const quote = (answer: string): string => (answer.length > 300 ? `"${answer.slice(0, 300)}…"` : `"${answer}"`);
