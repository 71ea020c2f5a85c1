import { parse } from 'pg-connection-string';
import { UsageError } from '../../domain/errors.ts';
import { type ConnectionSource, isKeyword } from './keywords.ts';

const uriPrefix = /^postgres(?:ql)?:\/\//;
const example = 'postgres://odoo@db.example.com:5432/acme';

/**
 * What `--dsn` says: a URI or libpq's `key=value` form.
 * @throws UsageError when it is neither. The sentence never quotes it: it may hold a password.
 */
export const parseDsn = (dsn: string): ConnectionSource => {
  const pairs = uriPrefix.test(dsn) ? parseUri(dsn) : parseKeyValues(dsn);
  for (const [keyword] of pairs) {
    if (!isKeyword(keyword) && !ignored.has(keyword)) {
      throw new UsageError(`--dsn holds '${keyword}', which is no connection parameter known here.`);
    }
  }
  const known = pairs.filter(([keyword, value]) => isKeyword(keyword) && value !== '');
  return Object.fromEntries(
    known.map(([keyword, value]) => [keyword, { value, origin: { kind: 'flag', name: '--dsn' } }]),
  );
};

/** Parameters of libpq that change nothing for a reader like this one. */
const ignored: ReadonlySet<string> = new Set([
  'application_name',
  'fallback_application_name',
  'client_encoding',
  'options',
  'gssencmode',
  'channel_binding',
  'target_session_attrs',
  'keepalives',
  'keepalives_idle',
  'keepalives_interval',
  'keepalives_count',
  'tcp_user_timeout',
]);

type Pair = readonly [keyword: string, value: string];

const parseUri = (uri: string): readonly Pair[] => {
  // pg-connection-string opens certificate files and prints warnings about TLS, so it never sees the parameters.
  const [base = '', query = ''] = splitAtFirst(uri, '?');
  const parameters = [...new URLSearchParams(query)];
  try {
    const { host, port, user, password, database } = parse(base);
    return [
      ['host', host ?? ''],
      ['port', port ?? ''],
      ['user', user ?? ''],
      ['password', typeof password === 'string' ? password : ''],
      ['dbname', database ?? ''],
      ...parameters,
    ];
  } catch {
    throw new UsageError('--dsn is not a URI that can be read.', `It looks like ${example}.`);
  }
};

const splitAtFirst = (text: string, separator: string): readonly [string, string] => {
  const index = text.indexOf(separator);
  return index === -1 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)];
};

/** `key = value` pairs; a value in single quotes may hold blanks, and a backslash takes the next character as it is. */
const pair = /\s*([a-z_]+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|((?:[^\s'\\]|\\.)*))(?=\s|$)/suy;

const parseKeyValues = (text: string): readonly Pair[] => {
  const pairs: Pair[] = [];
  const trimmed = text.trim();
  pair.lastIndex = 0;
  while (pair.lastIndex < trimmed.length) {
    const match = pair.exec(trimmed);
    if (match === null) {
      throw new UsageError(
        '--dsn is neither a postgres:// URI nor a list of key=value.',
        `It looks like ${example}, or like: host=db.example.com dbname=acme user=odoo`,
      );
    }
    const [, keyword = '', quoted, plain] = match;
    pairs.push([keyword, (quoted ?? plain ?? '').replace(/\\(.)/gsu, '$1')]);
  }
  return pairs;
};
