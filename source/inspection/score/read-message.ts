import type { Email } from 'postal-mime';
import type { MessageTraits } from '../../domain/deliverability/message-traits.ts';
import { UserError } from '../../domain/errors.ts';
import { htmlToText } from '../../domain/mail/html-text.ts';
import { sanitizeLine } from '../../domain/sanitize.ts';

/** A message and what its own headers say of its way. */
export interface ReadMessage {
  readonly traits: MessageTraits;
  /** Newest first. */
  readonly received: readonly string[];
  /** The envelope's sender, as the receiver wrote it down; empty for the null sender. */
  readonly returnPath: string | null;
}

/**
 * Reads an RFC 5322 message. What cannot be read of it is not there.
 * @throws UserError where its parts or headers go beyond what the parser takes from anybody: nothing is known of it then.
 */
export const parseScoredMessage = async (message: Buffer): Promise<ReadMessage> => {
  const email = await parse(message);
  const headerOf = (name: string): string | null => allOf(email, name)[0] ?? null;
  const html = email.html ?? null;
  const date = headerOf('date');
  return {
    received: allOf(email, 'received'),
    returnPath: readReturnPath(headerOf('return-path')),
    traits: {
      from: allOf(email, 'from').length === 0 ? [] : addressesOf(email),
      messageId: headerOf('message-id'),
      date: date === null ? null : new Date(date.replace(/\s*\([^()]*\)\s*$/, '')),
      subject: email.subject === undefined ? null : sanitizeLine(email.subject),
      hasText: (email.text ?? '').trim() !== '',
      html,
      bytes: message.length,
      listUnsubscribe: headerOf('list-unsubscribe'),
      listUnsubscribePost: headerOf('list-unsubscribe-post'),
      isBulk:
        /^(?:bulk|list)$/i.test(headerOf('precedence')?.trim() ?? '') ||
        ['list-id', 'list-unsubscribe', 'feedback-id'].some((name) => headerOf(name) !== null),
      links: linksIn(html ?? email.text ?? ''),
      images: html?.match(/<img\b/gi)?.length ?? 0,
      visibleText: (html === null ? (email.text ?? '') : htmlToText(html)).replace(/\s+/g, ' ').trim().length,
    },
  };
};

const parse = async (message: Buffer): Promise<Email> => {
  const { default: PostalMime } = await import('postal-mime');
  try {
    return await PostalMime.parse(message);
  } catch (cause) {
    const reason = cause instanceof Error ? sanitizeLine(cause.message) : 'the parser gave up';
    throw new UserError(
      `The message cannot be read as a mail: ${reason}.`,
      'Mail programs stop at such limits as well: look at what wrote the message.',
      { cause },
    );
  }
};

const allOf = ({ headers }: Email, name: string): readonly string[] =>
  headers.flatMap(({ key, value }) => (key === name ? [sanitizeLine(value).trim()] : []));

/** Characters of From that are searched: ten lines of the greatest length (RFC 5322 §2.1.1), so that quotes without end cost nothing. */
const longestFrom = 10 * 998;

const addressesOf = ({ from, headers }: Email): readonly string[] => {
  // The parser keeps one; several are told by their commas outside quotes.
  const text = headers.find(({ key }) => key === 'from')?.value.slice(0, longestFrom) ?? '';
  const unquoted = text.replace(/"(?:\\.|[^"\\])*"/g, '');
  const bare = unquoted.match(/[^\s<>,;:"()]+@[^\s<>,;:"()]+/g) ?? [];
  if (bare.length > 1 && unquoted.includes(',')) return bare.map(sanitizeLine);
  return from?.address === undefined || from.address === '' ? [] : [sanitizeLine(from.address)];
};

const readReturnPath = (text: string | null): string | null =>
  text === null ? null : (/<(?<path>[^<>]*)>/.exec(text)?.groups?.['path'] ?? text.trim());

/** Enough to judge by. */
const mostLinks = 500;

const linksIn = (text: string): readonly string[] =>
  [...text.matchAll(/\bhttps?:\/\/[^\s"'<>)]+/gi)].slice(0, mostLinks).map(([link]) => link.replaceAll('&amp;', '&'));
