import type { MxReport } from '../mx.ts';
import { type ReportLine, type ReportSection, toLines, unknownLine } from './section.ts';

const describeExchangers = ({ exchangers }: MxReport): readonly ReportLine[] =>
  exchangers
    .filter(({ addresses }) => addresses.length > 0)
    .map(({ exchange, preference, addresses }) => ({
      status: 'ok',
      summary: `${exchange} (${preference}) at ${addresses.join(', ')}.`,
    }));

/** Where replies and bounces go. */
export const reportMx = (mx: MxReport): ReportSection => ({
  id: 'mx',
  title: 'Incoming mail (MX)',
  lines: [
    ...toLines(mx.problems),
    ...[mx.unknown, ...mx.exchangers.map(({ unknown }) => unknown)].flatMap((reason) =>
      reason === undefined ? [] : [unknownLine(reason)],
    ),
    ...(mx.state === 'exchangers' ? describeExchangers(mx) : []),
  ],
  evidence: mx.evidence,
});
