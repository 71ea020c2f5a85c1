import type { MailAndMessage } from '../../domain/change/send-now.ts';
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

/**
 * Asks, as whom the shell runs, for each mail and its message; Odoo answers for many at once, and where it says no each
 * half is asked. Reads only, and takes back what it may have done all the same.
 */
export const accessScript = (mails: readonly MailAndMessage[]): string => `\
import json
print('\\n${mark}begun', flush=True)
def may(model, ids):
    try:
        for operation in ('write', 'read'):
            records = env[model].browse(ids)
            if hasattr(records, 'has_access'):
                if not records.has_access(operation):
                    return False
            else:
                records.check_access_rights(operation)
                records.check_access_rule(operation)
        return True
    except Exception:
        return False
def search(mails):
    if not mails or (may('mail.message', [each[1] for each in mails]) and may('mail.mail', [each[0] for each in mails])):
        return []
    if len(mails) == 1:
        return [mails[0][0]]
    half = len(mails) // 2
    return search(mails[:half]) + search(mails[half:])
try:
    uuid = env['ir.config_parameter'].sudo().get_param('database.uuid') or None
    answer = {'forbidden': search(${JSON.stringify(mails.map(({ id, messageId }) => [id, messageId]))}), 'uuid': uuid}
except Exception as error:
    answer = {'error': '%s: %s' % (type(error).__name__, error)}
env.cr.rollback()
print('\\n${mark}' + json.dumps(answer), flush=True)
`;

/** Undefined when the shell did not say. */
export const readAccessAnswer = (
  output: string,
): { readonly forbidden: readonly number[]; readonly uuid: string | null } | undefined => {
  const answer = parse(readMarked(output).at(-1));
  if (!Array.isArray(answer?.forbidden)) return undefined;
  const forbidden = answer.forbidden.filter((id): id is number => typeof id === 'number');
  return { forbidden, uuid: typeof answer.uuid === 'string' ? answer.uuid : null };
};

export type ScriptAnswer =
  | { readonly kind: 'sent' }
  | { readonly kind: 'raised'; readonly words: string }
  /** It ended before the mails were touched. */
  | { readonly kind: 'not-begun' }
  /** It ended somewhere in between. */
  | { readonly kind: 'cut-off' };

/** Finds the marked lines among whatever else Odoo's modules print. */
export const readScriptAnswer = (output: string): ScriptAnswer => {
  const marked = readMarked(output);
  if (!marked.includes('begun')) return { kind: 'not-begun' };
  const answer = parse(marked.at(-1));
  if (answer?.sent === true) return { kind: 'sent' };
  return typeof answer?.error === 'string'
    ? { kind: 'raised', words: sanitizeLine(answer.error).slice(0, 600) }
    : { kind: 'cut-off' };
};

const readMarked = (output: string): readonly string[] =>
  output.split('\n').flatMap((line) => (line.startsWith(mark) ? [line.slice(mark.length).trim()] : []));

interface Marked {
  readonly sent?: unknown;
  readonly error?: unknown;
  readonly forbidden?: unknown;
  readonly uuid?: unknown;
}

const parse = (text = ''): Marked | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
};
