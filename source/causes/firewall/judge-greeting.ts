import type { SmtpReport } from '../../domain/probes/smtp-report.ts';
import { odooPatienceMs } from '../../domain/probes/smtp-sentence.ts';

/** A server that took the connection and then was late with its first word. */
export interface GreetingJudgement {
  /** `unknown`: our time ended before Odoo's would. */
  readonly status: 'warn' | 'fail' | 'unknown';
  readonly summary: string;
  readonly detail: string;
}

/** Later than this is a fault of the relay, ms; postscreen keeps everybody waiting for 6 s on purpose. */
const slowMs = 8_000;

const lookup =
  'Relays that look the address of this machine up backwards (PTR) before they greet are slow like this when no DNS server answers for it: have the relay’s owner look at its resolver, or give this address a PTR record.';

/** Undefined where the greeting came in good time, or something else kept it from coming. */
export const judgeGreeting = (
  report: Pick<SmtpReport, 'failure' | 'replies' | 'summary' | 'host'>,
): GreetingJudgement | undefined => {
  const { failure, replies, summary, host } = report;
  if (failure?.kind === 'timed-out' && failure.stage === 'greeting') {
    return {
      status: failure.waitedMs < odooPatienceMs ? 'unknown' : 'fail',
      summary,
      detail: `The connection was made, and the server said nothing. ${lookup} A port that stays silent for ever may be waiting for SSL/TLS from the first byte. To wait as long as Odoo, use --deadline 90.`,
    };
  }
  const greeting = replies.find(({ stage }) => stage === 'greeting');
  if (greeting === undefined || greeting.code !== 220 || greeting.durationMs < slowMs) return undefined;
  return {
    status: 'warn',
    summary: `${host} greets after ${Math.round(greeting.durationMs / 1_000)} s, and Odoo waits as long with every connection it makes.`,
    detail: lookup,
  };
};
