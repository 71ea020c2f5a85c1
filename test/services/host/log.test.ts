import { mkdir } from 'node:fs/promises';
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
  findLog({ roots: host.roots, now, configured: { logFile: options.logFile, syslog: false }, ...options });

describe('the log', () => {
  test('is the file that odoo.conf names, with its size', async () => {
    const host = await plantHost();
    const logFile = await host.write('var/log/odoo.log', '0123456789');

    expect(await find(host, { logFile })).toMatchObject({
      kind: 'known',
      value: { kind: 'file', path: logFile, sizeBytes: 10 },
      evidence: [{ kind: 'file', answer: '10 bytes; no entry' }],
    });
  });

  test('is the file that the process was told, which beats odoo.conf', async () => {
    const host = await plantHost();
    const logFile = await host.write('told.log', '');

    expect(await find(host, { logFile: '/other.log', process: odoo(`--logfile ${logFile}`) })).toMatchObject({
      value: { path: logFile },
    });
  });

  test('may lie in the home of the account that Odoo runs as', async () => {
    const host = await plantHost();
    const path = await host.write('home/odoo.log', '');

    expect(await find(host, { logFile: '~/odoo.log', process: odoo('', { home: join(path, '..') }) })).toMatchObject({
      value: { path },
    });
  });

  test('may be syslog, or the journal of a unit', async () => {
    const host = await plantHost();

    expect(await find(host, { process: odoo('--syslog') })).toMatchObject({ value: { kind: 'syslog' } });
    expect(await find(host, { process: odoo('', { unit: 'odoo.service' }) })).toMatchObject({
      value: { kind: 'journal', unit: 'odoo.service' },
    });
  });

  test.each<[string, Partial<LogOptions> & { readonly logFile?: string }, RegExp]>([
    [
      'a file that is not here',
      { logFile: '/nowhere/odoo.log' },
      /^The log \/nowhere\/odoo\.log does not exist on this machine\.$/,
    ],
    ['a relative path', { logFile: 'odoo.log' }, /which only the account that Odoo runs as, or the folder/],
    ['a container', { process: odoo('', { inContainer: true }) }, /docker logs/],
    ['a terminal', { process: odoo('') }, /writes to its standard output, and it runs under no systemd unit\.$/],
    ['no Odoo to ask', {}, /writes to its standard output, and no Odoo was found/],
  ])('is unknown with %s', async (_, options, reason) => {
    const host = await plantHost();

    expect(await find(host, options)).toMatchObject({ kind: 'unknown', reason: expect.stringMatching(reason) });
  });
});

describe('its rotation', () => {
  const rotationOf = async (file: string, text: string, log = 'var/log/odoo/odoo-server.log') => {
    const host = await plantHost();
    const logFile = await host.write(log, '');
    const path = await host.write(file, text.replaceAll('LOGS', join(host.roots.root, 'var/log/odoo')));
    const observation = await find(host, { logFile });
    const rotation =
      observation.kind === 'known' && observation.value.kind === 'file' ? observation.value.rotation : undefined;
    return rotation === undefined ? undefined : { line: rotation.line, isHere: rotation.path === path };
  };

  test.each<[string, string, number]>([
    ['the file itself', 'LOGS/odoo-server.log {\n  daily\n}\n', 1],
    ['a star', '# Odoo\nLOGS/*.log {\n  daily\n}\n', 2],
    ['a question mark and a class', 'LOGS/odoo?server.lo[a-g] { daily }\n', 1],
    ['a negated class', 'LOGS/odoo[!_]server.log {\n}\n', 1],
    ['the second of two patterns', '/var/log/other.log LOGS/*.log {\n}\n', 1],
    ['a pattern on a line of its own', '/var/log/other.log\nLOGS/*.log\n{\n}\n', 2],
    ['a quoted pattern', '"LOGS/odoo-server.log" {\n}\n', 1],
    [
      'the entry after one with a script',
      '/other {\n  postrotate\n    if [ -f /x ]; then { echo; }\n    fi\n  endscript\n}\nLOGS/*.log {\n}\n',
      7,
    ],
  ])('is found by %s', async (_, text, line) => {
    expect(await rotationOf('etc/logrotate.d/odoo', text)).toEqual({ line, isHere: true });
  });

  test('is found in logrotate.conf itself', async () => {
    expect(await rotationOf('etc/logrotate.conf', 'weekly\ninclude /etc/logrotate.d\nLOGS/*.log {\n}\n')).toEqual({
      line: 3,
      isHere: true,
    });
  });

  test.each([
    ['another folder', '/var/log/nginx/*.log {\n}\n'],
    ['a star that would have to cross a slash', 'LOGS/../*.log {\n}\n'],
    ['a path within an entry', '/other {\n  olddir LOGS/odoo-server.log\n}\n'],
    ['a comment', '# LOGS/odoo-server.log {\n'],
    ['a class that never ends', 'LOGS/[odoo {\n}\n'],
  ])('is not found by %s', async (_, text) => {
    expect(await rotationOf('etc/logrotate.d/odoo', text)).toBeUndefined();
  });

  test('is not found where there is no logrotate, nor in a folder among its entries', async () => {
    const host = await plantHost();
    await mkdir(join(host.roots.etc, 'logrotate.d', 'folder'), { recursive: true });
    const logFile = await host.write('odoo.log', '');

    expect(await find(host, { logFile })).not.toHaveProperty('value.rotation');
  });
});
