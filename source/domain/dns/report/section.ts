import type { Evidence } from '../../finding/evidence.ts';
import type { DnsProblem } from '../dns-problem.ts';

/** `unknown`: we could not measure; `skipped`: somebody would not let us, and nothing depends on it; `note`: no fault. */
export type LineStatus = 'ok' | 'note' | 'warn' | 'fail' | 'unknown' | 'skipped';

export interface ReportLine {
  readonly status: LineStatus;
  /** A sentence for people. */
  readonly summary: string;
  /** The rule that found it. */
  readonly rule?: string;
}

/** A record for the owner of the zone to publish. */
export interface RecordToPaste {
  readonly name: string;
  readonly type: 'TXT';
  readonly text: string;
  /** The same as a line of a zone file. */
  readonly zoneLine: string;
  /** What it changes, a sentence each. */
  readonly changes: readonly string[];
}

/** One subject of the report: MX, SPF, the relay, DKIM, DMARC, blocklists. */
export interface ReportSection {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly ReportLine[];
  readonly paste?: RecordToPaste;
  readonly evidence: readonly Evidence[];
}

export interface DnsReport {
  readonly domain: string;
  readonly sections: readonly ReportSection[];
}

/** Problems as lines. */
export const toLines = (problems: readonly DnsProblem[]): readonly ReportLine[] =>
  problems.map(({ rule, severity, message }) => ({ status: severity, summary: message, rule }));

/** A line for what could not be measured; the reason is a sentence. */
export const unknownLine = (reason: string): ReportLine => ({ status: 'unknown', summary: reason });

const worstFirst = ['fail', 'warn', 'unknown'] as const;

/** The worst of these: fail, else warn, else unknown, else ok. */
export const worstStatus = (lines: readonly ReportLine[]): 'ok' | 'warn' | 'fail' | 'unknown' =>
  worstFirst.find((status) => lines.some((line) => line.status === status)) ?? 'ok';
