import { describe, expect, test } from 'vitest';
import { readFirewall } from '../../../source/services/host/firewall.ts';
import { type CommandResult, type CommandRunner, runCommand } from '../../../source/services/host/run-command.ts';
import { now } from './host-tree.ts';

const ended = (output: string, status = 0, errors = ''): CommandResult => ({ kind: 'ended', status, output, errors });

/** A machine on which these programs answer so, and all others are missing. */
const machineWith =
  (answers: Readonly<Record<string, CommandResult>>): CommandRunner =>
  async (program) =>
    answers[program] ?? { kind: 'missing' };

const read = (answers: Readonly<Record<string, CommandResult>>) =>
  readFirewall({ run: machineWith(answers), now, timeoutMs: 1000 });

describe('the firewall of this machine', () => {
  test('is told from every tool that answers, with what was asked', async () => {
    const observation = await read({
      ufw: ended('Status: active\nDefault: deny (incoming), allow (outgoing)\n\n25   DENY OUT    Anywhere\n'),
      iptables: ended('-P OUTPUT ACCEPT\n-A OUTPUT -p tcp -m tcp --dport 587 -j REJECT\n'),
    });

    expect(observation).toMatchObject({
      kind: 'known',
      value: [
        { tool: 'ufw', port: 25, action: 'drop' },
        { tool: 'iptables', port: 587, action: 'reject' },
      ],
    });
    expect(observation.evidence.map(({ asked }) => asked)).toEqual(['ufw status verbose', 'iptables -S']);
  });

  test('that stops no mail is known to be open', async () => {
    expect(await read({ nft: ended('{"nftables": []}') })).toMatchObject({ kind: 'known', value: [] });
  });

  test('is asked about other ports when told so', async () => {
    const run = machineWith({ iptables: ended('-P OUTPUT ACCEPT\n-A OUTPUT -p tcp --dport 443 -j DROP\n') });

    expect(await readFirewall({ run, now, timeoutMs: 1000, ports: [443] })).toMatchObject({ value: [{ port: 443 }] });
  });

  test.each<[string, Readonly<Record<string, CommandResult>>, string]>([
    ['no tool at all', {}, 'This machine has none of ufw, iptables and nft to ask.'],
    [
      'no right',
      {
        nft: ended(
          '',
          1,
          'Operation not permitted (you must be root)\nnetlink: Error: cache initialization failed: Operation not permitted\n',
        ),
      },
      "Only root may read this machine's firewall (nft).",
    ],
    [
      'no right for iptables',
      {
        iptables: ended(
          '',
          4,
          'iptables v1.8.9 (nf_tables): Could not fetch rule set generation id: Permission denied (you must be root)\n',
        ),
      },
      "Only root may read this machine's firewall (iptables).",
    ],
    [
      'another failure',
      { nft: ended('', 2, 'netlink: out of memory\n') },
      'nft -j list ruleset ended with status 2: netlink: out of memory',
    ],
    [
      'no end',
      { nft: { kind: 'failed', reason: 'did not end within 1000 ms' } },
      'nft -j list ruleset did not end within 1000 ms.',
    ],
    ['no JSON', { nft: ended('table inet filter {') }, 'What nft -j list ruleset printed could not be read.'],
  ])('is unknown with %s', async (_, answers, reason) => {
    expect(await read(answers)).toMatchObject({ kind: 'unknown', reason });
  });

  test('is known when one of two tools answers', async () => {
    const observation = await read({ iptables: ended('-P OUTPUT ACCEPT\n'), nft: ended('', 1, 'Permission denied') });

    expect(observation).toMatchObject({ kind: 'known', value: [] });
  });
});

describe('a program that is run', () => {
  const options = { timeoutMs: 10_000 };

  test('gives its output, errors and status', async () => {
    expect(await runCommand('sh', ['-c', 'echo out; echo err >&2; exit 3'], options)).toEqual(
      ended('out\n', 3, 'err\n'),
    );
  });

  test('speaks English and finds the tools of the administrator', async () => {
    expect(await runCommand('sh', ['-c', 'echo $LC_ALL $PATH'], options)).toEqual(
      ended('C /usr/sbin:/sbin:/usr/bin:/bin\n'),
    );
  });

  test('loses the escape sequences it prints', async () => {
    expect(await runCommand('printf', [String.raw`\033[31mred\033[0m`], options)).toEqual(ended('red'));
  });

  test('may be missing', async () => {
    expect(await runCommand('no-such-program-here', [], options)).toEqual({ kind: 'missing' });
  });

  test('is ended when it takes too long', async () => {
    expect(await runCommand('sleep', ['600'], { timeoutMs: 50 })).toEqual({
      kind: 'failed',
      reason: 'did not end within 50 ms',
    });
  });

  test('is ended when it is called off', async () => {
    const controller = new AbortController();
    const running = runCommand('sleep', ['600'], { ...options, signal: controller.signal });
    controller.abort(new Error('stopped by SIGINT'));

    await expect(running).rejects.toThrow('stopped by SIGINT');
  });
});
