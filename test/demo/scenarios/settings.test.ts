import { describe, expect, test, vi } from 'vitest';
import type { OdooSeries } from '../../../source/domain/odoo/odoo-series.ts';
import { createDemoDatabase, outerSeries, placeholderPort } from '../../support/postgres.ts';
import { compareSettings, readSettings } from './look.ts';

// The first test that wants a version's database waits until it is filled.
vi.setConfig({ testTimeout: 120_000 });

/** The main server's port, before and after. */
const movedTo = (behaviour: string): readonly string[] => [
  `- ir_mail_server 1 smtp_port = ${placeholderPort('good')}`,
  `+ ir_mail_server 1 smtp_port = ${placeholderPort(behaviour)}`,
];

const gmail = [
  '- ir_mail_server 1 name = Acme relay',
  '- ir_mail_server 1 smtp_host = smtp.acme.example',
  '- ir_mail_server 1 smtp_pass = relay-demo',
  '+ ir_mail_server 1 name = Gmail',
  '+ ir_mail_server 1 smtp_host = smtp.gmail.com',
  '+ ir_mail_server 1 smtp_pass = vqhtbnwyrkzmcsfd',
];

const archived = [1, 2].flatMap((id) => [
  `- ir_mail_server ${id} active = true`,
  `+ ir_mail_server ${id} active = false`,
]);

const noCatchall = (series: OdooSeries): readonly string[] =>
  series <= 16
    ? ['- ir_config_parameter mail.catchall.domain key = mail.catchall.domain'].concat(
        '- ir_config_parameter mail.catchall.domain value = acme.example',
      )
    : [
        ...[1, 2, 3].flatMap((id) => [
          `- res_company ${id} alias_domain_id = 1`,
          // 17 and 18 keep its name, too.
          ...(series <= 18 ? [`- res_company ${id} alias_domain_name = acme.example`] : []),
        ]),
        '+ ir_config_parameter mail.catchall.domain key = mail.catchall.domain',
        '+ ir_config_parameter mail.catchall.domain value = acme.example',
      ];

const otherEncryption = (series: OdooSeries): readonly string[] => [
  '- ir_mail_server 1 smtp_encryption = none',
  `+ ir_mail_server 1 smtp_encryption = ${series >= 19 ? 'starttls_strict' : 'ssl'}`,
  ...(series >= 19 ? movedTo('expired') : []),
];

const changes: Readonly<Record<string, (series: OdooSeries) => readonly string[]>> = {
  'rate-limit': () => [...gmail, ...movedTo('daily-limit')],
  sender: () => movedTo('sender-refused'),
  dns: () => [],
  unexplained: () => [],
  catchall: noCatchall,
  'no-server': () => archived,
  stuck: () => [
    ...movedTo('drops-mid-session'),
    '- ir_mail_server 1 smtp_user = odoo@acme.example',
    '- ir_mail_server 1 smtp_pass = relay-demo',
  ],
  size: () => movedTo('too-large'),
  tls: otherEncryption,
  scheduled: () => [],
};

/** The healthy settings of each version, read once. */
const healthySettings = new Map<OdooSeries, ReadonlySet<string>>();

async function listChanges(series: OdooSeries, scenario: string): Promise<readonly string[]> {
  const healthy = healthySettings.get(series) ?? (await readSettings(await createDemoDatabase({ series })));
  healthySettings.set(series, healthy);
  return compareSettings(healthy, await readSettings(await createDemoDatabase({ series, scenario })));
}

describe.each(outerSeries)('on Odoo %i', (series) => {
  test.each(Object.entries(changes))('%s changes nothing that is set up but its own fault', async (id, expected) => {
    const changed = await listChanges(series, id);
    expect(changed).toEqual([...expected(series)].sort((left, right) => left.localeCompare(right)));
  });

  test('recipients changes the mail server and the addresses of eight partners', async () => {
    const changed = await listChanges(series, 'recipients');
    const ofPartners = changed.filter((line) => line.slice(2).startsWith('res_partner '));
    expect(changed.filter((line) => !ofPartners.includes(line))).toEqual(
      [...movedTo('recipient-unknown')].sort((left, right) => left.localeCompare(right)),
    );
    const addresses = ofPartners.filter((line) => line.startsWith('+') && line.includes(' email = '));
    expect(addresses.map((line) => line.replace(/.* = /, '').replace(/^nobody\..*/, 'nobody…')).sort()).toEqual([
      'anna.adler@',
      'n/a',
      'nobody…',
      'nobody…',
      'nobody…',
      'reception(at)globex',
    ]);
    expect(ofPartners.filter((line) => line.startsWith('-') && line.includes(' email = '))).toHaveLength(8);
  });
});
