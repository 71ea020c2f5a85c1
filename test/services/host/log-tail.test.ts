import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type LogTail, readLog, readLogTail } from '../../../source/services/host/log-tail.ts';
import type { CommandResult, CommandRunner } from '../../../source/services/host/run-command.ts';
import { plantHost } from './host-tree.ts';

const line = (time: string, word: string): string => `2026-11-28 ${time},000 7 INFO acme odoo: ${word}\n`;
const since = new Date('2026-11-28T12:00:00Z');

test('the log alone is read where it begins before the time in question', async () => {
  const host = await plantHost();
  await host.write('odoo.log.1', line('11:00:00', 'older'));
  const path = await host.write('odoo.log', line('11:59:00', 'first') + line('12:00:00', 'second'));
  const tail = await readLogTail(path, since);
  expect(tail).toMatchObject({ kind: 'text', text: expect.stringContaining('second') });
  expect(tail).not.toMatchObject({ text: expect.stringContaining('older') });
});

test.each(['odoo.log.1', 'odoo.log-20261128', 'odoo.log-20261129'])(
  'the file that was rotated meanwhile, %s, comes before the log',
  async (rotated) => {
    const host = await plantHost();
    await host.write(rotated, line('12:00:00', 'older'));
    const path = await host.write('odoo.log', line('12:05:00', 'newer'));
    const tail = await readLogTail(path, since);
    expect(tail).toMatchObject({ text: expect.stringMatching(/older.*newer/s) });
  },
);

test('of a large log only the end is read', async () => {
  const host = await plantHost();
  const path = await host.write('odoo.log', line('11:00:00', 'x').repeat(80_000) + line('12:00:00', 'end'));
  const tail = await readLogTail(path, since);
  expect(tail.kind === 'text' && tail.text.length).toBe(2 * 1024 * 1024);
  expect(tail).toMatchObject({ text: expect.stringContaining('end') });
});

test.runIf(process.getuid?.() !== 0)(
  'a log that this account may not read says so',
  { meta: { needs: 'an account that is not root' } },
  async () => {
    const host = await plantHost();
    const path = await host.write('odoo.log', 'x');
    await chmod(path, 0o000);
    expect(await readLogTail(path, since)).toMatchObject({ kind: 'unread', why: expect.stringContaining('may not') });
  },
);

test('a log that is not there, or a folder in its place, is unread with the reason', async () => {
  const host = await plantHost();
  expect(await readLogTail('/nowhere/odoo.log', since)).toEqual({ kind: 'unread', why: 'it is not there' });
  const folder = `${host.roots.root}/folder`;
  await mkdir(folder);
  expect(await readLogTail(folder, since)).toMatchObject({ kind: 'unread' });
});

test('a rotated log that was packed is unpacked, as long as it is no large one', async () => {
  const host = await plantHost();
  const path = await host.write('odoo.log', line('12:05:00', 'newer'));
  await writeFile(`${path}.1.gz`, gzipSync(line('12:00:00', 'older').repeat(60_000)));
  const tail = await readLogTail(path, since);
  expect(tail).toMatchObject({ text: expect.stringMatching(/older\n\n.*newer/s) });
  expect(tail.kind === 'text' && tail.text.length).toBeLessThan(2.1 * 1024 * 1024);
  await writeFile(`${path}.1.gz`, Buffer.alloc(9 * 1024 * 1024));
  expect(await readLogTail(path, since)).toMatchObject({ text: expect.not.stringContaining('older') });
  await writeFile(`${path}.1.gz`, 'no archive');
  expect(await readLogTail(path, since)).toMatchObject({ text: expect.stringContaining('newer') });
});

test.each<[string, CommandResult, LogTail]>([
  ['its lines', { kind: 'ended', status: 0, output: 'a\nb', errors: '' }, { kind: 'text', text: 'a\nb' }],
  [
    'no right',
    { kind: 'ended', status: 0, output: '', errors: 'Hint: You are currently not seeing messages from other users' },
    { kind: 'unread', why: 'the account that runs odoo-mail-doctor may not; the group systemd-journal may' },
  ],
  [
    'no right at all',
    { kind: 'ended', status: 1, output: '', errors: 'No journal files were opened due to insufficient permissions.' },
    { kind: 'unread', why: 'the account that runs odoo-mail-doctor may not; the group systemd-journal may' },
  ],
  ['no program', { kind: 'missing' }, { kind: 'unread', why: 'this machine has no journalctl' }],
  [
    'no end',
    { kind: 'failed', reason: 'did not end within 3000 ms' },
    { kind: 'unread', why: 'journalctl did not end within 3000 ms' },
  ],
])('the journal of a unit: %s', async (_title, result, expected) => {
  const asked: string[] = [];
  const run: CommandRunner = async (program, args) => {
    asked.push([program, ...args].join(' '));
    return result;
  };
  const signal = new AbortController().signal;
  expect(await readLog({ kind: 'journal', unit: 'odoo.service' }, since, { run, signal })).toEqual(expected);
  expect(asked).toEqual(['journalctl -u odoo.service --since @1795867200 -o cat --no-pager -n 20000']);
  expect(await readLog({ kind: 'syslog' }, since, { run, signal })).toMatchObject({ kind: 'unread' });
});
