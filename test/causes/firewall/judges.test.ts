import { describe, expect, test } from 'vitest';
import { judgeName } from '../../../source/causes/firewall/host-name-check.ts';
import { judgeHosting } from '../../../source/causes/firewall/hosting-check.ts';
import { judgeIpv6 } from '../../../source/causes/firewall/ipv6-check.ts';
import { isUnanswered, type Reachability } from '../../../source/causes/firewall/measure-reachability.ts';
import { judgePresence } from '../../../source/causes/firewall/stored-connection-failures-check.ts';
import { modeOnPort, orderPorts } from '../../../source/causes/firewall/switch-port-remedy.ts';
import type { AddressAttempt, ConnectOutcome, HostAnswer } from '../../../source/domain/probes/network.ts';
import type { SmtpFailure } from '../../../source/domain/probes/smtp-report.ts';
import { findHostingFirm } from '../../../source/domain/providers/hosting-firm.ts';
import { relaySession } from '../../support/relay-session.ts';

describe('what the name of a server leads to', () => {
  const found: HostAnswer = {
    kind: 'addresses',
    addresses: [
      { address: '203.0.113.5', family: 4 },
      { address: '2001:db8::5', family: 6 },
    ],
  };
  const failed = (reason: Extract<HostAnswer, { kind: 'failed' }>['reason']): HostAnswer => ({
    kind: 'failed',
    reason,
    detail: 'x',
  });

  test.each<
    [
      situation: string,
      resolution: HostAnswer | undefined,
      relay: object,
      status: string,
      summary: string,
      detail: string,
    ]
  >([
    ['nobody knows in time', undefined, {}, 'unknown', 'was not looked up in time', ''],
    ['is told', found, {}, 'ok', 'leads to 203.0.113.5, 2001:db8::5.', ''],
    [
      'is told with the dot that costs',
      found,
      { host: 'mail.example.com.' },
      'warn',
      'ends with a dot',
      'leads to 203.0.113.5',
    ],
    [
      'is nothing: the name does not exist',
      failed('nxdomain'),
      {},
      'fail',
      'does not exist in DNS',
      'leads nowhere. Set there.',
    ],
    ['is nothing: it has no address', failed('nodata'), {}, 'fail', 'has neither', 'leads nowhere. Set there.'],
    [
      'is nothing, and no mail goes there',
      failed('nxdomain'),
      { isChosen: false },
      'warn',
      'does not exist',
      'leads nowhere',
    ],
    ['is not known: DNS failed', failed('servfail'), {}, 'unknown', 'SERVFAIL', '/etc/resolv.conf'],
    ['is not known: DNS is silent', failed('timeout'), {}, 'unknown', 'gave no answer', '/etc/resolv.conf'],
    [
      'is not known: DNS refuses',
      failed('refused'),
      { isChosen: false },
      'unknown',
      'refused to answer',
      '/etc/resolv.conf',
    ],
  ])('%s', (_, resolution, relay, status, summary, detail) => {
    const judged = judgeName(relaySession({ relay, report: { resolution } }), 'Set there.');
    expect(judged).toMatchObject({ status, subject: 'server:1', summary: expect.stringContaining(summary) });
    expect(judged.detail ?? '').toContain(detail);
    expect(judged.consequenceOf).toBeUndefined();
  });

  test('is nothing for the machine’s own name only because there is no server', () => {
    const session = relaySession({ relay: { isLastResort: true }, report: { resolution: failed('nxdomain') } });
    expect(judgeName(session, '').consequenceOf).toBe('no-server');
  });

  test.each<[resolution: HostAnswer | undefined, answer: string]>([
    [undefined, 'no answer in time'],
    [found, '203.0.113.5\n2001:db8::5'],
    [failed('nxdomain'), 'nxdomain (x)'],
  ])('is shown as it was answered: %j', (resolution, answer) => {
    expect(judgeName(relaySession({ report: { resolution } }), '').evidence).toMatchObject([{ kind: 'dns', answer }]);
  });
});

describe('the hosting firm', () => {
  const firm = findHostingFirm({ vendor: 'Hetzner' });
  const [port = 0] = firm?.blockedPorts ?? [];

  test.each<[situation: string, ...Parameters<typeof judgeHosting>, status: string, words: string]>([
    ['blocks nothing where every server answers', [], { kind: 'here', firm }, 'ok', 'every server answers'],
    [
      'is not looked for where Odoo runs elsewhere',
      [25],
      { kind: 'elsewhere', reason: 'Far.' },
      'skipped',
      'not looked at. Far.',
    ],
    ['is not known', [25], { kind: 'here' }, 'skipped', 'tells which firm'],
    ['is known, and not for that port', [1], { kind: 'here', firm }, 'ok', 'is not known for blocking port 1.'],
    ['is known for that port', [port, port, 1], { kind: 'here', firm }, 'warn', `blocking port ${port} for outgoing`],
  ])('%s', (_, ports, standing, status, words) => {
    expect(port).toBeGreaterThan(0);
    expect(judgeHosting(ports, standing)).toMatchObject({ status, summary: expect.stringContaining(words) });
  });
});

const attempt = (family: 4 | 6, kind: 'open' | 'timed-out' | 'unreachable'): AddressAttempt => ({
  address: family === 4 ? '203.0.113.5' : '2001:db8::5',
  family,
  outcome: (kind === 'unreachable' ? { kind, errno: 'ENETUNREACH' } : { kind }) as ConnectOutcome,
  durationMs: 20,
});

const reach = (attempts: readonly AddressAttempt[], conclusion: Reachability['conclusion']['kind'] = 'open') => {
  const session = relaySession();
  const port = {
    host: 'mail.example.com',
    port: 587,
    resolution: { kind: 'addresses', addresses: [] },
    attempts,
    at: '',
    durationMs: 20,
  } as const;
  return { session, port, cells: [], conclusion: { kind: conclusion } } as unknown as Reachability;
};

describe('IPv6', () => {
  const six = (kind: 'open' | 'timed-out' | 'unreachable') => attempt(6, kind);
  const four = attempt(4, 'open');

  test.each<[situation: string, all: readonly Reachability[], status: string, subject: string | null, words: string]>([
    ['works where a server answered over it', [reach([six('open')])], 'ok', null, 'IPv6 works.'],
    ['was not measured where no server has it', [reach([four])], 'skipped', null, 'that was tried'],
    [
      'was not measured where no name gave an address',
      [{ ...reach([]), port: undefined }],
      'skipped',
      null,
      'that was tried',
    ],
  ])('%s', (_, all, status, subject, words) => {
    const [found, ...others] = judgeIpv6(all);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ status, subject, summary: expect.stringContaining(words) });
    expect(found?.evidence).toHaveLength(status === 'ok' ? 1 : 0);
  });

  test('that is silent where the same server answers over IPv4 is told, with what to do', () => {
    const [found] = judgeIpv6([reach([six('timed-out'), four])]);
    expect(found?.status).toBe('warn');
  });

  test('that works to one server and not to another is the other server’s matter', () => {
    const found = judgeIpv6([reach([six('open')]), reach([six('timed-out'), four])]);
    expect(found).toMatchObject([{ status: 'warn', subject: 'server:1' }]);
    expect(found[0]?.evidence).toHaveLength(1);
  });
});

describe('a server is reached now', () => {
  const closed: SmtpFailure = { kind: 'closed', stage: 'greeting', reset: false };
  const resolved = (reason: 'nxdomain' | 'nodata' | 'servfail'): HostAnswer => ({ kind: 'failed', reason, detail: '' });
  const late: SmtpFailure = { kind: 'timed-out', stage: 'greeting', waitedMs: 5_000 };

  test.each<[situation: string, report: object, relay: object, state: string]>([
    ['the session goes well', {}, {}, 'works'],
    ['it turns us away', { failure: closed, reached: 'connect' }, {}, 'broken'],
    ['it is nobody’s, and turns us away', { failure: closed, reached: 'connect' }, { isLastResort: true }, 'broken'],
    ['its name was not looked up', { resolution: undefined }, {}, 'unknown'],
    ['DNS failed', { resolution: resolved('servfail') }, {}, 'unknown'],
    ['we waited less for its greeting than Odoo does', { failure: late }, {}, 'unknown'],
  ])('%s: %j %j is %s', (_, report, relay, state) => {
    expect(judgePresence(relaySession({ report, relay })).state).toBe(state);
  });
});

test.each<[open: readonly number[], present: number, ordered: readonly number[]]>([
  [[], 587, []],
  [[587], 587, []],
  [[25, 465, 587, 2525, 8025], 25, [587, 465, 2525, 8025]],
  [[8025, 25], 587, [25, 8025]],
])('of the open ports %j, beside %i, %j are ways out', (open, present, ordered) => {
  expect(orderPorts(open, present)).toEqual(ordered);
});

test.each([
  ['starttls', 587, 465, 'ssl'],
  ['ssl', 465, 587, 'starttls'],
  ['none', 465, 25, 'starttls'],
  ['ssl_strict', 587, 25, 'starttls'],
  ['none', 25, 587, 'none'],
  ['starttls_strict', 587, undefined, 'starttls_strict'],
] as const)('%s on %i becomes on %j %s', (tls, port, next, mode) => {
  expect(modeOnPort({ ...relaySession().relay, tls, port }, next)).toBe(mode);
});

test.each([
  ['open', false],
  ['unresolved', false],
  ['refused', true],
  ['host-silent', true],
] as const)('a port that is %s is unanswered: %j', (kind, is) => {
  expect(isUnanswered(reach([], kind))).toBe(is);
});
