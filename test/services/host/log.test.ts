import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseOdooCommandLine } from '../../../source/services/host/command-line.ts';
import { findLog, type LogOptions } from '../../../source/services/host/log.ts';
import type { OdooProcess } from '../../../source/services/host/odoo-processes.ts';
import { type HostTree, now, plantHost } from './host-tree.ts';

const odoo = (args: string, changes: Partial<OdooProcess> = {}): OdooProcess => {
  const commandLine = parseOdooCommandLine(`python3 odoo-bin ${args}`.trim().split(' '));
  if (commandLine === undefined) throw new Error('That is no Odoo.');
  const process = { pid: 700, uid: 106, user: 'odoo', startedAt: now(), inContainer: false, workers: 0, pids: [700] };
  return { ...process, commandLine, ...changes };
};

const find = (host: HostTree, options: Partial<LogOptions> & { readonly logFile?: string } = {}) =>
  findLog({ roots: host.roots, configured: { logFile: options.logFile, syslog: false }, ...options });

describe('the log', () => {
  test('is the file that odoo.conf names', async () => {
    const host = await plantHost();
    const logFile = await host.write('var/log/odoo.log', '0123456789');

    expect(find(host, { logFile })).toMatchObject({ kind: 'known', value: { kind: 'file', path: logFile } });
  });

  test('is the file that the process was told, which beats odoo.conf', async () => {
    const host = await plantHost();
    const logFile = await host.write('told.log', '');

    expect(find(host, { logFile: '/other.log', process: odoo(`--logfile ${logFile}`) })).toMatchObject({
      value: { path: logFile },
    });
  });

  test('may lie in the home of the account that Odoo runs as', async () => {
    const host = await plantHost();
    const path = await host.write('home/odoo.log', '');

    expect(find(host, { logFile: '~/odoo.log', process: odoo('', { home: join(path, '..') }) })).toMatchObject({
      value: { path },
    });
  });

  test('may be syslog, or the journal of a unit', async () => {
    const host = await plantHost();

    expect(find(host, { process: odoo('--syslog') })).toMatchObject({ value: { kind: 'syslog' } });
    expect(find(host, { process: odoo('', { unit: 'odoo.service' }) })).toMatchObject({
      value: { kind: 'journal', unit: 'odoo.service' },
    });
  });

  test.each<[string, Partial<LogOptions> & { readonly logFile?: string }, RegExp]>([
    ['a relative path', { logFile: 'odoo.log' }, /which only the account that Odoo runs as, or the folder/],
    ['a container', { process: odoo('', { inContainer: true }) }, /docker logs/],
    ['a terminal', { process: odoo('') }, /writes to its standard output, and it runs under no systemd unit\.$/],
    ['no Odoo to ask', {}, /writes to its standard output, and no Odoo was found/],
  ])('is unknown with %s', async (_, options, reason) => {
    const host = await plantHost();

    expect(find(host, options)).toMatchObject({ kind: 'unknown', reason: expect.stringMatching(reason) });
  });
});
