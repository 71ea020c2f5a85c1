import { sanitizeLine } from '../sanitize.ts';

/** What somebody typed to find a mail, and what it can mean. */
export interface SoughtText {
  /** Without control characters. */
  readonly text: string;
  /** Each of them must be in the text that is searched. */
  readonly words: readonly string[];
  /** Of mail_mail. */
  readonly mailId: number | null;
  /** Of mail_message: how a mail is named whose row Odoo has deleted (`message:812`). */
  readonly messageId: number | null;
  /** The Message-ID header, with its brackets. */
  readonly messageIdHeader: string | null;
  /** `account.move,17` */
  readonly document: { readonly model: string; readonly id: number } | null;
  /** Whether people can be meant: a name or an address, and not a number. */
  readonly meansPeople: boolean;
}

/** Nobody types more, and each word costs a comparison a row. */
const longest = 200;
const mostWords = 8;
const highestId = 2 ** 31 - 1;

/** Reads it; undefined where nothing is left to search for. */
export const readSoughtText = (typed: string): SoughtText | undefined => {
  const text = sanitizeLine(typed).slice(0, longest).toWellFormed().replaceAll('\ufffd', ' ').trim();
  const words = [...new Set(text.split(/\s+/).filter((word) => word !== ''))].slice(0, mostWords);
  if (words.length === 0) return undefined;
  const [, model = '', record] = /^([a-z][\w]*(?:\.\w+)+)\s*,\s*(\d+)$/.exec(text) ?? [];
  const recordId = readId(record);
  return {
    text,
    words,
    mailId: readId(/^#?(\d+)$/.exec(text)?.[1]),
    messageId: readId(/^message:(\d+)$/i.exec(text)?.[1]),
    messageIdHeader: readHeader(text),
    document: recordId === null ? null : { model, id: recordId },
    meansPeople: text.includes('@') || !/\d/.test(text),
  };
};

const readId = (digits: string | undefined): number | null => {
  const id = Number(digits ?? '');
  return Number.isSafeInteger(id) && id > 0 && id <= highestId ? id : null;
};

/** Odoo stores it with its brackets; a log or a mail program may show it without. */
const readHeader = (text: string): string | null => {
  const [, inner] = /^(?:message-id:\s*)?<?([^\s<>@]+@[^\s<>@]+)>?$/i.exec(text) ?? [];
  return inner === undefined ? null : `<${inner}>`;
};

/**
 * Whether a text holds every word, in any case. A number is found as a whole: INV/2026/45 is not in INV/2026/456, nor 17
 * in 2017.
 */
export const holdsWords = (text: string, words: readonly string[]): boolean => {
  const folded = text.toLowerCase();
  return words.every((word) => holdsWord(folded, word.toLowerCase()));
};

const holdsWord = (text: string, word: string): boolean => {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const cutsBefore = isDigit(word[0]) && isDigit(text[at - 1]);
    const cutsAfter = isDigit(word.at(-1)) && isDigit(text[at + word.length]);
    if (!cutsBefore && !cutsAfter) return true;
  }
  return false;
};

const isDigit = (character: string | undefined): boolean => character !== undefined && /^\d$/.test(character);
