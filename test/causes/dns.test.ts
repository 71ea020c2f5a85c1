import { describe, expect, test } from 'vitest';
import { dnsCause } from '../../source/causes/dns/index.ts';
import type { CheckContext } from '../../source/checks/context.ts';
import { ownKey } from '../../source/demo/dns/dkim-keys.ts';
import type { Finding } from '../../source/domain/finding/finding.ts';
import { outerSeries } from '../support/postgres.ts';
import { findAll } from '../support/run-cause.ts';
import { openSickWorld } from '../support/sick-world.ts';

const run = (context: CheckContext): Promise<readonly Finding[]> => findAll(context, dnsCause);

const brief = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ check, subject, status }) => `${check} ${subject} ${status}`);

const healthy = [
  'dns.spf domain:acme.example ok',
  'dns.dkim domain:acme.example ok',
  'dns.dmarc domain:acme.example ok',
  'dns.alignment domain:acme.example ok',
  'dns.bounce-mx domain:acme.example ok',
  'dns.blocklists domain:acme.example ok',
  'dns.ptr server:1 ok',
  'dns.address-blocklists server:1 ok',
];

describe.each(outerSeries)('Odoo %i', (series) => {
  test('the records of a healthy company vouch for its mail', async () => {
    const world = await openSickWorld({ series, scenario: 'healthy' });
    const findings = await run(await world.checkContext());
    expect(brief(findings)).toEqual(healthy);
  });

  test('a relay that SPF does not name, without a key to sign with, is found with the record to publish', async () => {
    const world = await openSickWorld({ series, scenario: 'dns' });
    const findings = await run(await world.checkContext());
    expect(brief(findings).slice(0, 4)).toEqual([
      'dns.spf domain:acme.example fail',
      'dns.dkim domain:acme.example warn',
      'dns.dmarc domain:acme.example ok',
      'dns.alignment domain:acme.example fail',
    ]);
    expect(brief(findings).slice(4)).toEqual(healthy.slice(4));
    expect(findings[0]?.detail).toContain('v=spf1 ip4:198.51.100.17 ip4:127.0.0.1 -all');
    // What merely waits does so for another reason: no server has refused a mail for the record yet.
    expect(findings[0]?.explains).toBe(0);
  });
});

const acme = (texts: readonly string[]) => ({
  'acme.example': { A: ['127.0.0.1'], MX: ['10 mx.acme.example.'], NS: ['ns1.acme.example.'], TXT: texts },
});

const statusOf = (findings: readonly Finding[], check: string, subject = 'domain:acme.example') =>
  findings.find((one) => one.check === check && one.subject === subject)?.status;

const plan = async (context: CheckContext, id: string, subject: string) => {
  const remedy = dnsCause.remedies.find((one) => one.id === id);
  return await remedy?.plan(context, { subject, values: { texts: {}, secrets: {} } });
};

test('the record that is proposed makes SPF and the proof of From well once it is published', async () => {
  const sick = await openSickWorld({ series: 17, scenario: 'dns' });
  const proposed = await plan(await sick.checkContext(), 'dns.spf', 'domain:acme.example');
  const record = proposed?.byHand[0]?.record;
  expect(record).toMatchObject({ name: 'acme.example', type: 'TXT' });
  const mended = await openSickWorld({ series: 17, scenario: 'dns', zones: acme([record?.value ?? '']) });
  const findings = await run(await mended.checkContext());
  expect(statusOf(findings, 'dns.spf')).toBe('ok');
  expect(statusOf(findings, 'dns.alignment')).toBe('ok');
});

test('a provider is looked for by its include, and its absence is a fault', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'credentials', zones: acme(['v=spf1 mx -all']) });
  const [spf] = await run(await world.checkContext());
  expect(spf).toMatchObject({ check: 'dns.spf', status: 'fail', summary: expect.stringContaining('_spf.google.com') });
  expect(spf?.detail).toContain('include:_spf.google.com');
});

test('a record that lets the whole world send loses its own relay in no proposal', async () => {
  const world = await openSickWorld({ series: 17, scenario: 'healthy', zones: acme(['v=spf1 ip4:192.0.2.1 +all']) });
  const context = await world.checkContext();
  const [spf] = await run(context);
  expect(spf).toMatchObject({ check: 'dns.spf', status: 'fail', summary: expect.stringContaining('+all') });
  expect(spf?.detail).toContain('v=spf1 ip4:192.0.2.1 ip4:127.0.0.1 ~all');
  const proposed = await plan(context, 'dns.spf', 'domain:acme.example');
  expect(proposed?.byHand[0]?.record?.value).toBe('v=spf1 ip4:192.0.2.1 ip4:127.0.0.1 ~all');
});

test('eleven lookups are a warning while the relay is named before the tenth, and a fault when it is not', async () => {
  const rest = Array.from({ length: 10 }, (_, index) => `include:i${index}.example`);
  const others = Object.fromEntries(rest.map((term) => [term.slice(8), { TXT: ['v=spf1 ip4:192.0.2.1 -all'] }]));
  const statusFor = async (terms: readonly string[]) => {
    const zones = { ...acme([`v=spf1 ${terms.join(' ')} -all`]), ...others };
    const world = await openSickWorld({ series: 17, scenario: 'healthy', zones });
    const findings = await run(await world.checkContext());
    return { spf: findings[0], alignment: statusOf(findings, 'dns.alignment') };
  };
  const first = await statusFor(['include:_spf.relay.example', ...rest]);
  expect(first).toMatchObject({ spf: { status: 'warn' }, alignment: 'ok' });
  expect(first.spf?.summary).toMatch(/11 DNS lookups.*permerror.*pass its mail today/);
  expect(await statusFor([...rest, 'include:_spf.relay.example'])).toMatchObject({ spf: { status: 'fail' } });
});

test('a domain without DMARC is a warning that explains no mails, with the record to publish', async () => {
  const zones = { '_dmarc.acme.example': null };
  const world = await openSickWorld({ series: 16, scenario: 'healthy', zones });
  const context = await world.checkContext();
  const findings = await run(context);
  const bad = findings.filter(({ status }) => status === 'warn' || status === 'fail');
  expect(bad.map(({ check, status, explains }) => [check, status, explains])).toEqual([
    ['dns.dmarc', 'warn', undefined],
  ]);
  const proposed = await plan(context, 'dns.dmarc', 'domain:acme.example');
  expect(proposed?.byHand[0]?.record).toEqual({
    name: '_dmarc.acme.example',
    type: 'TXT',
    value: 'v=DMARC1; p=none; rua=mailto:dmarc@acme.example',
  });
});

const noKeys = { 'odoo._domainkey.acme.example': null, 'default._domainkey.acme.example': null };

test('a key that stands proves no signature: where SPF does not speak, the proof of From is not known', async () => {
  const world = await openSickWorld({
    series: 17,
    scenario: 'healthy',
    zones: acme(['v=spf1 ip4:198.51.100.17 -all']),
  });
  const findings = await run(await world.checkContext());
  expect(findings.find(({ check }) => check === 'dns.alignment')).toMatchObject({
    status: 'unknown',
    summary: expect.stringContaining('may be left over and proves no signature'),
    detail: expect.stringContaining('dkim=pass with header.d=acme.example'),
  });
});

test('a revoked key is named as revoked, and one in a test as that', async () => {
  const dkimWith = async (text: string) => {
    const zones = { ...noKeys, 'odoo._domainkey.acme.example': { TXT: [text] } };
    const world = await openSickWorld({ series: 17, scenario: 'healthy', zones });
    return (await run(await world.checkContext())).find(({ check }) => check === 'dns.dkim');
  };
  const revoked = await dkimWith('v=DKIM1; k=rsa; p=');
  expect(revoked).toMatchObject({ status: 'warn', summary: expect.stringContaining('was revoked') });
  expect(`${revoked?.summary} ${revoked?.detail}`).not.toContain('none stands');
  const testing = await dkimWith(`v=DKIM1; t=y; p=${ownKey}`);
  expect(testing).toMatchObject({ status: 'warn', summary: expect.stringContaining('t=y') });
});

test('a wildcard that answers for _dmarc is no record, and the one to publish is offered', async () => {
  const zones = { '_dmarc.acme.example': null, '*.acme.example': { TXT: ['v=spf1 -all'] } };
  const world = await openSickWorld({ series: 17, scenario: 'healthy', zones });
  const found = (await run(await world.checkContext())).find(({ check }) => check === 'dns.dmarc');
  expect(found).toMatchObject({ status: 'warn', remedies: [{ id: 'dns.dmarc' }] });
  expect(found?.summary).toContain('has no DMARC record');
  expect(found?.detail).toContain('A wildcard answers for _dmarc.acme.example');
  const parents = {
    '_dmarc.acme.example': null,
    '*.acme.example': { TXT: ['v=spf1 -all'] },
    '_dmarc.example': { TXT: ['v=DMARC1; p=reject'] },
  };
  const under = await openSickWorld({ series: 17, scenario: 'healthy', zones: parents });
  const noted = (await run(await under.checkContext())).find(({ check }) => check === 'dns.dmarc');
  expect(noted).toMatchObject({ status: 'ok', detail: expect.stringContaining('A wildcard answers') });
});

test('gmail.com through the company’s own relay is told apart from the company’s domain', async () => {
  const zones = { '_dmarc.gmail.com': { TXT: ['v=DMARC1; p=reject'] } };
  const world = await openSickWorld({ series: 14, scenario: 'healthy', zones });
  await world.database.query("update mail_message set email_from = 'shop@gmail.com'");
  const findings = await run(await world.checkContext());
  expect(findings.find(({ check }) => check === 'dns.free-mail')).toMatchObject({
    subject: 'domain:gmail.com',
    status: 'fail',
    remedies: [{ id: 'sender.default-from' }],
  });
  expect(statusOf(findings, 'dns.spf', 'domain:gmail.com')).toBeUndefined();
});

test('where DNS keeps silent nothing is called bad', async () => {
  const world = await openSickWorld({ series: 17, scenario: 'healthy' });
  const findings = await run(await world.checkContext({ resolver: '127.0.0.1:9', timeout: 2 }));
  expect(findings.map(({ status }) => status)).not.toContain('fail');
  expect(findings.map(({ status }) => status)).not.toContain('warn');
  expect(statusOf(findings, 'dns.spf')).toBe('unknown');
  expect(statusOf(findings, 'dns.alignment')).toBe('unknown');
});

test('a blocklist that refuses the question says nothing about the domain, one that lists it does', async () => {
  const refused = { 'acme.example.dbl.spamhaus.org': { A: ['127.255.255.254'] } };
  const world = await openSickWorld({ series: 17, scenario: 'healthy', zones: refused });
  const told = (await run(await world.checkContext())).find(({ check }) => check === 'dns.blocklists');
  expect(told).toMatchObject({ status: 'ok', detail: expect.stringContaining('public resolver') });
  const listed = { 'acme.example.dbl.spamhaus.org': { A: ['127.0.1.4'] } };
  const phished = await openSickWorld({ series: 17, scenario: 'healthy', zones: listed });
  expect(statusOf(await run(await phished.checkContext()), 'dns.blocklists')).toBe('fail');
});

test('a relay by a short name is where Odoo finds it, and SPF is judged by its addresses', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  await world.database.query("update ir_mail_server set smtp_host = 'mail-gateway'");
  const context = await world.checkContext();
  const asked: string[] = [];
  const findings = await run({
    ...context,
    // What getaddrinfo makes of it with a search list, which DNS itself does not know.
    resolveHost: async (host) => {
      asked.push(host);
      return { kind: 'addresses', addresses: [{ address: '127.0.0.1', family: 4 }] };
    },
  });
  expect(asked).toContain('mail-gateway');
  expect(brief(findings)).toContain('dns.spf domain:acme.example ok');
  expect(findings.map(({ summary }) => summary).join()).not.toMatch(/mail-gateway does not exist/);
});
