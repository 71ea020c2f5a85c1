import { describeEarlier, type NumberedEvidence, numberEvidence } from '../../domain/finding/number-evidence.ts';
import { countOf } from '../../domain/wording/count.ts';
import { tellTimes } from '../../domain/wording/duration.ts';
import { chooseSigns } from '../../domain/wording/signs.ts';
import type { Story } from '../../inspection/story/story.ts';
import { foundLine } from '../find/lines.ts';

/** A story for a person's terminal: the conclusion first, then how it came to that. */
export const formatStoryText = (
  { mail, others, parts, conclusion, nextStep }: Story,
  { ascii, verbose }: { readonly ascii: boolean; readonly verbose: boolean },
): string => {
  const signs = chooseSigns(ascii);
  const numbered = numberEvidence(parts.map(({ evidence }) => (verbose ? evidence : [])));
  return [
    ...(mail === null ? [] : [foundLine(mail).trim()]),
    ...(others === 0 ? [] : [`${countOf(others, 'other mail fits', 'other mails fit')} as well: find lists them.`]),
    `${signs[conclusion.status]} ${conclusion.summary}`,
    ...(conclusion.cause === null ? [] : [`  Cause: ${conclusion.cause}`]),
    ...(nextStep === null ? [] : [`  Next: ${nextStep.title}`]),
    ...(nextStep === null || nextStep.command === null ? [] : [`        ${nextStep.command}`]),
    `  Say: "${conclusion.say}"`,
    ...parts.flatMap(({ title, status, lines }, index) => [
      '',
      `${signs[status]} ${title}`,
      ...lines.map((line) => `  ${line}`),
      ...describePieces(numbered[index] ?? []),
    ]),
    '',
  ].join('\n');
};

const describePieces = (pieces: readonly NumberedEvidence[]): readonly string[] => {
  const earlier = describeEarlier(pieces);
  return [
    ...(earlier === undefined ? [] : [`  ${earlier}`]),
    ...pieces.flatMap(({ number, isFirst, evidence: { asked, answer } }) =>
      isFirst ? [...indent(`[${number}] ${asked}`, 2), ...indent(tellTimes(answer), 4)] : [],
    ),
  ];
};

const indent = (text: string, by: number): readonly string[] =>
  text.split('\n').map((line) => `${' '.repeat(by)}${line}`);
