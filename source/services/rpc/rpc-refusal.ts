import { sanitize, sanitizeLine } from '../../domain/sanitize.ts';
import { endSentence } from '../../domain/wording/end-sentence.ts';

/** Why a call came to nothing although an answer came. */
export interface RpcRefusal {
  readonly kind: 'refused';
  readonly reason: /** Login and key do not fit. */
    | 'access-denied'
    /** They fit, and the account may not. */
    | 'access-error'
    | 'no-database'
    /** HTTP 404: not this path, not here, or not without a database. */
    | 'not-found'
    /** Something else than an Odoo answered. */
    | 'not-odoo'
    /** Whatever else Odoo raised. */
    | 'raised';
  readonly words: string;
  readonly tryThis?: string;
}

const personal = new Set(['UserError', 'ValidationError', 'RedirectWarning', 'MissingError', 'Warning', 'CacheMiss']);
const longest = 600;

/**
 * An exception as Odoo serialises it, as a refusal. `name` is the Python class (`odoo.exceptions.AccessError`),
 * `message` its text; the traceback in `debug` is never looked at (odoo/http.py, serialize_exception).
 */
export const toRefusal = (name: string, message: string): RpcRefusal => {
  const className = sanitizeLine(name.slice(name.lastIndexOf('.') + 1));
  const words = shorten(sanitizeLine(message));
  if (className === 'AccessDenied' || className === 'Unauthorized') return denied('Odoo refused the key.');
  if (className === 'AccessError') return toAccessError(message);
  const database = /database "(?<database>[^"]*)" does not exist/.exec(words)?.groups?.['database'];
  if (database !== undefined) return noDatabase(database);
  const said = personal.has(className) ? words : `${className}: ${words}`;
  return { kind: 'refused', reason: 'raised', words: `Odoo said: ${endSentence(said)}` };
};

/** For a wrong login, a wrong key, and a password of an account that needs two factors: Odoo does not say which. */
export const denied = (words: string): RpcRefusal => ({
  kind: 'refused',
  reason: 'access-denied',
  words,
  tryThis:
    'Make an API key in Odoo (My Profile, Account Security, New API Key): an account with two-factor authentication takes no password here. After several refusals Odoo lets nobody in for a minute.',
});

export const noDatabase = (database: string): RpcRefusal => ({
  kind: 'refused',
  reason: 'no-database',
  words: `That Odoo serves no database '${database}'.`,
  tryThis: 'Check --odoo-url: another server may serve it, or a dbfilter that looks at the host name hides it.',
});

/** A group stands on a line of its own behind a dash, whatever the language (ir.model.access, _make_access_error). */
const toAccessError = (message: string): RpcRefusal => {
  const groups = sanitize(message)
    .split('\n')
    .flatMap((line) => /^\s*- (?<group>.+)$/.exec(line)?.groups?.['group'] ?? []);
  const tryThis =
    groups.length === 0
      ? 'Use an account with administration rights (Settings).'
      : `Use an account of the group ${groups.join(' or ')}.`;
  const [first = ''] = sanitize(message).split('\n');
  const words = `Odoo does not let that account do it: ${endSentence(shorten(sanitizeLine(first)))}`;
  return { kind: 'refused', reason: 'access-error', words, tryThis };
};

const shorten = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);
