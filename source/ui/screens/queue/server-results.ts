import type { Finding } from '../../../domain/finding/finding.ts';
import type { Status } from '../../../domain/finding/status.ts';
import type { CauseReport } from '../../../domain/finding/verdict.ts';

/** What a mail server answered when it was last asked. */
export interface ServerResult {
  /** `server:3`. */
  readonly subject: string;
  readonly status: Status;
  /** The finding's own sentence, which begins with the server's name. */
  readonly words: string;
}

/** The ones that talk to a server, the nearer to a handed-over mail the later. */
const asking = ['firewall', 'tls', 'credentials', 'sender'];
const badness: Readonly<Record<Status, number>> = { fail: 4, warn: 3, unknown: 2, ok: 1, skipped: 0 };

/** The worst answer of each server; of equal ones the one that says most. */
export const serverResults = (reports: readonly Pick<CauseReport, 'id' | 'findings'>[]): readonly ServerResult[] => {
  const found = asking
    .flatMap((id) => reports.find((report) => report.id === id)?.findings ?? [])
    .filter(({ subject, consequenceOf }) => /^server:\d+$/.test(subject ?? '') && consequenceOf === undefined);
  return [...Map.groupBy(found, ({ subject }) => subject ?? '')].map(([subject, findings]) => {
    const worst = findings.reduce(worse);
    return { subject, status: worst.status, words: worst.summary };
  });
};

const worse = (one: Finding, other: Finding): Finding => (badness[other.status] >= badness[one.status] ? other : one);
