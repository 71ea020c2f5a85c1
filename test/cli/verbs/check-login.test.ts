import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runCheckCommand } from '../../../source/cli/verbs/check.ts';
import { captureContext } from '../../support/command-context.ts';
import { answer, close, obliging, type Rule, say, startScriptedSmtp } from '../../support/scripted-smtp.ts';
import { openSickWorld } from '../../support/sick-world.ts';

const offersPlain: Rule = [/^EHLO /, '250-relay.example\r\n250 AUTH CRAM-MD5 PLAIN'];
const refuses: Rule = [/^AUTH/, '535 5.7.8 Username and Password not accepted'];

/** `check credentials` again and again, each run a process of its own as far as the program can tell. */
const openWorld = async () => {
  const world = await openSickWorld({ series: 18, scenario: 'credentials' });
  const stateHome = await mkdtemp(join(tmpdir(), 'state-'));
  onTestFinished(() => rm(stateHome, { recursive: true, force: true }));
  const server = await startScriptedSmtp([
    say('220 relay.example ESMTP'),
    answer(offersPlain, refuses, ...obliging),
    close,
  ]);
  onTestFinished(() => server[Symbol.asyncDispose]());
  await world.database.query("update ir_mail_server set smtp_port = $1, smtp_encryption = 'none' where id = 1", [
    server.port,
  ]);
  return {
    world,
    check: async (tryLogin = false): Promise<string> => {
      const { context, output } = captureContext(world.options, { env: { XDG_STATE_HOME: stateHome } });
      expect(await runCheckCommand(context, { causes: ['credentials'], redact: false, tryLogin })).toBe(2);
      return output();
    },
    /** Secrets that the server has been sent. */
    tries: () => server.received.flat().filter((line) => line.startsWith('AUTH')).length,
  };
};

test('a refused password is sent once by any number of runs, each of which says what the server said and when', async () => {
  const { check, tries } = await openWorld();
  expect(await check()).toContain('535 5.7.8 Username and Password not accepted');
  const second = await check();
  expect(second).toContain('535 5.7.8 Username and Password not accepted');
  expect(second).toContain('it was not sent again');
  expect(second).toContain('check --try-login');
  expect(tries()).toBe(1);
});

test('--try-login and another password in the row have it tried again', async () => {
  const { check, tries, world } = await openWorld();
  await check();
  await check(true);
  expect(tries()).toBe(2);
  await world.database.query("update ir_mail_server set smtp_pass = 'another one' where id = 1");
  await check();
  expect(tries()).toBe(3);
});
