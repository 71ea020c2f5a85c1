import { appendFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { enterPassword } from '../../source/causes/credentials/enter-password-remedy.ts';
import { causes } from '../../source/causes/index.ts';
import { create } from '../../source/causes/no-server/remedies/create-server-remedy.ts';
import { measureParameters } from '../../source/checks/measure/measure-database.ts';
import type { Finding } from '../../source/domain/finding/finding.ts';
import { Secret } from '../../source/domain/secret.ts';
import { planParameters } from '../../source/remedies/plan-parameters.ts';
import { runCause } from '../support/run-cause.ts';
import { openSickWorld, type SickWorld } from '../support/sick-world.ts';

/** What every cause finds. */
const findAll = async (world: SickWorld): Promise<readonly Finding[]> => {
  const context = await world.checkContext();
  const found = await Promise.all(causes.map((cause) => runCause(context, cause)));
  return found.flatMap((findings) => [...findings.values()]);
};

const pick = (findings: readonly Finding[], check: string): Finding | undefined =>
  findings.find((finding) => finding.check === check);

const install = `
  alter table ir_mail_server add column server_env_defaults text;
  insert into ir_module_module (name, state, latest_version) values ('mail_environment', 'installed', '18.0.1.0.0')`;

const keepInJson = (port: number): string => `
  update ir_mail_server set server_env_defaults = json_build_object('x_smtp_host_env_default', 'localhost',
    'x_smtp_port_env_default', ${port}, 'x_smtp_encryption_env_default', 'none', 'x_smtp_user_env_default', 'u',
    'x_smtp_pass_env_default', 'canary-json')::text;
  update ir_mail_server set smtp_host = 'localhost', smtp_port = 1, smtp_user = 'old', smtp_pass = 'canary-old'`;

describe("OCA's mail_environment", () => {
  test('the stale columns are neither judged nor tried, and no stored login is sent', async () => {
    const world = await openSickWorld({ series: 18, scenario: 'credentials' });
    await world.database.query(`${install}; ${keepInJson(world.zoo.smtpPort('good'))}`);
    const findings = await findAll(world);

    expect(pick(findings, 'no-server.values')).toMatchObject({ status: 'unknown' });
    expect(pick(findings, 'no-server.values')?.summary).toContain('may be beaten by files that are not');
    expect(pick(findings, 'firewall.port')).toMatchObject({ status: 'ok' });
    expect(pick(findings, 'credentials.login')).toMatchObject({ status: 'unknown' });
    expect(pick(findings, 'credentials.login')?.summary).toMatch(/not tried: OCA's module mail_environment/);
    expect(JSON.stringify(findings)).not.toMatch(/canary|->\s*AUTH/);
    const offered = findings.flatMap(({ remedies }) => remedies.map(({ id }) => id));
    expect(offered.filter((id) => /^(?:credentials|tls|no-server)\./.test(id))).toEqual([]);
  });

  test('where nothing tells where a server leads, that is unknown, and not for want of a server', async () => {
    const world = await openSickWorld({ series: 18, scenario: 'healthy' });
    await world.database.query(install);
    const findings = await findAll(world);

    expect(pick(findings, 'no-server.values')).toMatchObject({ status: 'unknown' });
    expect(pick(findings, 'no-server.active')).toMatchObject({ status: 'ok' });
    for (const check of ['credentials.login', 'firewall.port', 'tls.handshake', 'sender.accepted']) {
      expect(pick(findings, check), check).toMatchObject({ status: 'unknown', subject: 'server:1', remedies: [] });
    }
  });

  test('odoo.conf’s section tells where they lead', async () => {
    const world = await openSickWorld({ series: 18, scenario: 'healthy' });
    await world.database.query(install);
    await appendFile(
      world.config,
      `\n[outgoing_mail]\nsmtp_host = localhost\nsmtp_port = ${world.zoo.smtpPort('good')}\nsmtp_encryption = none\nsmtp_pass = canary%%file\n`,
    );
    const findings = await findAll(world);

    expect(pick(findings, 'firewall.port')).toMatchObject({ status: 'ok', subject: 'server:1' });
    expect(JSON.stringify(findings)).not.toContain('canary');
  });

  test('remedies that would write what Odoo does not read refuse before anything is tried', async () => {
    const world = await openSickWorld({ series: 18, scenario: 'healthy' });
    await world.database.query(`${install}; ${keepInJson(world.zoo.smtpPort('good'))}`);
    const context = await world.checkContext();
    const values = { texts: { user: 'u', host: 'localhost' }, secrets: { password: new Secret('new') } };

    await expect(enterPassword.plan(context, { subject: 'server:1', values })).rejects.toThrow('mail_environment');
    await expect(create.plan(context, { subject: null, values })).rejects.toThrow('mail_environment');
  });

  test('columns that were dropped for good are survived', async () => {
    const world = await openSickWorld({ series: 18, scenario: 'healthy' });
    await world.database.query(
      `${install}; alter table ir_mail_server drop smtp_host, drop smtp_port, drop smtp_user, drop smtp_pass, drop smtp_encryption`,
    );

    expect(pick(await findAll(world), 'no-server.values')).toMatchObject({ status: 'unknown' });
  });
});

test("a parameter that odoo.conf gives first (OCA's server_environment_ir_config_parameter) is read there and not written", async () => {
  const world = await openSickWorld({ series: 16, scenario: 'healthy' });
  await world.database.query(
    `insert into ir_module_module (name, state, latest_version)
     values ('server_environment_ir_config_parameter', 'installed', '16.0.1.0.0')`,
  );
  await appendFile(world.config, '\n[ir.config_parameter]\nmail.bounce.alias = from-the-file\n');
  const context = await world.checkContext();

  await expect(context.odoo.parameters()).resolves.toMatchObject({ 'mail.bounce.alias': 'from-the-file' });
  const { evidence } = await measureParameters(context);
  expect(evidence.at(-1)).toMatchObject({ kind: 'file', answer: 'from-the-file' });
  expect(evidence.at(-1)?.asked).toMatch(/^mail\.bounce\.alias, which .*odoo\.conf, line \d+ gives before the table/);
  await expect(planParameters(context, { 'mail.bounce.alias': 'bounce' })).rejects.toThrow(
    /mail\.bounce\.alias is given by .*odoo\.conf, line \d+/,
  );
});
