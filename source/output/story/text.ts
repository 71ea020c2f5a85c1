import { countOf } from '../../domain/wording/count.ts';
import { chooseSigns } from '../../domain/wording/signs.ts';
import type { Story } from '../../inspection/story/story.ts';
import { foundLine } from '../find/lines.ts';

/** A story for a person's terminal: the conclusion first, then how it came to that. */
export const formatStoryText = (
  { mail, others, parts, conclusion, nextStep }: Story,
  { ascii, verbose }: { readonly ascii: boolean; readonly verbose: boolean },
): string => {
  const signs = chooseSigns(ascii);
  return [
    ...(mail === null ? [] : [foundLine(mail).trim()]),
    ...(others === 0 ? [] : [`${countOf(others, 'other mail fits', 'other mails fit')} as well: find lists them.`]),
    `${signs[conclusion.status]} ${conclusion.summary}`,
    ...(conclusion.cause === null ? [] : [`  Cause: ${conclusion.cause}`]),
    ...(nextStep === null ? [] : [`  Next: ${nextStep.title}`]),
    ...(nextStep === null || nextStep.command === null ? [] : [`        ${nextStep.command}`]),
    `  Say: "${conclusion.say}"`,
    ...parts.flatMap(({ title, status, lines, evidence }) => [
      '',
      `${signs[status]} ${title}`,
      ...lines.map((line) => `  ${line}`),
      ...(verbose ? evidence.flatMap(({ asked, answer }) => [`  > ${asked}`, ...indent(answer)]) : []),
    ]),
    '',
  ].join('\n');
};

const indent = (text: string): readonly string[] => text.split('\n').map((line) => `    ${line}`);
