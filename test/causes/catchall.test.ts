import { describe, expect, test } from 'vitest';
import { catchallCause } from '../../source/causes/catchall/index.ts';
import { set } from '../../source/causes/catchall/set-catchall-remedy.ts';
import type { CheckContext } from '../../source/checks/context.ts';
import type { Finding } from '../../source/domain/finding/finding.ts';
import { lookAt, whileMended } from '../support/mend.ts';
import { seriesUnderTest } from '../support/postgres.ts';
import { findAll } from '../support/run-cause.ts';
import { openSickWorld } from '../support/sick-world.ts';

const run = (context: CheckContext): Promise<readonly Finding[]> => findAll(context, catchallCause);

const brief = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ check, subject, status }) => `${check} ${subject} ${status}`);

describe.each(seriesUnderTest)('Odoo %i', (series) => {
  test('answers of a healthy company go to its catchall address, and somebody fetches them', async () => {
    const world = await openSickWorld({ series, scenario: 'healthy' });
    const findings = await run(await world.checkContext());
    expect(brief(findings)).toEqual([
      'catchall.domain null ok',
      'catchall.mx domain:acme.example ok',
      'catchall.fetch incoming:1 ok',
    ]);
    expect(findings[0]?.summary).toContain('catchall@acme.example');
  });

  test('a catchall domain that somebody cleared is found, and old parameters that have no effect any more', async () => {
    const world = await openSickWorld({ series, scenario: 'catchall' });
    const findings = await run(await world.checkContext());
    const companies = ['company:1', 'company:2', 'company:3'].map((company) => `catchall.domain ${company} warn`);
    expect(brief(findings)).toEqual(
      series <= 16 ? ['catchall.domain null warn'] : [...companies, 'catchall.ignored null warn'],
    );
    const tables =
      series <= 16
        ? ['ir_config_parameter']
        : ['ir_config_parameter', 'mail_alias_domain', 'res_company', 'mail_alias'];
    const { plan, result } = await whileMended(world, { remedy: set, look: lookAt(world, tables) }, async () =>
      run(await world.checkContext()),
    );
    expect(result.filter(({ status }) => status !== 'ok')).toEqual([]);
    expect(result[0]?.summary).toContain('catchall@acme.example');
    expect(plan.outside).toEqual([{ kind: 'signal-cache' }]);
  });
});

test.each(seriesUnderTest.filter((series) => series >= 17))(
  'Odoo %i: the first alias domain is given to all companies and aliases, as Odoo does when it makes it',
  async (series) => {
    const world = await openSickWorld({ series, scenario: 'healthy' });
    const look = () =>
      Promise.all([
        world.database.query(
          'select name, sequence, bounce_alias, catchall_alias, default_from from mail_alias_domain',
        ),
        world.database.query(
          'select alias_name, alias_full_name, alias_domain_id is null as homeless from mail_alias order by id',
        ),
        world.database.query(
          "select to_jsonb(c) ->> 'alias_domain_name' as name, alias_domain_id is null as homeless from res_company c order by id",
        ),
      ]);
    const asOdooLeftIt = await look();
    await world.database.query(
      `update res_company set alias_domain_id = null${series <= 18 ? ', alias_domain_name = null' : ''};
       update mail_alias set alias_domain_id = null, alias_full_name = alias_name;
       delete from mail_alias_domain`,
    );
    const treatment = {
      remedy: set,
      texts: { domain: 'Acme.example.' },
      look: lookAt(world, ['mail_alias_domain', 'res_company', 'mail_alias']),
    };
    const { result } = await whileMended(world, treatment, look);
    expect(result).toEqual(asOdooLeftIt);
  },
);

test('one company without an alias domain is told from those that have one', async () => {
  const world = await openSickWorld({ series: 17, scenario: 'healthy' });
  await world.database.query('update res_company set alias_domain_id = null where id = 2');
  const findings = await run(await world.checkContext());
  expect(brief(findings).slice(0, 2)).toEqual(['catchall.domain null ok', 'catchall.domain company:2 warn']);
});

test('an alias that an upgrade left without a domain is named', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  await world.database.query("update mail_alias set alias_domain_id = null where alias_name = 'support'");
  const [finding] = (await run(await world.checkContext())).filter(({ check }) => check === 'catchall.aliases');
  expect(finding).toMatchObject({ status: 'warn', summary: expect.stringContaining('1 alias (support)') });
});

test('a domain that takes no mail loses the answers; a DNS that keeps silent tells nothing', async () => {
  const world = await openSickWorld({ series: 16, scenario: 'healthy', zones: { 'acme.example': { MX: ['0 .'] } } });
  const findings = await run(await world.checkContext());
  expect(findings.find(({ check }) => check === 'catchall.mx')).toMatchObject({ status: 'warn' });
  const elsewhere = await world.checkContext({ resolver: '127.0.0.1:9', timeout: 2 });
  expect((await run(elsewhere)).find(({ check }) => check === 'catchall.mx')).toMatchObject({ status: 'unknown' });
});

test('a mailbox that nobody fetches any more is told from one that Odoo never had', async () => {
  const world = await openSickWorld({ series: 17, scenario: 'healthy' });
  const fetching = async (statement: string) => {
    await world.database.query(statement);
    const findings = await run(await world.checkContext());
    return findings.find(({ check }) => check === 'catchall.fetch');
  };
  expect(await fetching("update fetchmail_server set date = date - interval '3 days'")).toMatchObject({
    status: 'warn',
  });
  expect(await fetching("update fetchmail_server set state = 'draft'")).toMatchObject({ status: 'warn' });
  expect(await fetching('delete from fetchmail_server')).toMatchObject({ status: 'skipped' });
});
