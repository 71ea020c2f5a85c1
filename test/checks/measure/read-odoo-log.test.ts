import { expect, test } from 'vitest';
import { describeLog } from '../../../source/checks/measure/read-odoo-log.ts';

test.each([
  [{ kind: 'file', path: '/var/log/odoo.log' }, "Odoo's log (/var/log/odoo.log)"],
  [{ kind: 'syslog' }, "Odoo's log (in syslog)"],
  [{ kind: 'journal', unit: 'odoo.service' }, "Odoo's log (journalctl -u odoo.service)"],
  [undefined, "Odoo's log"],
] as const)('where Odoo logs is told as a person finds it: %o', (place, words) => {
  expect(describeLog(place)).toBe(words);
});
