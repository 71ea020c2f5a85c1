import { countOf } from '../../domain/wording/count.ts';
import type { FoundPage } from '../../inspection/find/find-page.ts';
import { foundLine, searchedLines } from './lines.ts';

/** What was found, newest first, and how to go on: `command` is what to type for that. */
export const formatFoundText = (page: FoundPage, command: string | null): string => {
  const { mails, searched } = page;
  const counted = `${countOf(mails.length, 'mail')}${searched.complete ? '' : ' until now'}`;
  return [
    ...(mails.length === 0 ? [] : [counted, ...mails.map(foundLine)]),
    ...searchedLines(page),
    ...(command === null ? [] : [`Go on: ${command}`]),
    '',
  ].join('\n');
};
