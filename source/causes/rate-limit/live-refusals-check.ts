import type { Check } from '../../checks/cause.ts';
import { endedBy } from '../../checks/measure/ended-by.ts';
import { sentences } from '../../checks/measure/relay-words.ts';
import { openSessions, type RelaySession } from '../../checks/measure/smtp-sessions.ts';
import { countExplained } from '../../checks/measure/stored-failures.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { smtpEvidence } from '../../domain/probes/probe-evidence.ts';
import { judgeSession } from '../../domain/replies/judge-session.ts';
import { minuteMs } from '../../lib/time-units.ts';

/** Servers that put us off just now (421, 450, 451), or stop answering in the middle. */
export const liveCheck: Check = {
  id: 'rate-limit.live',
  title: 'Servers that put us off now',
  owner: 'provider',
  run: async (context) => {
    const slowed = (await openSessions(context)).filter((session) => endedBy(session) === 'rate-limit');
    if (slowed.length === 0) {
      return [finding({ status: 'ok', summary: 'No mail server put us off just now.' })];
    }
    return await Promise.all(
      slowed.map(async (session) => ({
        ...judgeSlowed(session),
        ...(await countExplained(context, 'rate-limit', session.relay.subject)),
      })),
    );
  },
};

/** odoo/addons/base/models/ir_mail_server.py: SMTP_TIMEOUT = 60 */
const odooWaitsMs = minuteMs;

/** A server that puts us off may take mail in a while; one that falls silent stops what Odoo chose it for. */
export const judgeSlowed = ({ relay, report }: RelaySession): CheckFinding => {
  const { failure } = report;
  const advice = failure === undefined ? undefined : judgeSession(failure, report).advice;
  const isStalled = failure?.kind === 'timed-out';
  const patience = isStalled && failure.waitedMs < odooWaitsMs ? 'Odoo itself waits a minute for each answer.' : '';
  return finding({
    subject: relay.subject,
    status: isStalled && relay.isChosen ? 'fail' : 'warn',
    stopsAll: relay.isChosen,
    summary: report.summary,
    detail: sentences(advice, patience),
    evidence: [smtpEvidence(report)],
  });
};
