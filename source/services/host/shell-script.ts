import { sanitizeLine } from '../../domain/sanitize.ts';

const mark = 'odoo-mail-doctor:';

/**
 * What the shell is told. Each mail is committed by itself, as the queue does it; the last commit keeps what `send`
 * writes when the mail server cannot be reached, which it leaves to its caller.
 */
export const sendScript = (ids: readonly number[]): string => `\
import json
print('\\n${mark}begun', flush=True)
try:
    env['mail.mail'].browse(${JSON.stringify(ids)}).send(auto_commit=True)
    env.cr.commit()
    answer = {'sent': True}
except Exception as error:
    env.cr.rollback()
    answer = {'error': '%s: %s' % (type(error).__name__, error)}
print('\\n${mark}' + json.dumps(answer), flush=True)
`;

export type ScriptAnswer =
  | { readonly kind: 'sent' }
  | { readonly kind: 'raised'; readonly words: string }
  /** It ended before the mails were touched. */
  | { readonly kind: 'not-begun' }
  /** It ended somewhere in between. */
  | { readonly kind: 'cut-off' };

/** Finds the marked lines among whatever else Odoo's modules print. */
export const readScriptAnswer = (output: string): ScriptAnswer => {
  const marked = output.split('\n').flatMap((line) => (line.startsWith(mark) ? [line.slice(mark.length).trim()] : []));
  if (!marked.includes('begun')) return { kind: 'not-begun' };
  const answer = parse(marked.at(-1));
  if (answer?.sent === true) return { kind: 'sent' };
  return typeof answer?.error === 'string'
    ? { kind: 'raised', words: sanitizeLine(answer.error).slice(0, 600) }
    : { kind: 'cut-off' };
};

const parse = (text = ''): { readonly sent?: unknown; readonly error?: unknown } | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
};
