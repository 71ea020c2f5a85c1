import { describe, expect, test } from 'vitest';
import { judgePort } from '../../../source/causes/firewall/judge-port.ts';
import type { Reachability } from '../../../source/causes/firewall/measure-reachability.ts';
import type { ConnectOutcome } from '../../../source/domain/probes/network.ts';
import type { MatrixCell, PortConclusion } from '../../../source/domain/probes/port-matrix.ts';
import type { SmtpFailure, SmtpStage } from '../../../source/domain/probes/smtp-report.ts';
import { relaySession } from '../../support/relay-session.ts';

const cell = (
  port: number,
  outcome: ConnectOutcome,
  role: MatrixCell['role'] = 'configured',
  address = '203.0.113.5',
): MatrixCell => ({
  role,
  host: 'mail.example.com',
  port,
  resolution: { kind: 'addresses', addresses: [{ address, family: 4 }] },
  attempts: [{ address, family: 4, outcome, durationMs: 20 }],
  at: '2026-11-28T12:00:00.000Z',
  durationMs: 20,
});

const open = { kind: 'open' } as const;
const silent = { kind: 'timed-out' } as const;

const reach = (
  conclusion: PortConclusion,
  given: Parameters<typeof relaySession>[0] = {},
  cells: readonly MatrixCell[] = [],
): Reachability => ({
  session: relaySession({ ...given, report: { connectedTo: undefined, ...given.report } }),
  port: cell(587, conclusion.kind === 'open' ? open : silent),
  cells,
  conclusion,
});

const judge = (one: Reachability, others: readonly Reachability[] = []) =>
  judgePort(one, [one, ...others], 'Set there.');

const blocked = { kind: 'port-blocked', blocked: [25, 587], open: [465] } as const;

describe('a port without an answer', () => {
  test.each<[situation: string, conclusion: PortConclusion, owner: string, summary: string, detail: string]>([
    ['every server is silent on it', blocked, 'host', 'is blocked', 'hosting firms block ports'],
    [
      'only this server is',
      { kind: 'host-silent', openPorts: [] },
      'provider',
      'Only mail.example.com is silent',
      'ask the mail server’s provider',
    ],
    ['the server says no', { kind: 'refused', openPorts: [] }, 'odoo', 'refuses connections', 'the port is wrong'],
    ['nothing is reached', { kind: 'no-internet' }, 'host', 'cut off', 'the network of this machine first'],
    ['there is no way to anything', { kind: 'no-route' }, 'host', 'no route to any', 'network of this machine first'],
    ['there is no way to this one', { kind: 'host-unreachable' }, 'host', 'no route to', 'look at the routes'],
    ['nobody can tell why', { kind: 'inconclusive' }, 'host', 'does not say why', 'It may be down, or a firewall'],
  ])('where %s', (_, conclusion, owner, summary, detail) => {
    const found = judge(reach(conclusion));
    expect(found).toMatchObject({ status: 'fail', subject: 'server:1', owner });
    expect(found.summary).toContain(summary);
    expect(found.detail).toContain(detail);
    expect(found.detail).toMatch(/ Set there\.$/);
    expect(found.detail).not.toContain('does answer on');
    expect(found.consequenceOf).toBeUndefined();
  });

  test('of a server that no mail goes through is only worth knowing', () => {
    expect(judge(reach(blocked, { relay: { isChosen: false } })).status).toBe('warn');
  });

  test('of the machine’s own server, which nobody chose, follows from there being none', () => {
    expect(judge(reach(blocked, { relay: { isLastResort: true } })).consequenceOf).toBe('no-server');
  });

  test('is told with the other ports of this host that answer, by comparison or in use', () => {
    const compared = reach(blocked, {}, [cell(465, open), cell(25, silent), cell(2525, open, 'reference')]);
    expect(judge(compared).detail).toContain('mail.example.com does answer on 465.');
    const inUse = { address: '203.0.113.5', family: 4 } as const;
    const other = reach(open, { relay: { port: 26 }, report: { connectedTo: inUse } });
    expect(judge(compared, [other]).detail).toContain('does answer on 26, 465.');
    const elsewhere = reach(open, { relay: { port: 26, host: 'other.example.com' }, report: { connectedTo: inUse } });
    expect(judge(compared, [elsewhere]).detail).toContain('does answer on 465.');
    expect(judge(compared).evidence).toHaveLength(4);
  });

  test('of a name without an address was not tried', () => {
    expect(judge({ ...reach({ kind: 'unresolved' }), port: undefined })).toMatchObject({
      status: 'skipped',
      summary: expect.stringContaining('its name gave no address'),
    });
  });
});

describe('a port that takes the connection', () => {
  const late: SmtpFailure = { kind: 'timed-out', stage: 'greeting', waitedMs: 60_000 };
  const hasty: SmtpFailure = { ...late, waitedMs: 5_000 };
  const cut = { kind: 'closed', stage: 'greeting', reset: false } as const;
  const broken: SmtpFailure = { kind: 'tls', stage: 'tls', problem: { kind: 'handshake', detail: '' } };

  test.each<[situation: string, report: object, isChosen: boolean, status: string]>([
    ['is well where the session goes on', {}, true, 'ok'],
    ['is well where the session ends for another cause', { failure: broken }, true, 'ok'],
    ['fails where no greeting comes as long as Odoo waits', { failure: late }, true, 'fail'],
    ['is worth knowing then where no mail goes through it', { failure: late }, false, 'warn'],
    ['is unknown where we waited less than Odoo does', { failure: hasty }, true, 'unknown'],
    ['is unknown then also where no mail goes through it', { failure: hasty }, false, 'unknown'],
    ['fails where it turns us away', { failure: cut, reached: 'connect' }, true, 'fail'],
    ['is worth knowing then where no mail goes through it', { failure: cut, reached: 'connect' }, false, 'warn'],
  ])('%s', (_, report, isChosen, status) => {
    const found = judge(reach(open, { relay: { isChosen }, report }));
    expect(found.status).toBe(status);
    expect(found.owner).toBe(status === 'ok' ? undefined : 'provider');
  });

  const refusal = {
    kind: 'reply',
    stage: 'greeting',
    reply: { stage: 'greeting', code: 521, enhanced: undefined, text: 'host does not accept mail', durationMs: 5 },
  } as const;

  test.each<[situation: string, failure: SmtpFailure, reached: SmtpStage, words: string]>([
    ['without a word', cut, 'connect', 'while that server is down; a mail server, while it has too many connections'],
    ['with a word before anything was asked', refusal, 'connect', 'turns this machine away before anything was asked'],
    ['after it had begun', cut, 'greeting', 'begins the session and does not go on'],
  ])('and ends the session %s', (_, failure, reached, words) => {
    const found = judge(reach(open, { report: { failure, reached } }));
    expect(found).toMatchObject({ status: 'fail', owner: 'provider', summary: 'What the session itself said.' });
    expect(found.detail).toContain(words);
    expect(found.detail).toMatch(/Its provider can say why\. Set there\.$/);
  });
});

describe('a server in the own network', () => {
  const near = (conclusion: PortConclusion, report: object, address: string): Reachability => ({
    ...reach(conclusion, { relay: { port: 2525 }, report }),
    port: cell(2525, conclusion.kind === 'open' ? open : silent, 'configured', address),
  });
  const cut = { kind: 'closed', stage: 'greeting', reset: true } as const;
  const late: SmtpFailure = { kind: 'timed-out', stage: 'greeting', waitedMs: 60_000 };

  test.each(['127.0.0.1', '10.1.2.3', 'fd00::25'])('has nobody else to ask, at %s', (address) => {
    const ended = judge(near(open, { failure: cut, reached: 'connect' }, address));
    expect(ended.owner).toBe('host');
    expect(ended.detail).toContain("see there which program listens (ss -ltnp 'sport = :2525')");
    expect(ended.detail).not.toContain('provider');
    expect(judge(near(open, { failure: late }, address)).owner).toBe('host');
    const dropped = judge(near({ kind: 'host-silent', openPorts: [] }, {}, address));
    expect(dropped.owner).toBe('host');
    expect(dropped.detail).toContain('see whether it is up');
  });

  test('is not one whose name leads elsewhere as well', () => {
    const [attempt] = cell(2525, open).attempts;
    const both = near(open, { failure: cut, reached: 'connect' }, '10.1.2.3');
    const attempts = [...(both.port?.attempts ?? []), ...(attempt === undefined ? [] : [attempt])];
    const port = both.port === undefined ? undefined : { ...both.port, attempts };
    expect(judge({ ...both, port }).owner).toBe('provider');
  });
});
