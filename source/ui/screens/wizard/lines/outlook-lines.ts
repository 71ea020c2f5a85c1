import { describeOutlook, type Hold, type Outlook, statusOfOutlook } from '../../../../diagnosis/outlook.ts';
import type { Status } from '../../../../domain/finding/status.ts';
import { countOf } from '../../../../domain/wording/count.ts';
import { blank, type Line, paragraph, textLine } from '../../../components/lines/line.ts';
import type { WizardConclusion, WizardState } from '../state.ts';
import type { LineOptions } from './step-lines.ts';

/** The last step: which of the failed mails can go out now, and what holds the others. */
export const outlookLines = (
  { conclusion, steps }: Pick<WizardState, 'conclusion' | 'steps'>,
  { width, signs }: Pick<LineOptions, 'width' | 'signs'>,
): readonly Line[] => {
  const heading = paragraph('Which mails can go out now?', { width, tone: 'strong' });
  if (conclusion === undefined) {
    return [...heading, blank, textLine({ text: 'Known once the causes are measured.', tone: 'quiet' })];
  }
  const { outlook } = conclusion;
  const status = statusOfOutlook(outlook);
  const titleOf = (id: string): string => steps.find((step) => step.id === id)?.title ?? id;
  return [
    ...heading,
    blank,
    ...paragraph(describeOutlook(outlook), { width, status, prefix: [{ text: `${signs[status]} `, status }] }),
    ...outlook.held.flatMap((hold) =>
      paragraph(describeHold(hold, titleOf), {
        width,
        indent: 2,
        status: 'warn',
        prefix: [{ text: `${signs.warn} `, status: 'warn' }],
      }),
    ),
    blank,
    ...nextLines(outlook, conclusion, { width, runner: steps.find(({ id }) => id === 'cron')?.report?.status }),
  ];
};

const describeHold = (hold: Hold, titleOf: (id: string) => string): string => {
  const mails = countOf(hold.mails, 'mail');
  return 'cause' in hold ? `${mails} held by: ${titleOf(hold.cause)}` : `${mails}: ${hold.why}`;
};

interface Sending {
  /** Of the queue runner. */
  readonly runner: Status | undefined;
  /** Of everything. */
  readonly verdict: Status;
}

/** Whether mails that wait leave by themselves: not where nobody runs the queue, nor surely where something else is wrong. */
export const tellWaiting = (waiting: number, { runner, verdict }: Sending): string => {
  const mails = `${countOf(waiting, 'mail')} still waiting`;
  if (runner === 'fail') return `${mails}: nothing sends them until the queue runner is mended.`;
  if (runner === undefined || runner === 'unknown')
    return `${mails}; whether the queue runner sends them is not known.`;
  if (verdict === 'fail')
    return `${mails}: Odoo's queue runner tries them by itself, and what is wrong holds for them, too.`;
  return `${mails}: Odoo's queue runner sends them by itself.`;
};

const nextLines = (
  { free, failed }: Outlook,
  { queue, verdict }: WizardConclusion,
  { width, runner }: { readonly width: number; readonly runner: Status | undefined },
): readonly Line[] => {
  const waiting = queue?.counts.outgoing ?? 0;
  return [
    ...(free === 0
      ? []
      : paragraph(
          `Enter (or 3) opens the retry console on ${countOf(free ?? failed, 'mail')}: nothing is sent before you say so.`,
          {
            width,
          },
        )),
    ...(waiting === 0
      ? []
      : paragraph(tellWaiting(waiting, { runner, verdict: verdict.status }), { width, tone: 'quiet' })),
  ];
};
