import { describe, expect, test } from 'vitest';
import { composeAllowing, ruleFor } from '../../../source/causes/firewall/allow-port-remedy.ts';

describe('letting a port out', () => {
  test.each([
    ['nothing is known to be in its way', [], ['allow', 'out', '587/tcp']],
    ['ufw’s policy is', [{ tool: 'ufw', rule: 'deny (outgoing)' }], ['allow', 'out', '587/tcp']],
    ['another tool’s rule is', [{ tool: 'iptables', rule: 'ufw: x' }], ['allow', 'out', '587/tcp']],
    [
      'a rule of ufw is: ours goes before it',
      [{ tool: 'ufw', rule: 'ufw: 587/tcp DENY OUT' }],
      ['insert', '1', 'allow', 'out', '587/tcp'],
    ],
  ] as const)('%s', (_, blocks, rule) => {
    expect(ruleFor(587, blocks)).toEqual(rule);
  });

  const rule = ['insert', '1', 'allow', 'out', '587/tcp'];

  test('where we may, it is done, and taken back by what it says and not by its place', () => {
    expect(composeAllowing(rule, { port: 587, isOurs: true })).toMatchObject({
      outside: [{ argv: ['ufw', ...rule], undo: ['ufw', 'delete', 'allow', 'out', '587/tcp'] }],
      byHand: [],
      affects: { count: 1 },
    });
  });

  test('else a person is told', () => {
    const plan = composeAllowing(rule, { port: 587, isOurs: false });
    expect(plan.outside).toEqual([]);
    expect(plan.byHand).toMatchObject([{ owner: 'host', copy: 'sudo ufw insert 1 allow out 587/tcp' }]);
  });
});
