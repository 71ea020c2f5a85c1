import { expect, test } from 'vitest';
import { portEvidence } from '../../../source/domain/probes/probe-evidence.ts';

test('a port that was tried is evidence that anybody can ask for again', () => {
  const evidence = portEvidence({
    host: '2001:db8::1',
    port: 587,
    resolution: { kind: 'addresses', addresses: [{ address: '2001:db8::1', family: 6 }] },
    attempts: [{ address: '2001:db8::1', family: 6, outcome: { kind: 'timed-out' }, durationMs: 1500 }],
    at: '2026-11-24T09:00:00.000Z',
    durationMs: 1501,
  });
  expect(evidence).toEqual({
    kind: 'tcp',
    asked: 'odoo-mail-doctor probe port [2001:db8::1]:587',
    answer: '[2001:db8::1]:587 does not answer: it is down, or a firewall drops the packets (2001:db8::1: no answer).',
    at: '2026-11-24T09:00:00.000Z',
    durationMs: 1501,
    table: { columns: ['host', 'port', 'answer'], rows: [['2001:db8::1', '587', 'timed-out']] },
  });
});
