import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { systemdUnit } from '../../../../source/cli/verbs/monitor/systemd-unit.ts';

const run = promisify(execFile);

const isInstalled = await run('systemd-analyze', ['--version']).then(
  () => true,
  () => false,
);

test('words of the command are quoted as systemd reads them', () => {
  const unit = systemdUnit({ command: ['/bin/true', 'a b', '50%', '$HOME', 'say "x"'], user: 'odoo' });
  expect(unit).toContain('ExecStart=/bin/true "a b" "50%%" "$$HOME" "say \\"x\\""\n');
  expect(unit).toContain('User=odoo\n');
});

test.runIf(isInstalled)(
  'systemd finds nothing wrong with the unit',
  { meta: { needs: 'systemd-analyze' } },
  async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'omd-')), 'odoo-mail-doctor.service');
    await writeFile(path, systemdUnit({ command: ['/bin/true', 'monitor', 'a b', '50%'], user: 'root' }));
    const { stdout, stderr } = await run('systemd-analyze', ['verify', '--man=no', path]);
    expect((stdout + stderr).split('\n').filter((line) => line.includes('odoo-mail-doctor'))).toEqual([]);
  },
);

test('a unit lets its program write the file for node_exporter, and nothing else of the system', () => {
  const unit = { command: ['/usr/bin/node', 'monitor'], user: 'odoo' };
  expect(systemdUnit({ ...unit, folder: '/var/lib/node exporter' })).toContain(
    'ProtectSystem=strict\nProtectHome=read-only\nReadWritePaths="/var/lib/node exporter"\n\n[Install]',
  );
  expect(systemdUnit(unit)).not.toContain('ReadWritePaths');
});
