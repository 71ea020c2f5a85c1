import { expect, test } from 'vitest';
import { systemdUnit } from '../../../../source/cli/verbs/monitor/systemd-unit.ts';

test('a unit lets its program write the file for node_exporter, and nothing else of the system', () => {
  const unit = { command: ['/usr/bin/node', 'monitor'], user: 'odoo' };
  expect(systemdUnit({ ...unit, folder: '/var/lib/node exporter' })).toContain(
    'ProtectSystem=strict\nProtectHome=read-only\nReadWritePaths="/var/lib/node exporter"\n\n[Install]',
  );
  expect(systemdUnit(unit)).not.toContain('ReadWritePaths');
});
