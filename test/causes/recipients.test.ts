import { describe, expect, test } from 'vitest';
import { recipients } from '../../source/causes/recipients/index.ts';
import { stuck } from '../../source/causes/stuck/index.ts';
import { seriesUnderTest } from '../support/postgres.ts';
import { complaintsOf, runCause } from '../support/run-cause.ts';
import { openSickWorld } from '../support/sick-world.ts';

describe.each(seriesUnderTest)('Odoo %i', (series) => {
  test('who cannot be reached is found in the tables, whatever text Odoo stored', async () => {
    const world = await openSickWorld({ series, scenario: 'recipients' });
    const context = await world.checkContext();
    const findings = await runCause(context, recipients);
    expect(complaintsOf(findings)).toEqual([
      'recipients.address: warn',
      'recipients.refused: warn',
      'recipients.notifications: warn',
    ]);
    expect(findings.get('recipients.refused')).toMatchObject({ owner: 'recipient', explains: 12 });
    expect(findings.get('recipients.refused')?.detail).toContain('(4 times)');
    expect(findings.get('recipients.address')?.summary).toBe(
      '10 failed mails and 6 waiting mails have no usable address to go to.',
    );
    // The text that says so up to 18 also stands for a dropped connection; here it does not.
    expect(complaintsOf(await runCause(context, stuck))).toEqual([]);
  });
});
