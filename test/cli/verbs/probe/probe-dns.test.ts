import { describe, expect, it } from 'vitest';
import { runProbeDns } from '../../../../source/cli/verbs/probe/probe-dns.ts';
import type { Misbehaviours } from '../../../../source/demo/dns/respond.ts';
import { zonesOf } from '../../../../source/demo/dns/zones.ts';
import type { Scenario } from '../../../../source/demo/scenario.ts';
import type { DnsArguments } from '../../../../source/inquiry/probe/probe-domain.ts';
import type { GlobalOptions } from '../../../../source/world/command.ts';
import { captureContext } from '../../../support/command-context.ts';
import { serveZones } from '../../../support/dns.ts';

interface Setting {
  readonly zones?: NonNullable<Scenario['zones']>;
  readonly misbehave?: Misbehaviours;
  readonly options?: Partial<GlobalOptions>;
  readonly args?: Partial<DnsArguments>;
  readonly signal?: AbortSignal;
}

/** Runs the command against the demo's names, sick as the test says, through a real DNS server. */
const runProbe = async ({ zones = {}, misbehave = {}, options = {}, args = {}, signal }: Setting) => {
  const server = await serveZones(zonesOf({ zones }), misbehave);
  const { context, output } = captureContext(
    { resolver: `127.0.0.1:${server.port}`, timeout: 10, ...options },
    signal === undefined ? {} : { signal },
  );
  const status = await runProbeDns(context, { domain: 'acme.example', selector: [], ...args });
  return { status, output: output(), asked: server.queries.map(({ name }) => name) };
};

interface Line {
  readonly status: string;
  readonly summary: string;
  readonly rule?: string;
}

const runJson = async (setting: Setting) => {
  const { status, output } = await runProbe({ ...setting, options: { ...setting.options, format: 'json' } });
  const document: {
    readonly schema: number;
    readonly domain: string;
    readonly status: string;
    readonly sections: readonly {
      readonly id: string;
      readonly status: string;
      readonly lines: readonly Line[];
      readonly paste: { readonly text: string } | null;
      readonly evidence: readonly { readonly asked: string }[];
    }[];
  } = JSON.parse(output);
  const section = (id: string) => document.sections.find((candidate) => candidate.id === id);
  return { status, document, section };
};

describe('probe dns', () => {
  it('finds nothing wrong with the healthy domain: status 0', async () => {
    const { status, output } = await runProbe({ args: { relay: 'smtp.acme.example' } });
    expect(output).toContain('acme.example is well set up to send mail, as far as DNS can tell.');
    expect(output).toContain('through include:_spf.relay.example > ip4:127.0.0.1');
    expect(status).toBe(0);
  });

  it('warns: status 1', async () => {
    const { status, output } = await runProbe({ zones: { '_dmarc.acme.example': null } });
    expect(output).toContain('! acme.example has no DMARC record');
    expect(output).toContain('acme.example: 1 warning.');
    expect(status).toBe(1);
  });

  it('tells what stops mail, and the record to publish: status 2', async () => {
    const { status, output } = await runProbe({
      zones: { 'acme.example': { MX: ['10 mx.acme.example.'], TXT: ['v=spf1 -all', 'v=spf1 a -all'] } },
      args: { relay: 'smtp.acme.example' },
    });
    expect(output).toContain('✖ acme.example has 2 SPF records');
    expect(output).toContain('acme.example. IN TXT "v=spf1 ip4:127.0.0.1 -all"');
    expect(output).toContain('- The 2 records become one.');
    expect(status).toBe(2);
  });

  it('says when it could not measure, and calls nothing bad: status 3', async () => {
    const { status, document } = await runJson({
      misbehave: { 'acme.example': 'servfail', '_dmarc.acme.example': 'servfail' },
    });
    const statuses = new Set(document.sections.flatMap(({ lines }) => lines.map((line) => line.status)));
    expect(statuses.has('unknown')).toBe(true);
    expect(statuses.has('fail') || statuses.has('warn')).toBe(false);
    expect(status).toBe(3);
  });

  it('does not call a key missing because the guessed selectors lead nowhere', async () => {
    const { status, section } = await runJson({
      zones: {
        'default._domainkey.acme.example': null,
        'odoo._domainkey.acme.example': null,
        'a-b-c._domainkey.acme.example': { TXT: ['v=DKIM1; p='] },
      },
    });
    expect(section('dkim')).toMatchObject({ status: 'unknown', lines: [{ status: 'unknown' }] });
    expect(status).toBe(3);
  });

  it('holds a selector that was named to be there', async () => {
    const { status, section } = await runJson({ args: { selector: ['2026'] } });
    expect(section('dkim')?.lines).toContainEqual(
      expect.objectContaining({
        rule: 'dkim.missing',
        status: 'fail',
        summary: expect.stringContaining('2026._domainkey'),
      }),
    );
    expect(status).toBe(2);
  });

  const acme = (text: string) => ({ 'acme.example': { MX: ['10 mx.acme.example.'], TXT: [text] } });

  it('never proposes a record that loses the relay: +all becomes its address', async () => {
    const { section } = await runJson({ zones: acme('v=spf1 mx +all'), args: { relay: 'relay-a.reference.example' } });
    expect(section('spf')?.paste?.text).toBe('v=spf1 mx ~all');
    const elsewhere = { ...acme('v=spf1 ip4:192.0.2.1 +all'), 'relay.elsewhere.example': { A: ['198.51.100.7'] } };
    const other = await runJson({ zones: elsewhere, args: { relay: 'relay.elsewhere.example' } });
    expect(other.section('spf')?.paste?.text).toBe('v=spf1 ip4:192.0.2.1 ip4:198.51.100.7 ~all');
  });

  it('asks a provider’s include of the record, not the address that its relay is reached at', async () => {
    const { section } = await runJson({ zones: acme('v=spf1 mx -all'), args: { relay: 'smtp.gmail.com' } });
    expect(section('spf')?.paste?.text).toBe('v=spf1 mx include:_spf.google.com -all');
    const named = await runJson({
      zones: acme('v=spf1 include:_spf.google.com -all'),
      args: { relay: 'smtp.gmail.com' },
    });
    expect(named.section('spf')).toMatchObject({ status: 'ok', paste: null });
    expect(named.section('relay')?.lines[0]).toMatchObject({
      status: 'ok',
      summary: expect.stringContaining('through include:_spf.google.com'),
    });
  });

  it('warns of an eleventh lookup behind the relay, which passes today, and says both', async () => {
    const rest = Array.from({ length: 10 }, (_, index) => `include:i${index}.example`);
    const zones = {
      ...acme(`v=spf1 include:_spf.relay.example ${rest.join(' ')} -all`),
      ...Object.fromEntries(rest.map((term) => [term.slice(8), { TXT: ['v=spf1 ip4:192.0.2.1 -all'] }])),
    };
    const { status, section } = await runJson({ zones, args: { relay: 'smtp.acme.example' } });
    expect(section('spf')).toMatchObject({ status: 'warn' });
    expect(section('spf')?.lines[0]?.summary).toMatch(/11 DNS lookups.*permerror.*pass its mail today/);
    expect(status).toBe(1);
    const alone = await runJson({ zones });
    expect(alone.section('spf')).toMatchObject({ status: 'fail' });
  });

  it.each([
    ['v=spf1 ip4:127.0.0.1~all', 'v=spf1 ip4:127.0.0.1 ~all'],
    ['v=spf1 ip4:127.0.0.0/8-all', 'v=spf1 ip4:127.0.0.0/8 -all'],
    ['v=spf1 ip4:192.0.2.1redirect=_spf.relay.example', 'v=spf1 ip4:192.0.2.1 redirect=_spf.relay.example'],
    ['v=spf1 ipv4:127.0.0.1 -all', 'v=spf1 ip4:127.0.0.1 -all'],
  ])('tells the one fault of %s once', async (text, mended) => {
    const { document, section } = await runJson({ zones: acme(text), args: { relay: 'smtp.acme.example' } });
    const bad = document.sections.flatMap(({ lines }) => lines.filter((line) => /fail|warn/.test(line.status)));
    expect(bad.map(({ status }) => status)).toEqual(['fail']);
    expect(section('spf')?.lines.map((line) => line.status)).toEqual(['fail']);
    expect(section('spf')?.paste?.text).toBe(mended);
  });

  const noKeys = { 'odoo._domainkey.acme.example': null, 'default._domainkey.acme.example': null };

  it.each([
    ['v=DKIM1; p=', 'warn', 'dkim.revoked'],
    ['v=DKIM1; k=rsa p=MIIB', 'warn', 'dkim.not-a-key'],
    ['s1.domainkey.relay.example', 'warn', 'dkim.not-a-key'],
  ])('names what stands at a usual selector: %s', async (text, status, rule) => {
    const { section } = await runJson({ zones: { ...noKeys, 's1._domainkey.acme.example': { TXT: [text] } } });
    expect(section('dkim')?.lines[0]).toMatchObject({ status, rule });
    expect(
      section('dkim')
        ?.lines.map(({ summary }) => summary)
        .join(),
    ).not.toContain('none stands');
  });

  it('says that no key is known where the selector that was named has none', async () => {
    const zones = { ...noKeys, 'a-b-c._domainkey.acme.example': { TXT: ['v=DKIM1; p='] } };
    const { section } = await runJson({ zones, args: { selector: ['2026'] } });
    expect(section('dkim')?.lines.map(({ summary }) => summary)).toEqual([
      expect.stringContaining('There is no DKIM key at 2026._domainkey'),
      expect.stringContaining('Whether acme.example has a DKIM key is not known'),
    ]);
  });

  it('tells keys that a wildcard revokes once', async () => {
    const { section } = await runJson({ zones: { ...noKeys, '*._domainkey.acme.example': { TXT: ['v=DKIM1; p='] } } });
    expect(section('dkim')?.lines).toMatchObject([{ status: 'warn', rule: 'dkim.wildcard' }]);
  });

  it.each([
    [{ '_dmarc.acme.example': null, '*.acme.example': { TXT: ['v=spf1 -all'] } }, 'acme.example', 'warn', 1],
    [{ '*.acme.example': { A: ['127.0.0.1'], TXT: ['v=spf1 -all'] } }, 'news.acme.example', 'note', 0],
  ] as const)('takes no wildcard for a DMARC record: %o', async (zones, domain, status, warnings) => {
    const { section } = await runJson({ zones, args: { domain } });
    const lines = section('dmarc')?.lines ?? [];
    expect(lines.find(({ rule }) => rule === 'dmarc.wildcard')?.status).toBe(status);
    expect(lines.filter((line) => line.status === 'warn' || line.status === 'fail')).toHaveLength(warnings);
  });

  it('judges the envelope sender it is given', async () => {
    const { section } = await runJson({ args: { from: 'bounce@relay.example', relay: 'smtp.acme.example' } });
    const summaries = [...(section('relay')?.lines ?? []), ...(section('dmarc')?.lines ?? [])].map(
      ({ summary }) => summary,
    );
    expect(summaries).toContainEqual(
      expect.stringContaining('not authorise smtp.acme.example (127.0.0.1) to send as bounce@relay.example'),
    );
    expect(summaries).toContainEqual(expect.stringContaining('relay.example is not aligned with acme.example'));
  });

  it('passes over a blocklist that refused the question', async () => {
    const { status, section } = await runJson({
      zones: { 'acme.example.dbl.spamhaus.org': { A: ['127.255.255.254'] } },
    });
    expect(section('blocklists')?.lines).toContainEqual({
      status: 'skipped',
      summary: expect.stringContaining('Spamhaus DBL refused the question about acme.example'),
    });
    expect(status).toBe(0);
  });

  it('prints one JSON document with what was asked', async () => {
    const { document, section } = await runJson({});
    expect(document).toMatchObject({ schema: 1, domain: 'acme.example', status: 'ok' });
    expect(document.sections.map(({ id }) => id)).toEqual(['mx', 'spf', 'dkim', 'dmarc', 'blocklists']);
    expect(section('spf')?.paste).toBeNull();
    expect(section('spf')?.evidence[0]?.asked).toMatch(/^dig \+noall \+answer acme\.example TXT @127\.0\.0\.1 -p \d+$/);
  });

  it('asks each question once, however many sections want it', async () => {
    const { asked } = await runProbe({ args: { relay: 'smtp.acme.example' } });
    expect(asked.filter((name) => name === '_spf.relay.example')).toHaveLength(1);
  });

  it('shows the evidence on demand, in ASCII on demand', async () => {
    const { output } = await runProbe({ options: { verbose: true, ascii: true } });
    expect(output).toContain('_dmarc.acme.example. 300 IN TXT "v=DMARC1; p=quarantine;');
    expect(output).not.toMatch(/[✔✖·]/);
  });

  it('leaves unknown what the deadline cuts off', async () => {
    const { status, document } = await runJson({
      misbehave: { 'acme.example.multi.surbl.org': 'timeout' },
      options: { deadline: 1 },
    });
    expect(document.sections.find(({ id }) => id === 'blocklists')).toMatchObject({
      lines: [{ status: 'unknown', summary: 'DNS did not answer within the 1 s of --deadline.' }],
    });
    expect(status).toBe(3);
  });

  it('ends with a sentence when it is stopped', async () => {
    await expect(runProbe({ signal: AbortSignal.abort(new Error('stopped by SIGINT')) })).rejects.toThrow(
      'The probe was stopped before it ended.',
    );
  });

  it.each([
    [{ domain: 'anna@acme.example' }, 'is not a domain name'],
    [{ domain: 'a..b' }, 'is not a domain name'],
    [{ from: 'anna' }, '--from takes a mail address'],
  ])('refuses %o', async (args, message) => {
    await expect(runProbe({ args })).rejects.toThrow(message);
  });

  it.each(['dns.google', '1.1.1', '1.1.1.1:0', '[::1'])('refuses the resolver %s', async (resolver) => {
    await expect(runProbe({ options: { resolver } })).rejects.toThrow('--resolver takes the address');
  });
});
