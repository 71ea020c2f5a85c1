import { describe, expect, test } from 'vitest';
import { noServerCause } from '../../source/causes/no-server/index.ts';
import { describeCopy } from '../../source/causes/no-server/neutralized-check.ts';
import { outerSeries } from '../support/postgres.ts';
import { complaintsOf, runCause } from '../support/run-cause.ts';
import { openSickWorld } from '../support/sick-world.ts';

describe.each(outerSeries)('Odoo %i', (series) => {
  test('archived servers and nobody at odoo.conf’s explain what waits and what failed', async () => {
    const world = await openSickWorld({ series, scenario: 'no-server' });
    const findings = await runCause(await world.checkContext(), noServerCause);
    const insisting = series >= 16 ? ['no-server.forced server:1: fail'] : [];
    expect(complaintsOf(findings)).toEqual(['no-server.active: fail', ...insisting]);
    expect(findings.get('no-server.active')).toMatchObject({ owner: 'odoo', explains: 181 });
    expect(findings.get('no-server.active')?.summary).toMatch(/^All 4 outgoing mail servers are archived/);
  });
});

test('without any row odoo.conf’s server is as good as any other, as long as it answers', async () => {
  const world = await openSickWorld({ series: 17, scenario: 'healthy' });
  await world.database.query('delete from ir_mail_server');
  const context = await world.checkContext();
  const { settings } = context.target;
  const smtpPort = { ...settings.smtpPort, value: world.zoo.smtpPort('good') };
  const reachable = { ...context, target: { ...context.target, settings: { ...settings, smtpPort } } };
  const findings = await runCause(reachable, noServerCause);
  expect(complaintsOf(findings)).toEqual([]);
  expect(findings.get('no-server.active')?.summary).toMatch(/No outgoing mail server is set up.*which answers/);
});

test('a neutralized copy is told from a sick database', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'cron' });
  await world.database.query(`insert into ir_config_parameter (key, value) values ('database.is_neutralized', 'true')`);
  const findings = await runCause(await world.checkContext(), noServerCause);
  expect(complaintsOf(findings)).toEqual(['no-server.neutralized: warn']);
  expect(findings.get('no-server.neutralized')).toMatchObject({ explains: 1204, remedies: [] });
});

describe('what a neutralized copy is said to do', () => {
  test.each([
    [{ servers: [], runs: true, fallback: undefined }, 'and it does not'],
    [{ servers: [], runs: true, fallback: 'localhost answers' }, 'and yet it can: localhost answers'],
    [
      { servers: ['Acme relay'], runs: true, fallback: undefined },
      'and yet it can: the mail server "Acme relay" is active',
    ],
    [{ servers: ['Acme relay'], runs: false, fallback: undefined }, 'single mails may leave'],
    [{ servers: undefined, runs: false, fallback: undefined }, 'could not be read'],
    [{ servers: [], runs: undefined, fallback: undefined }, 'could not be read'],
  ])('%j', (able, words) => {
    expect(describeCopy(able)).toContain(words);
  });
});
