import { describe, expect, test } from 'vitest';
import { outputChain, parseIptables } from '../../../../source/services/host/firewall/iptables.ts';
import { type Block, findBlock } from '../../../../source/services/host/firewall/ruleset.ts';

/** What iptables 1.8.9 (nf_tables) printed. */
const printed = String.raw`-P INPUT ACCEPT
-P FORWARD ACCEPT
-P OUTPUT ACCEPT
-N mail
-A OUTPUT -o lo -j ACCEPT
-A OUTPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A OUTPUT -p tcp -j mail
-A OUTPUT ! -d 192.0.2.1/32 -p tcp -m tcp --dport 587 -j DROP
-A mail -p tcp -m multiport --dports 25,465:467 -m comment --comment "no \"direct\" mail" -j REJECT --reject-with icmp-admin-prohibited
`;

const block = (text: string, port = 25): Block | undefined => findBlock(parseIptables(text), outputChain, port);

/** The chain OUTPUT with these rules. */
const output = (...rules: readonly string[]): string =>
  ['-P OUTPUT ACCEPT', '-N other', ...rules.map((rule) => (rule.startsWith('-A ') ? rule : `-A OUTPUT ${rule}`))].join(
    '\n',
  );

describe('iptables', () => {
  test.each<[number, Partial<Block> | undefined]>([
    [25, { action: 'reject', isCertain: true, rule: expect.stringContaining('--dports 25,465:467') }],
    [466, { action: 'reject', isCertain: true }],
    [587, { action: 'drop', isCertain: false }],
    [2525, undefined],
  ])('as it printed stops port %i: %o', (port, expected) => {
    if (expected === undefined) expect(block(printed, port)).toBeUndefined();
    else expect(block(printed, port)).toMatchObject(expected);
  });

  test.each<[string, readonly string[], Partial<Block> | undefined]>([
    ['a drop', ['-p tcp -m tcp --dport 25 -j DROP'], { action: 'drop', isCertain: true }],
    ['an acceptance before it', ['-p tcp -m tcp --dport 25 -j ACCEPT', '-p tcp -m tcp --dport 25 -j DROP'], undefined],
    ['an acceptance after it', ['-p tcp --dport 25 -j DROP', '-p tcp --dport 25 -j ACCEPT'], { isCertain: true }],
    [
      'an exception for one host',
      ['-d 192.0.2.1/32 -p tcp --dport 25 -j ACCEPT', '-p tcp --dport 25 -j DROP'],
      { isCertain: false },
    ],
    [
      'a rule for one account',
      ['-p tcp --dport 25 -m owner --uid-owner 106 -j REJECT'],
      { action: 'reject', isCertain: false },
    ],
    ['a rule for all ports of one host', ['-d 192.0.2.1/32 -j DROP'], undefined],
    ['UDP', ['-p udp -m udp --dport 25 -j DROP'], undefined],
    ['everything but UDP', ['! -p udp -j DROP'], { isCertain: true }],
    ['loopback', ['-o lo -p tcp --dport 25 -j DROP'], undefined],
    ['everything but loopback', ['! -o lo -p tcp --dport 25 -j DROP'], { isCertain: true }],
    ['new connections', ['-p tcp --dport 25 -m state --state NEW -j DROP'], { isCertain: true }],
    ['connections that exist', ['-p tcp --dport 25 -m state --state ESTABLISHED -j DROP'], undefined],
    ['a port that is excepted', ['-p tcp -m tcp ! --dport 443 -j DROP'], undefined],
    ['a log rule', ['-p tcp --dport 25 -j LOG --log-prefix "mail: " --log-level 4'], undefined],
    ['a chain that returns first', ['-j other', '-A other -j RETURN', '-A other -p tcp --dport 25 -j DROP'], undefined],
    [
      'a chain that calls itself',
      ['-j other', '-A other -j other', '-A other -p tcp --dport 25 -j DROP'],
      { isCertain: true },
    ],
    ['a chain that is gone to', ['-g other', '-p tcp --dport 25 -j DROP'], undefined],
    [
      'a chain behind a condition',
      ['-d 192.0.2.1/32 -p tcp --dport 25 -j other', '-A other -j DROP'],
      { isCertain: false },
    ],
    ['a chain that does not exist', ['-j nowhere'], undefined],
  ])('with %s', (_, rules, expected) => {
    if (expected === undefined) expect(block(output(...rules))).toBeUndefined();
    else expect(block(output(...rules))).toMatchObject(expected);
  });

  test('with the policy drop stops what no rule lets out', () => {
    const closed = '-P OUTPUT DROP\n-A OUTPUT -o lo -j ACCEPT\n-A OUTPUT -p tcp -m tcp --dport 587 -j ACCEPT\n';

    expect(block(closed, 25)).toMatchObject({ action: 'drop', rule: 'policy drop of OUTPUT', isCertain: true });
    expect(block(closed, 587)).toBeUndefined();
  });

  test('without any rule, or with a text that is none, stops nothing', () => {
    expect(block('-P OUTPUT ACCEPT\n')).toBeUndefined();
    expect(block('garbage')).toBeUndefined();
  });
});
