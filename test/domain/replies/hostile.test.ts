import { describe, expect, it } from 'vitest';
import { classify } from '../../../source/domain/replies/classify-reply.ts';

const texts: readonly (readonly [name: string, text: string])[] = [
  ['nothing', ''],
  ['white space', ' \n\t\r\n '],
  ['nonsense', 'lorem ipsum dolor sit amet '.repeat(30)],
  ['binary', Array.from({ length: 20_000 }, (_value, index) => String.fromCharCode((index * 7) % 256)).join('')],
  ['unpaired surrogates', '\ud800\udc00\ud800'.repeat(2_000)],
  ['1 MB of one letter', 'a'.repeat(1_000_000)],
  ['1 MB of digits', '5'.repeat(1_000_000)],
  ['1 MB of quotes', `b'${"'".repeat(1_000_000)}`],
  ['open brackets', '('.repeat(50_000)],
  ['half-finished tuples', "(550, b'".repeat(3_000)],
  ['half-finished recipients', `{'${"a@b.example': (550, b'".repeat(1_000)}`],
  ['words that begin many rules', 'too many sender message recipient mailbox domain '.repeat(400)],
  ['an address without end', `${'a'.repeat(8_000)}@${'b'.repeat(8_000)}`],
  ['a success', '250 2.0.0 Ok: queued'],
  ['another language', '\u90ae\u4ef6\u53d1\u9001\u5931\u8d25'],
  ['an object', '[object Object]'],
];

const ownTroubles = [
  'FATAL:  password authentication failed for user "odoo"',
  "KeyError: 'email_to'",
  'could not serialize access due to concurrent update',
  'Record does not exist or has been deleted.\n(Record: mail.mail(12,), User: 2)',
  'psycopg2.OperationalError: FATAL: password authentication failed for user "odoo"',
  'connection to server at "db" (10.0.0.3), port 5432 failed: Connection refused',
  "AttributeError: 'NoneType' object has no attribute 'encode'",
  'No space left on device',
  'Task exceeded limit time',
  'QWeb template not found',
  'wkhtmltopdf failed: exit code 1',
];

const otherTroubles = ['Access Denied', '503 Service Unavailable', 'Order 550 was not found'];

describe('trouble that is not about mail', () => {
  it.each(ownTroubles)("%s is an error of Odoo's own code", (text) => {
    expect(classify(text)).toMatchObject({ class: 'odoo.exception', owner: 'odoo', retry: 'fix', cause: null });
  });

  it.each(otherTroubles)('%s is unknown', (text) => {
    expect(classify(text).class).toBe('unknown');
  });
});

describe('text that no server wrote', () => {
  it.each(texts)('%s is unknown', (_name, text) => {
    expect(classify(text)).toMatchObject({ class: 'unknown', cause: null });
  });
});
