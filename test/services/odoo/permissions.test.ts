import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { NotPermittedError } from '../../../source/domain/database/not-permitted-error.ts';
import type { OdooSeries } from '../../../source/domain/odoo/odoo-series.ts';
import { type Odoo, openOdoo } from '../../../source/services/odoo/odoo.ts';
import { seriesUnderTest } from '../../support/postgres.ts';
import { connect } from './connect.ts';
import { everyReader } from './every-reader.ts';
import { sharedDemoDsn } from './shared-demo.ts';

/** The readers as a role sees them that has those rights and no others. */
const openAs = async (series: OdooSeries, grants: readonly string[]): Promise<Odoo> => {
  const connection = await connect(await sharedDemoDsn(series, 'postgres'));
  const role = `limited_${randomUUID().replaceAll('-', '')}`;
  await connection.query(`create role ${role}`);
  onTestFinished(async () => {
    await connection.query(`reset role; drop owned by ${role}; drop role ${role}`);
  });
  for (const grant of ['ir_module_module', ...grants]) {
    const [table, columns] = grant.split(':');
    await connection.query(`grant select ${columns ?? ''} on ${table} to ${role}`);
  }
  await connection.query(`set role ${role}`);
  return openOdoo(connection);
};

/** What asks the server about itself, or about what this Odoo does not have, needs no right. */
const unaffected = [
  'mailEstimate',
  'modules',
  'owner',
  'cronWorkers',
  'sessions',
  'backendStart',
  'mailLocks',
  'existingDocuments',
  'documentsByNumber',
  'surroundings',
  'systemDatabases',
  'excludedCrons',
];

test.each(seriesUnderTest)('Odoo %i: a role with next to no rights is told so by every reader', async (series) => {
  const odoo = await openAs(series, []);

  for (const [name, read] of Object.entries(everyReader(odoo, [1, 2], 1))) {
    const outcome = await read().catch((error: unknown) => error);
    if (unaffected.includes(name)) expect(outcome, name).not.toBeInstanceOf(Error);
    else if (outcome !== undefined) expect(outcome, name).toBeInstanceOf(NotPermittedError);
  }
});

test('what is not permitted is said in words', async () => {
  const odoo = await openAs(19, []);

  await expect(odoo.mailServers()).rejects.toMatchObject({
    what: 'the outgoing mail servers (ir_mail_server)',
    message: `not permitted to read the outgoing mail servers (ir_mail_server) in database '${odoo.database}'`,
    probe: 'sql',
    target: odoo.database,
  });
});

test('a role that may not read passwords reads the servers all the same', async () => {
  const odoo = await openAs(19, [
    `ir_mail_server:(id, name, active, sequence, smtp_host, smtp_port, smtp_encryption, smtp_authentication, smtp_user,
      from_filter, max_email_size, smtp_debug, owner_user_id, owner_limit_count, owner_limit_time,
      google_gmail_access_token_expiration, microsoft_outlook_access_token_expiration)`,
  ]);

  expect((await odoo.mailServers())[0]).toMatchObject({
    name: 'Acme relay',
    user: 'odoo@acme.example',
    password: { kind: 'not-permitted' },
    privateKey: { kind: 'not-permitted' },
  });
});

test('a role that may not read the users reads the crons all the same', async () => {
  const odoo = await openAs(19, ['ir_cron', 'ir_act_server', 'ir_model_data']);

  await expect(odoo.queueCron()).resolves.toMatchObject({
    kind: 'found',
    cron: { active: true, user: { login: null, account: 'not-permitted', isRoot: true } },
  });
});

test('a role that may read mails but no partners loses only the recipients', async () => {
  const odoo = await openAs(17, ['mail_mail', 'mail_message']);

  await expect(odoo.mails([1])).resolves.toHaveLength(1);
  await expect(odoo.senders([1])).resolves.toHaveLength(1);
  await expect(odoo.recipients([1])).rejects.toThrow(NotPermittedError);
});

test('a role that may not even read the modules is told so at the door', async () => {
  const connection = await connect(await sharedDemoDsn(19, 'postgres'));
  await connection.query('set role pg_monitor');

  await expect(openOdoo(connection)).rejects.toThrow('not permitted to read the modules (ir_module_module)');
});
