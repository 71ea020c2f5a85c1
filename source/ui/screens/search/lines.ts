import type { Status } from '../../../domain/finding/status.ts';
import { type FoundMail, type FoundState, nameFound } from '../../../domain/mail/found-mail.ts';
import { formatClock } from '../../../domain/wording/duration.ts';
import type { FoundPage } from '../../../inspection/find/find-page.ts';
import type { Story } from '../../../inspection/story/story.ts';
import { describeReason, describeState, listRecipients, searchedLines } from '../../../output/find/lines.ts';
import { fitSubject } from '../../components/fit-subject.ts';
import { fitText } from '../../components/fit-text.ts';
import { blank, type Line, paragraph, textLine, withStop, withStops } from '../../components/lines/line.ts';

/** What was found until now, over all pages of one search. */
export interface FoundMails {
  readonly text: string;
  readonly mails: readonly FoundMail[];
  /** The newest page: how far it came, and where it goes on. */
  readonly page: FoundPage;
}

/** The search box, what came of it, and a blank line. */
export const searchHeadHeight = 3;
/** Cells before each line for the pointer. */
const gutter = 2;

const widths = { when: 12, state: 13 } as const;
/** In narrower windows the date goes before the subject's number does, and then the recipient. */
const enough = { when: 68, to: 48 } as const;

/** The mails that were found, one a line, then how far was searched. */
export const foundLines = ({ mails, page }: FoundMails, columns: number): readonly Line[] => {
  const width = columns - gutter;
  const idWidth = Math.max(5, ...mails.map((mail) => nameFound(mail).length));
  return [
    ...mails.flatMap((mail) => withStop(nameFound(mail), [foundMailLine(mail, { width, idWidth })])),
    ...(mails.length === 0 ? [] : [blank]),
    ...searchedLines({ ...page, mails }).flatMap((text) => paragraph(text, { width, tone: 'quiet' })),
  ];
};

/** The subject holds the number that tells mails apart: it is the last to be cut. */
const foundMailLine = (
  mail: FoundMail,
  { width, idWidth }: { readonly width: number; readonly idWidth: number },
): Line => {
  const [full = '(nobody)', ...others] = listRecipients(mail);
  const more = others.length === 0 ? '' : ` +${others.length}`;
  const hasWhen = width >= enough.when;
  const hasTo = width >= enough.to;
  const left = Math.max(10, width - idWidth - 2 - (hasWhen ? widths.when + 2 : 0) - widths.state - 2);
  const saidWidth = left >= 90 ? Math.floor(left * 0.25) : 0;
  const toWidth = hasTo ? Math.max(10, Math.floor((left - saidWidth - 2) * 0.4)) : 0;
  const whatWidth = left - saidWidth - (hasTo ? toWidth + 2 : 0);
  const status = statusOf(mail.state);
  // A name that is whole says more than the half of an address.
  const first = full.length > toWidth - more.length ? full.replace(/ <[^<>]*>$/, '') : full;
  return textLine(
    { text: `${fitText(nameFound(mail), idWidth, 'right')}  `, tone: 'quiet' },
    ...(hasWhen ? [{ text: `${fitText(shortDate(mail.date), widths.when)}  ` }] : []),
    { text: `${fitText(shortState(mail.state), widths.state)}  `, ...(status === undefined ? {} : { status }) },
    ...(hasTo ? [{ text: `${fitText(first, toWidth - more.length)}${more}  ` }] : []),
    { text: fitSubject(mail.subject ?? mail.documentName ?? '(no subject)', whatWidth) },
    ...(saidWidth === 0 ? [] : [{ text: `  ${fitText(describeReason(mail), saidWidth - 2)}`, tone: 'quiet' as const }]),
  );
};

/** `28 Sep 16:02`; of another year than most, the year instead of the minute is not worth the room. In the zone that the header names. */
const shortDate = (date: Date | null): string =>
  date === null
    ? '—'
    : `${date.getDate()} ${months[date.getMonth()] ?? ''} ${formatClock(date, date)}`.padStart(widths.when);

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** What became of a mail; deleted ones say that by their id. */
const shortState = (state: FoundState): string => describeState(state).replace(', deleted since', '');

const statusOf = (state: FoundState): Status | undefined => {
  const word = shortState(state);
  if (word === 'sent') return 'ok';
  if (word === 'failed' || word === 'bounced') return 'fail';
  return word === 'sent to some' ? 'warn' : undefined;
};

interface StoryRoom {
  /** Cells. */
  readonly width: number;
  readonly signs: Readonly<Record<Status, string>>;
}

/** A mail's story: the conclusion and what to say first, then how it came to that. */
export const storyLines = (
  { conclusion, nextStep, parts }: Story,
  { width: columns, signs }: StoryRoom,
): readonly Line[] => {
  const width = columns - gutter;
  const { status } = conclusion;
  const command = nextStep?.command ?? null;
  return [
    ...withStops('conclusion', [
      ...paragraph(conclusion.summary, {
        width,
        prefix: [{ text: `${signs[status]} `, status }],
        status,
        tone: 'strong',
      }),
      ...(nextStep === null ? [] : paragraph(`Next: ${nextStep.title}`, { width, indent: 2 })),
      ...(command === null ? [] : paragraph(command, { width, indent: 8, tone: 'quiet' })),
      ...paragraph(`Say: "${conclusion.say}"`, { width, indent: 2 }),
    ]),
    ...parts.flatMap(({ id, title, status: partStatus, lines }) =>
      withStops(id, [
        blank,
        textLine({ text: `${signs[partStatus]} `, status: partStatus }, { text: title, tone: 'strong' }),
        ...lines.flatMap((line) => paragraph(line, { width, indent: 2 })),
      ]),
    ),
  ];
};
