import type { Finding } from '../domain/finding/finding.ts';
import { formatClock, formatDuration } from '../domain/wording/duration.ts';

/** A test message of this program, from its journal. */
export interface SentTest {
  readonly at: Date;
  /** The server that it went through: `server:3`, `conf`. */
  readonly subject: string | null;
  /** The server took it over; otherwise it refused it, or said nothing. */
  readonly isAccepted: boolean;
}

/** What there is to prove that a server works as it is set now. */
export interface TestFacts {
  readonly title: string;
  readonly subject: string;
  /** When its row, or odoo.conf, was last written; undefined where nothing tells. */
  readonly changedAt: Date | undefined;
  /** Odoo writes new OAuth tokens into the row by itself, about every hour. */
  readonly renewsTokens: boolean;
  /** The last test through it; undefined where none is known. */
  readonly test: SentTest | undefined;
  /** When mail left through it at the latest that is known; undefined where nothing tells. */
  readonly sentAt: Date | undefined;
}

type Judged = Pick<Finding, 'status' | 'summary'> & { readonly detail?: string };

/** Whether anything has left through a server since it was changed the last time. */
export const judgeLastTest = (facts: TestFacts, now: Date): Judged => {
  const { title, subject, changedAt, renewsTokens, test, sentAt } = facts;
  const server = subject.startsWith('server:') ? ` --server ${subject.slice('server:'.length)}` : '';
  const detail = `odoo-mail-doctor send-test --to YOU@EXAMPLE.COM${server} sends one message as Odoo would, once --apply is added.`;
  if (changedAt === undefined) {
    return { status: 'unknown', summary: `When ${title} was last changed is not known.`, detail };
  }
  const changed = `its last change (${formatClock(changedAt, now)})`;
  const testedSince = test !== undefined && test.at >= changedAt ? test : undefined;
  const sentSince = sentAt !== undefined && sentAt >= changedAt;
  if (testedSince?.isAccepted === false && (sentAt === undefined || sentAt < testedSince.at)) {
    return {
      status: 'warn',
      summary: `The last test through ${title} did not get out (${formatClock(testedSince.at, now)}), and no mail has left through it since.`,
      detail,
    };
  }
  if (testedSince?.isAccepted === true) {
    return {
      status: 'ok',
      summary: `A test went out through ${title} at ${formatClock(testedSince.at, now)}, after ${changed}.`,
    };
  }
  if (sentSince) return { status: 'ok', summary: `Mail has left through ${title} since ${changed}.` };
  if (renewsTokens) {
    return {
      status: 'unknown',
      summary: `Nothing is known to have left through ${title} since its row was written (${formatClock(changedAt, now)}), which Odoo does by itself with each new token.`,
      detail,
    };
  }
  return {
    status: 'warn',
    summary: `${title} was changed ${formatDuration(now.getTime() - changedAt.getTime())} ago, and neither a test nor another mail is known to have left through it since.`,
    detail,
  };
};
