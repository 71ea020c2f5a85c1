import { longestFailure, type ReplyParts } from './reply-parts.ts';
import { readServerWords } from './server-words.ts';
import { readStoredForm } from './stored-form.ts';

/** A pasted traceback says what happened in its last line; everything before is Odoo's own stack. */
const lastException = (text: string): string => {
  if (!text.includes('Traceback (most recent call last)')) return text;
  const last = text.lastIndexOf('\n  File "');
  const after = /\n(?=\S)/.exec(text.slice(last + 1));
  return last === -1 || after === null ? text : text.slice(last + 1 + after.index + 1);
};

/** A failure copied from JSON or a log has its line ends written out as `\\n`. */
const restoreLineEnds = (text: string): string => (text.includes('\n') ? text : text.replace(/(?<!\\)\\r?\\?n/g, '\n'));

/**
 * Takes a stored `failure_reason`, a log line or a live reply apart. One entry for each refused recipient that got an
 * answer of its own, otherwise exactly one. Reads the first 16 KB only.
 */
export const normaliseFailure = (failure: string): readonly ReplyParts[] => {
  const text = lastException(restoreLineEnds(failure.slice(0, longestFailure)));
  const form = readStoredForm(text);
  return form.replies.map((reply) => {
    const words = readServerWords(reply.words, reply.code);
    return {
      code: words.code,
      enhanced: words.enhanced,
      stage: form.stage ?? words.stage,
      exception: form.exception,
      recipients: form.stage === 'rcpt' && reply.address !== null ? [reply.address] : [],
      text: words.text,
    };
  });
};
