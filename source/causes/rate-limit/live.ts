import { finding } from '../../domain/finding.ts';
import { smtpEvidence } from '../../domain/probes/probe-evidence.ts';
import { classifySmtpReply } from '../../domain/probes/smtp-reply-class.ts';
import type { Check } from '../cause.ts';
import type { CheckContext } from '../context.ts';
import { endedBy } from '../measure/ended-by.ts';
import { openSessions, type RelaySession } from '../measure/sessions.ts';
import { countExplained } from '../measure/stored-failures.ts';

const check = 'rate-limit.live';

/** Servers that put us off just now (421, 450, 451). */
export const liveCheck: Check = {
  id: check,
  title: 'Servers that put us off now',
  run: async (context) => {
    const slowed = (await openSessions(context)).filter((session) => endedBy(session) === 'rate-limit');
    if (slowed.length === 0) {
      return [finding({ check, status: 'ok', summary: 'No mail server put us off just now.', owner: 'provider' })];
    }
    return await Promise.all(slowed.map((session) => describe(context, session)));
  },
};

const describe = async (context: CheckContext, { relay, report }: RelaySession) => {
  const { failure } = report;
  const advice = failure?.kind === 'reply' ? classifySmtpReply(failure.reply, relay.host).advice : undefined;
  return finding({
    check,
    subject: relay.subject,
    status: 'warn',
    summary: report.summary,
    ...(advice === undefined ? {} : { detail: advice }),
    owner: 'provider',
    evidence: [smtpEvidence(report)],
    explains: await countExplained(context, 'rate-limit', relay.subject),
  });
};
