import { expect, test } from 'vitest';
import { judgePrecaution } from '../../source/domain/finding/precaution-id.ts';
import type { Status } from '../../source/domain/finding/status.ts';
import { type CopyOfDatabase, judgeCopies } from '../../source/prevention/judge-copies.ts';
import { judgeKeptMails, manyMails } from '../../source/prevention/kept-mails-check.ts';
import { judgeOldFailures } from '../../source/prevention/old-failures-check.ts';
import { judgeSecondServer, type ServerAtHand } from '../../source/prevention/second-server-check.ts';

test.each<[readonly Status[], Status]>([
  [['ok', 'fail', 'warn', 'unknown'], 'fail'],
  [['ok', 'warn', 'unknown'], 'warn'],
  [['ok', 'unknown', 'skipped'], 'unknown'],
  [['ok', 'skipped'], 'ok'],
  [['skipped'], 'skipped'],
  [[], 'skipped'],
])('of %j a precaution is %s', (found, status) => {
  expect(judgePrecaution(found)).toBe(status);
});

test.each([
  [0, 0, 'ok', 'No failed or cancelled mail is older than 30 days.'],
  [1, 0, 'warn', '1 failed mail is older than 30 days.'],
  [2, 1, 'warn', '2 failed mails and 1 cancelled mail are older than 30 days.'],
  [0, 1, 'ok', '1 cancelled mail is older than 30 days.'],
])('%i old failures and %i cancelled mails', (failed, cancelled, status, summary) => {
  expect(judgeOldFailures({ failed, cancelled })).toMatchObject({ status, summary });
});

test.each([
  [1, 'ok', '1 sent mail is kept, which is little.'],
  [manyMails - 1, 'ok', '499 999 sent mails are kept, which is little.'],
  [
    manyMails,
    'warn',
    "500 000 sent mails are kept in the queue's table, which each run of the queue reads from end to end.",
  ],
])('%i sent mails', (sent, status, summary) => {
  expect(judgeKeptMails(sent)).toMatchObject({ status, summary });
});

const copy = (name: string, isNeutralized: boolean | undefined): CopyOfDatabase => ({ name, isNeutralized });

test.each<[string, readonly CopyOfDatabase[], number, string, RegExp]>([
  ['none', [], 0, 'ok', /No other database/],
  ['one that is neutralized', [copy('stage', true)], 0, 'ok', /'stage' is a copy of this database and neutralized/],
  ['two that are', [copy('a', true), copy('b', true)], 0, 'ok', /'a', 'b' are copies/],
  ['one that sends', [copy('a', true), copy('b', false)], 0, 'warn', /^'b' carries .* is not neutralized/],
  ['two that send', [copy('a', false), copy('b', false)], 3, 'warn', /^'a', 'b' carry .* are not neutralized/],
  ['one that nobody could read', [copy('a', undefined), copy('b', true)], 0, 'unknown', /^'a' carries/],
  ['databases that nobody could read', [], 1, 'unknown', /^1 database of the server/],
])('of copies there is %s', (_, copies, unread, status, words) => {
  const judged = judgeCopies(copies, unread);
  expect(judged.status).toBe(status);
  expect(judged.summary).toMatch(words);
});

const server = (id: number, rest: Partial<ServerAtHand> = {}): ServerAtHand => ({
  id,
  name: `S${id}`,
  active: true,
  host: `smtp${id}.example`,
  user: `odoo@${id}.example`,
  sequence: 10 * id,
  fromFilter: null,
  ...rest,
});
const archived = { active: false } as const;

test.each<[string, readonly ServerAtHand[], readonly number[], string, RegExp]>([
  ['none is active', [server(1, archived)], [], 'skipped', /No outgoing server is active/],
  ['there is one', [server(1)], [], 'warn', /^S1 \(smtp1\.example\) is the only/],
  ['there are two', [server(1), server(2)], [], 'ok', /^Beside S1 .* there is S2 .*, behind it by priority/],
  [
    'the later row has the lower sequence',
    [server(1, { sequence: 30 }), server(2)],
    [],
    'ok',
    /^Beside S2 .* there is S1/,
  ],
  ['priorities are equal', [server(2, { sequence: 10 }), server(1)], [], 'ok', /^Beside S1 .* with the same priority/],
  ['a row has no sequence', [server(1, { sequence: null }), server(2)], [], 'ok', /^Beside S2 .* there is S1/],
  ['the host is the same', [server(1), server(2, { host: 'SMTP1.example ' })], [], 'warn', /^S2 shares the host/],
  ['the account is the same', [server(1), server(2, { user: 'odoo@1.example' })], [], 'warn', /^S2 shares the account/],
  ['both log in as root', [server(1, { user: 'odoo' }), server(2, { user: 'odoo' })], [], 'ok', /^Beside S1/],
  ['neither logs in', [server(1, { user: null }), server(2, { user: null })], [], 'ok', /^Beside S1/],
  ['the other leads nowhere', [server(1), server(2, { host: ' ' })], [], 'warn', /is the only/],
  ['the other is the stand-in of a copy', [server(1), server(2, { host: 'invalid' })], [], 'warn', /is the only/],
  ['the other is archived', [server(1), server(2, archived)], [], 'unknown', /^S2 .* could take over from S1/],
  ['the archived one took a test', [server(1), server(2, archived)], [2], 'ok', /took a test lately/],
  ['of two archived ones one did', [server(1), server(2, archived), server(3, archived)], [3], 'ok', /^S3 /],
  ['active goes before archived', [server(1), server(2, archived), server(3)], [], 'ok', /there is S3/],
])('a second server where %s', (_, servers, tested, status, words) => {
  const judged = judgeSecondServer(servers, 18, new Set(tested));
  expect(judged.status).toBe(status);
  expect(judged.summary).toMatch(words);
});
