import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { runCheckCommand } from '../../source/cli/verbs/check.ts';
import { captureContext } from '../support/command-context.ts';
import { hasFail2ban, hasPostfix, startPostfix } from '../support/postfix.ts';
import { openSickWorld } from '../support/sick-world.ts';
import { startWatchfulSmtp } from '../support/watchful-smtp.ts';

/** The report of all causes, for an Odoo whose one server is on that port. */
const checkThrough = async (port: number): Promise<string> => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  await world.database.query(
    "update ir_mail_server set smtp_port = $1, smtp_encryption = 'none', smtp_user = null, smtp_pass = null where id = 1",
    [port],
  );
  const { context, output } = captureContext({ ...world.options, timeout: 5, verbose: true });
  await runCheckCommand(context, { causes: [], redact: false });
  return output();
};

test('a monitored server that greets late has nothing against a full check', async () => {
  await using server = await startWatchfulSmtp(2_500);
  const report = await checkThrough(server.port);
  await expect.poll(server.goodSessions).toBeGreaterThan(0);
  expect(server.offences).toEqual([]);
  expect(report).toMatch(/takes \S+@acme\.example \(asked for /);
});

test('the watchful server sees what it watches for', async () => {
  await using server = await startWatchfulSmtp(60_000);
  const socket = connect(server.port, '127.0.0.1');
  socket.write('EHLO early\r\nMAIL FROM:<a@example.com>\r\n', () => socket.end());
  await expect.poll(() => server.offences.toSorted()).toEqual(['early-talk', 'hang-up', 'pipelining']);
});

test.runIf(hasPostfix && hasFail2ban)(
  'a real Postfix and its postscreen log nothing of a full check that fail2ban would count',
  { meta: { needs: 'postfix and fail2ban' } },
  async () => {
    await using postfix = await startPostfix({
      plain: { program: 'smtpd', options: [] },
      watched: { program: 'postscreen', options: ['postscreen_greet_wait=2s', 'postscreen_access_list='] },
    });
    for (const port of [postfix.ports.plain, postfix.ports.watched]) {
      expect(await checkThrough(port)).toMatch(/takes \S+@acme\.example \(asked for /);
    }
    await expect.poll(() => postfix.log()).toMatch(/PASS NEW[\s\S]*disconnect/);
    for (const mode of ['normal', 'more', 'aggressive']) expect(await postfix.countOffences(mode)).toBe(0);
  },
);
