import { expect, test } from 'vitest';
import type { Finding } from '../../../../source/domain/finding/finding.ts';
import { serverResults } from '../../../../source/ui/screens/queue/server-results.ts';

const found = (
  subject: string,
  status: Finding['status'],
  summary: string,
  changes: Partial<Finding> = {},
): Finding => ({ check: 'it', status, summary, owner: 'odoo', subject, evidence: [], remedies: [], ...changes });

test('of each server the worst answer is told, and of good ones the one nearest to a mail', () => {
  expect(
    serverResults([
      { id: 'firewall', findings: [found('server:1', 'ok', 'open'), found('server:2', 'fail', 'silent')] },
      {
        id: 'credentials',
        findings: [
          found('server:1', 'ok', 'lets us in'),
          found('server:2', 'fail', 'not reached', { consequenceOf: 'firewall' }),
        ],
      },
      { id: 'rate-limit', findings: [found('server:1:messages:day', 'warn', 'nearly used up')] },
    ]),
  ).toEqual([
    { subject: 'server:1', status: 'ok', words: 'lets us in' },
    { subject: 'server:2', status: 'fail', words: 'silent' },
  ]);
});

test('a server that could not be asked is unknown, not well', () => {
  const reports = [
    { id: 'firewall' as const, findings: [found('server:1', 'ok', 'open')] },
    { id: 'sender' as const, findings: [found('server:1', 'unknown', 'not tried')] },
  ];
  expect(serverResults(reports)).toEqual([{ subject: 'server:1', status: 'unknown', words: 'not tried' }]);
});
