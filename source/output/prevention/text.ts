import { summaryOf } from '../../domain/finding/precaution-report.ts';
import { chooseSigns } from '../../domain/wording/signs.ts';
import { headingOf } from '../check/check-lines.ts';
import { describeFindings } from '../check/text.ts';
import { refusesChanges } from '../target-document.ts';
import { headlineOf } from './headline.ts';
import { mendingOf } from './mending.ts';
import type { PreventionReport } from './report.ts';

interface TextOptions {
  readonly ascii: boolean;
  /** With the findings, and the evidence of those that are not fine. */
  readonly verbose: boolean;
  /** With the evidence of all. */
  readonly allEvidence?: boolean;
}

const idWidth = 14;

/** A line a precaution, and below what is not well how to mend it. */
export const formatPreventionText = (report: PreventionReport, options: TextOptions): string => {
  const { ascii, verbose } = options;
  const signs = chooseSigns(ascii);
  const { status, sentence } = headlineOf(report.precautions);
  const lines = [`${signs[status]} ${sentence}`, '', headingOf(report), ''];
  const isRefused = refusesChanges(report.target);
  const describeFinding = describeFindings(report.precautions, { ...options, isRefused });
  for (const precaution of report.precautions) {
    lines.push(`${signs[precaution.status]} ${precaution.id.padEnd(idWidth)} ${summaryOf(precaution)}`);
    if (verbose) lines.push(...precaution.findings.flatMap(describeFinding));
    else lines.push(...mendingOf(precaution, report.flags).map((line) => `${' '.repeat(idWidth + 3)}${line}`));
  }
  lines.push('', `Measured in ${(report.durationMs / 1_000).toFixed(1)} s.`);
  return `${lines.join('\n')}\n`;
};
