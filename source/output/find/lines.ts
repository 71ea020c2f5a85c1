import { type DeletedOutcome, type FoundMail, type FoundState, nameFound } from '../../domain/mail/found-mail.ts';
import { nameState } from '../../domain/mail/mail-state.ts';
import { classify } from '../../domain/replies/classify-reply.ts';
import { titleOf } from '../../domain/replies/title.ts';
import { countOf, formatCount } from '../../domain/wording/count.ts';
import { shortenText } from '../../domain/wording/shorten.ts';
import type { FoundPage, Searched } from '../../inspection/find/find-page.ts';
import { formatDate } from '../queue/queue-lines.ts';

const outcomes: Readonly<Record<DeletedOutcome, string>> = {
  sent: 'sent',
  bounced: 'bounced',
  failed: 'failed',
  cancelled: 'cancelled',
  partly: 'sent to some',
  'not-told': 'not known',
};

/** `failed`, or `sent, deleted since`. */
export const describeState = (state: FoundState): string =>
  state.kind === 'row' ? nameState(state.state) : `${outcomes[state.outcome]}, deleted since`;

/** Everybody it went to, `Rosa Schneider <rosa@example.com>`; addresses as text first. */
export const listRecipients = ({ plain, recipients }: Pick<FoundMail, 'plain' | 'recipients'>): readonly string[] => [
  ...plain,
  ...recipients.map(({ name, address }) => {
    if (address === null || address === '') return `${name ?? 'somebody'}, no address`;
    return name === null || name === '' || name === address ? address : `${name} <${address}>`;
  }),
];

const longest = { to: 60, subject: 100 } as const;

/** A found mail on one line. */
export const foundLine = (mail: FoundMail): string => {
  const [first = '(nobody)', ...others] = listRecipients(mail);
  const to = `${shortenText(first, longest.to)}${others.length === 0 ? '' : ` +${others.length}`}`;
  const what = shortenText(mail.subject ?? mail.documentName ?? '(no subject)', longest.subject);
  const reason = describeReason(mail);
  const why = reason === '' ? '' : `: ${reason}`;
  return `  ${nameFound(mail).padStart(9)}  ${formatDate(mail.date)}  ${describeState(mail.state)}${why}  ${to}  ${what}`;
};

/** Why a mail failed, in few words; empty where its row says nothing of that. */
export const describeReason = (mail: FoundMail): string =>
  mail.state.kind === 'row' && mail.state.state === 'exception' ? reasonOf(mail) : '';

const reasonOf = ({ failureReason }: FoundMail): string => {
  const meaning = classify(failureReason ?? '');
  if (meaning.class !== 'unknown') return titleOf(meaning.class);
  return shortenText((failureReason ?? 'no reason stored').replace(/\s+/g, ' '), 80);
};

/** What was looked at, and where it goes on, a sentence each. */
export const searchedLines = ({ mails, searched, stalled }: Omit<FoundPage, 'next'>): readonly string[] => [
  ...(mails.length === 0 ? [nothingFound(searched)] : []),
  ...(searched.complete ? [] : [`Searched so far: ${describeSearched(searched)}.`]),
  ...(stalled ? ['The database is too slow for that time: give it more with --for 5.'] : []),
  ...searched.unread.map((what) => `This role may not read ${what}: what stands only there was not found.`),
];

const nothingFound = ({ complete }: Searched): string =>
  complete
    ? 'No mail was found. Mails that stand in no history (password resets, mailings) leave nothing behind once Odoo has deleted them.'
    : 'No mail was found until now.';

const describeSearched = ({ messages, backTo, contacts, mails }: Searched): string => {
  const since = backTo === null ? '' : `, back to ${formatDate(backTo)}`;
  const parts = [
    ...(contacts === 0 ? [] : [countOf(contacts, 'contact')]),
    ...(mails === 0 ? [] : [`the addresses of about ${countOf(mails, 'mail')}`]),
  ];
  const subjects = messages === 0 ? [] : [`the subjects of about ${formatCount(messages)} messages${since}`];
  return [...subjects, ...parts].join('; ');
};
