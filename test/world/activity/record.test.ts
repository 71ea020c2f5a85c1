import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { createActivityLog } from '../../../source/domain/activity/activity-log.ts';
import { createPortProbe } from '../../../source/services/ports/port-probe.ts';
import { PostgresSession } from '../../../source/services/postgres/postgres-session.ts';
import { noteStatements } from '../../../source/world/activity/note-statements.ts';
import { recordPorts, recordResolving, transcriptActivities } from '../../../source/world/activity/record-probes.ts';
import { createEmptyDatabase } from '../../support/postgres.ts';

const now = (): Date => new Date('2026-11-24T12:04:00Z');
const options = { timeoutMs: 2_000, signal: new AbortController().signal };

test('every statement is noted with how it ended, and none of its values', async () => {
  const { dsn } = await createEmptyDatabase();
  const log = createActivityLog();
  const client = noteStatements(new Client({ connectionString: dsn }), { log, on: 'acme', now });
  await client.connect();
  onTestFinished(() => client.end());
  await client.query('select $1::text\n  as word', ['hunter2']);
  await client.query({ text: 'select 1 union select 2', values: [] });
  await expect(client.query('select nonsense')).rejects.toThrow();
  expect(log.read().map(({ text, outcome, failed }) => [text, outcome, failed])).toEqual([
    ['select $1::text as word', '1 row', false],
    ['select 1 union select 2', '2 rows', false],
    ['select nonsense', 'column "nonsense" does not exist', true],
  ]);
  expect(JSON.stringify(log.read())).not.toContain('hunter2');
});

test('of a statement that brings its transaction along the statement is noted', async () => {
  const { dsn } = await createEmptyDatabase();
  const log = createActivityLog();
  const connect = async (): Promise<Client> => {
    const client = new Client({ connectionString: dsn });
    await client.connect();
    return noteStatements(client, { log, on: 'acme', now });
  };
  const session = new PostgresSession(connect, { name: 'acme' });
  onTestFinished(() => session.close());
  await session.query('select n from generate_series(1, $1::int) n', [3]);
  await session.queryTogether(['select 1 as one', 'select 2 as two']);
  expect(log.read().map(({ text, outcome }) => [text, outcome])).toMatchObject([
    [expect.stringContaining('pg_backend_pid'), expect.anything()],
    ['select n from generate_series(1, (3)::int) n', '3 rows'],
    ['select 1 as one; select 2 as two', '2 rows'],
  ]);
});

test('a session with a mail server is noted line by line, refusals as such', () => {
  const transcript = [
    { mark: '->', text: 'MAIL FROM:<a@acme.example>' },
    { mark: '<**', text: '550 no' },
  ] as const;
  const told = transcriptActivities({ host: 'mail.acme.example', port: 587 }, { transcript }, now());
  expect(told.map(({ on, text, failed }) => [on, text, failed])).toEqual([
    ['mail.acme.example:587', '-> MAIL FROM:<a@acme.example>', false],
    ['mail.acme.example:587', '<** 550 no', true],
  ]);
});

test('a port that was tried, and the name that was looked up for it, are noted', async () => {
  const log = createActivityLog();
  const address = { address: '127.0.0.1', family: 4 } as const;
  const resolve = recordResolving(async () => ({ kind: 'addresses', addresses: [address] }), 'getaddrinfo', {
    log,
    now,
  });
  // Nobody listens on port 1 of loopback.
  await recordPorts(createPortProbe({ resolve, now }), { log, now }).probe({ host: 'acme.example', port: 1 }, options);
  expect(log.read().map(({ kind, text, outcome, failed }) => [kind, text, outcome, failed])).toEqual([
    ['dns', 'addresses of acme.example', '127.0.0.1', false],
    ['port', 'connect 127.0.0.1:1', 'refused', true],
  ]);
});
