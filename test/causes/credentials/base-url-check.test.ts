import { describe, expect, test } from 'vitest';
import { setBaseUrl } from '../../../source/causes/credentials/base-url-check.ts';
import { credentialsCause } from '../../../source/causes/credentials/index.ts';
import { readTexts } from '../../changes/plans.ts';
import { mend } from '../../support/mend.ts';
import { outerSeries } from '../../support/postgres.ts';
import { runCause } from '../../support/run-cause.ts';
import { openSickWorld } from '../../support/sick-world.ts';

describe.each(outerSeries)('Odoo %i', (series) => {
  test('an address without https behind a proxy is told, set with what keeps it, and taken back', async () => {
    const world = await openSickWorld({ series, scenario: 'healthy' });
    await world.database.query(
      `update ir_config_parameter set value = 'http://odoo.acme.example' where key = 'web.base.url';
       delete from ir_config_parameter where key = 'web.base.url.freeze'`,
    );
    const context = await world.checkContext();
    const { settings } = context.target;
    const target = { ...context.target, settings: { ...settings, proxyMode: { ...settings.proxyMode, value: true } } };
    const found = (await runCause({ ...context, target }, credentialsCause)).get('credentials.base-url');
    expect(found).toMatchObject({ status: 'warn', owner: 'odoo', remedies: [{ id: 'credentials.base-url' }] });
    const url = found?.remedies[0]?.inputs[0]?.suggestion ?? '';
    expect(url).toBe('https://odoo.acme.example');
    const { findings } = await mend(world, {
      cause: credentialsCause,
      remedy: setBaseUrl,
      texts: { url },
      look: () => readTexts(world.database, 'ir_config_parameter'),
    });
    expect(findings.get('credentials.base-url')).toBeUndefined();
  });
});
