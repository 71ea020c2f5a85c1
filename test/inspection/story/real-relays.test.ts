import { appendFile, chmod, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { describe, expect, test, vi } from 'vitest';
import { runExplain } from '../../../source/cli/verbs/explain.ts';
import { captureContext } from '../../support/command-context.ts';
import { eximProgram, hasExim, startExim } from '../../support/exim.ts';
import { hasPostfix, startPostfix } from '../../support/postfix.ts';
import { openSickWorld, type SickWorld } from '../../support/sick-world.ts';

vi.setConfig({ testTimeout: 120_000 });

/** The world's machine has these programs, each with what it runs. */
const installMachine = async (world: SickWorld, programs: Readonly<Record<string, string>>): Promise<void> => {
  const machine = await mkdtemp(join(tmpdir(), 'machine-'));
  const folder = join(machine, 'usr', 'sbin');
  await mkdir(folder, { recursive: true });
  for (const [name, command] of Object.entries(programs)) {
    const path = join(folder, name);
    await writeFile(path, `#!/bin/sh\nexec ${command} "$@"\n`);
    await chmod(path, 0o755);
  }
  await appendFile(world.config, `machine = ${machine}\n`);
};

/** Hands a mail that Odoo calls sent to a mail server, as Odoo would have. */
const handOver = async (world: SickWorld, port: number): Promise<number> => {
  const [mail] = await world.database.query<{ id: number; message_id: string }>(
    `select m.id, g.message_id from mail_mail m join mail_message g on g.id = m.mail_message_id
     where m.state = 'sent' order by m.id desc limit 1`,
  );
  if (mail === undefined) throw new Error('no mail is sent');
  const [other, own] = ['<another@acme>', mail.message_id];
  for (const messageId of [other, own]) {
    const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
    await transport.sendMail({
      envelope: { from: 'bounce@acme.example', to: 'rosa@lakeside.example' },
      from: 'info@acme.example',
      to: 'rosa@lakeside.example',
      messageId,
      subject: 'Invoice',
      text: 'Hello',
    });
    transport.close();
  }
  return mail.id;
};

const explain = async (world: SickWorld, id: number) => {
  const { context, output } = captureContext({ ...world.options, format: 'json' });
  await runExplain(context, { text: String(id) });
  const { conclusion, parts } = JSON.parse(output()) as {
    conclusion: { status: string; cause: string | null; summary: string };
    parts: readonly { id: string; status: string; lines: readonly string[] }[];
  };
  return {
    conclusion,
    relay: parts.find((part) => part.id === 'relay'),
    after: parts.find((part) => part.id === 'after'),
  };
};

describe('a mail that is deferred is found by its Odoo id, with the relay’s reason', () => {
  test.runIf(hasPostfix)('in a real Postfix queue', { meta: { needs: 'postfix' } }, async () => {
    await using postfix = await startPostfix({ mail: { program: 'smtpd', options: [] } }, { delivers: true });
    const world = await openSickWorld({ series: 18, scenario: 'healthy' });
    const { etc } = postfix;
    await installMachine(world, {
      postqueue: `/usr/sbin/postqueue -c ${etc}`,
      postconf: `/usr/sbin/postconf -c ${etc}`,
      postcat: `/usr/sbin/postcat -c ${etc}`,
    });
    const id = await handOver(world, postfix.ports.mail);
    await vi.waitUntil(async () => (await postfix.log()).split('status=deferred').length > 2, { timeout: 20_000 });
    const found = await explain(world, id);
    expect(found.relay).toMatchObject({ status: 'fail' });
    expect(found.relay?.lines[0]).toMatch(/^Postfix on this machine still has it, as [0-9A-F]+\.$/);
    expect(found.relay?.lines[1]).toMatch(
      /^rosa@lakeside\.example has not got it: "connect to 127\.0\.0\.1.*: Connection refused"$/,
    );
    expect(found.after?.lines[0]).toMatch(/^Its server took it as [0-9A-F]+\.$/);
    expect(found.conclusion).toMatchObject({ status: 'fail', cause: 'beyond' });

    // Without a log that may be read, the message in the queue tells whose it is.
    await installMachine(world, { postqueue: `/usr/sbin/postqueue -c ${etc}`, postcat: `/usr/sbin/postcat -c ${etc}` });
    await world.database.query(`update mail_mail set email_to = 'rosa@lakeside.example' where id = $1`, [id]);
    expect((await explain(world, id)).relay?.lines[0]).toBe(found.relay?.lines[0]);
  });

  test.runIf(hasExim)('in a real Exim queue', { meta: { needs: 'exim (EXIM)' } }, async () => {
    await using exim = await startExim();
    const world = await openSickWorld({ series: 18, scenario: 'healthy' });
    await installMachine(world, { exim4: `${eximProgram} -C ${exim.configuration}` });
    const id = await handOver(world, exim.port);
    await vi.waitUntil(async () => (await exim.log()).split(' == ').length > 2, { timeout: 20_000 });
    const found = await explain(world, id);
    expect(found.relay).toMatchObject({ status: 'fail' });
    expect(found.relay?.lines[0]).toMatch(/^Exim on this machine still has it, as [\w-]+\.$/);
    expect(found.relay?.lines[1]).toBe('rosa@lakeside.example has not got it: "Connection refused"');
    expect(found.conclusion).toMatchObject({ status: 'fail', cause: 'beyond' });
  });
});
