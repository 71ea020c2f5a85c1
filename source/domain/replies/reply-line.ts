import type { ReplyParts } from './reply-parts.ts';

/** The reply as the server would have put it on one line: code, enhanced code, words. */
export const printReply = ({ code, enhanced, text }: ReplyParts): string =>
  [code, enhanced, text].filter((part) => part !== null && part !== '').join(' ');
