import { describeOutlook, type Hold, type Outlook, statusOfOutlook } from '../../../../diagnosis/outlook.ts';
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
    ...nextLines(outlook, conclusion, width),
  ];
};

const describeHold = (hold: Hold, titleOf: (id: string) => string): string => {
  const mails = countOf(hold.mails, 'mail');
  return 'cause' in hold ? `${mails} held by: ${titleOf(hold.cause)}` : `${mails}: ${hold.why}`;
};

const nextLines = ({ free, failed }: Outlook, { queue }: WizardConclusion, width: number): readonly Line[] => {
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
      : paragraph(`${countOf(waiting, 'mail')} still waiting: Odoo's queue runner sends them by itself.`, {
          width,
          tone: 'quiet',
        })),
  ];
};
