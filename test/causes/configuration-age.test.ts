import { describe, expect, test } from 'vitest';
import { credentialsCause } from '../../source/causes/credentials/index.ts';
import { noServerCause } from '../../source/causes/no-server/index.ts';
import type { CheckContext } from '../../source/checks/context.ts';
import type { Finding } from '../../source/domain/finding/finding.ts';
import { planConfEdit } from '../../source/remedies/conf-edit.ts';
import { findAll } from '../support/run-cause.ts';
import { openSickWorld } from '../support/sick-world.ts';

const at = (clock: string): Date => new Date(`2026-11-28T${clock}Z`);
const changed = { kind: 'changed-since', pid: 4711, writtenAt: at('12:03:00'), startedAt: at('09:00:00') } as const;
const other = { kind: 'other-file', pid: 4711, reads: '/srv/odoo.conf' } as const;

/** A world without rows, whose odoo.conf leads to a server that answers, as it is told of the running Odoo. */
const openByConf = async (
  seen: Partial<CheckContext['target']>,
  behaviour: 'good' | 'silent' = 'good',
): Promise<CheckContext> => {
  const world = await openSickWorld({ series: 17, scenario: 'healthy' });
  await world.database.query('delete from ir_mail_server');
  const context = await world.checkContext();
  const { settings } = context.target;
  const smtpPort = { ...settings.smtpPort, value: world.zoo.smtpPort(behaviour) };
  return { ...context, target: { ...context.target, settings: { ...settings, smtpPort }, ...seen } };
};

const find = (findings: readonly Finding[], id: string): Finding | undefined =>
  findings.find(({ check }) => check === id);

describe('an odoo.conf that is not what Odoo runs with', () => {
  test.each([
    ['was changed after Odoo had started', changed, /was changed at .*12:03.*process 4711\) runs since .*09:00/],
    ['is not the one that Odoo reads', other, /process 4711\), which serves this database, reads \/srv\/odoo\.conf/],
  ])('%s: that is said, and nothing about its server is promised', async (_title, age, words) => {
    const context = await openByConf({ age });
    const login = find(await findAll(context, credentialsCause), 'credentials.login');

    const said = find(await findAll(context, noServerCause), 'no-server.configuration');
    expect(said).toMatchObject({ status: 'warn', owner: 'host' });
    expect(said?.summary).toMatch(words);
    expect(login).toMatchObject({ status: 'unknown', subject: 'conf' });
    expect(login?.detail).toMatch(words);
    expect(login?.consequenceOf).toBe('no-server');
  });

  test.each([
    ['which answers', 'good'],
    ['where nobody answers', 'silent'],
  ] as const)('names a server, %s: whether Odoo has one to send through is not known', async (_title, behaviour) => {
    const context = await openByConf({ age: changed }, behaviour);
    const active = find(await findAll(context, noServerCause), 'no-server.active');
    expect(active).toMatchObject({ status: 'unknown', remedies: [], summary: expect.stringContaining('12:03') });
  });

  test('says nothing where no mail server depends on it', async () => {
    const world = await openSickWorld({ series: 17, scenario: 'healthy' });
    const context = await world.checkContext();
    const changedSince = { ...context, target: { ...context.target, age: changed } };

    expect(find(await findAll(changedSince, noServerCause), 'no-server.configuration')).toMatchObject({ status: 'ok' });
    expect(find(await findAll(changedSince, credentialsCause), 'credentials.login')).toMatchObject({ status: 'ok' });
  });
});

test('odoo.conf as Odoo read it is said nothing about', async () => {
  const context = await openByConf({});

  expect(find(await findAll(context, noServerCause), 'no-server.configuration')).toBeUndefined();
  expect(find(await findAll(context, credentialsCause), 'credentials.login')).toMatchObject({
    status: 'ok',
    subject: 'conf',
  });
});

test('a key that the command line beats is not written into odoo.conf, nor any into a file that Odoo does not read', async () => {
  const context = await openByConf({ beaten: new Map([['smtp_user', '--smtp-user']]) });
  const elsewhere = { ...context, target: { ...context.target, age: other } };

  await expect(planConfEdit(context, { smtp_user: 'new' })).rejects.toThrow('started with --smtp-user, which beats');
  await expect(planConfEdit(context, { email_from: 'new@acme.example' })).resolves.toMatchObject({ kind: 'edit-file' });
  await expect(planConfEdit(elsewhere, { email_from: 'new@acme.example' })).rejects.toThrow('/srv/odoo.conf');
});
