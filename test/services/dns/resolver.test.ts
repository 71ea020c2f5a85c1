import { describe, expect, it } from 'vitest';
import { createLookupCache } from '../../../source/services/dns/lookup-cache.ts';
import { patient, resolverFor, resolverOver, serveZones } from '../../support/dns.ts';

describe('looking up a name', () => {
  it('gives the records of every type, names without their final dot and in lower case', async () => {
    const resolver = await resolverOver({
      'acme.example': {
        A: ['192.0.2.1'],
        AAAA: ['2001:db8::1'],
        MX: ['20 MX2.acme.example.', '10 mx1.acme.example.'],
        NS: ['ns.acme.example.'],
        TXT: ['"one" "two"'],
        SPF: ['v=spf1 -all'],
      },
      '1.2.0.192.in-addr.arpa': { PTR: ['mail.acme.example.'] },
    });
    const recordsOf = async (type: 'A' | 'AAAA' | 'MX' | 'NS' | 'TXT' | 'SPF') => {
      const answer = await resolver.lookUp('ACME.example.', type, patient);
      return answer.kind === 'answer' ? answer.records : answer;
    };

    expect(await recordsOf('A')).toEqual(['192.0.2.1']);
    expect(await recordsOf('AAAA')).toEqual(['2001:db8::1']);
    expect(await recordsOf('NS')).toEqual(['ns.acme.example']);
    expect(await recordsOf('TXT')).toEqual([['one', 'two']]);
    expect(await recordsOf('SPF')).toEqual([['v=spf1 -all']]);
    expect(await recordsOf('MX')).toEqual([
      { preference: 10, exchange: 'mx1.acme.example' },
      { preference: 20, exchange: 'mx2.acme.example' },
    ]);
    expect(await resolver.lookUp('1.2.0.192.in-addr.arpa', 'PTR', patient)).toMatchObject({
      records: ['mail.acme.example'],
      ttl: 300,
    });
  });

  it('writes other alphabets as DNS has them', async () => {
    const resolver = await resolverOver({ '_dmarc.xn--mller-kva.example': { TXT: ['v=DMARC1; p=none'] } });
    expect(await resolver.lookUp('_dmarc.Müller.example', 'TXT', patient)).toMatchObject({
      kind: 'answer',
      name: '_dmarc.xn--mller-kva.example',
    });
  });

  it('names the aliases on the way', async () => {
    const resolver = await resolverOver({
      's1._domainkey.acme.example': { CNAME: ['s1.relay.example.'] },
      's1.relay.example': { CNAME: ['keys.relay.example.'] },
      'keys.relay.example': { TXT: ['v=DKIM1; p='] },
    });
    expect(await resolver.lookUp('s1._domainkey.acme.example', 'TXT', patient)).toMatchObject({
      kind: 'answer',
      aliases: ['s1.relay.example', 'keys.relay.example'],
      records: [['v=DKIM1; p=']],
    });
  });

  it('shows what to ask by hand and what came back', async () => {
    const server = await serveZones({ 'acme.example': { TXT: ['v=spf1 "quoted" -all'] } });
    const { evidence } = await resolverFor(server).lookUp('acme.example', 'TXT', patient);
    expect(evidence).toMatchObject({
      kind: 'dns',
      asked: `dig +noall +answer acme.example TXT @127.0.0.1 -p ${server.port}`,
      answer: 'acme.example. 300 IN TXT "v=spf1 \\"quoted\\" -all"',
    });
  });

  it('takes over TCP what UDP cuts off', async () => {
    const long = Array.from({ length: 9 }, (_, index) => `${index}${'z'.repeat(240)}`);
    const server = await serveZones({ 'big.example': { TXT: long } });
    const answer = await resolverFor(server).lookUp('big.example', 'TXT', patient);

    expect(answer).toMatchObject({ kind: 'answer', records: long.map((text) => [text]) });
    expect(server.queries.map((query) => query.transport)).toEqual(['udp', 'tcp']);
  });
});

describe('the kinds of no', () => {
  const zones = {
    '_dmarc.acme.example': { TXT: ['v=DMARC1; p=none'] },
    'gone.example': { CNAME: ['nowhere.example.'] },
  };
  const misbehave = {
    'servfail.example': 'servfail',
    'refused.example': 'refused',
    'lame.example': 'lame',
  } as const;

  it.each([
    ['nowhere.example', 'nxdomain', 'nowhere.example does not exist.'],
    ['_dmarc.acme.example', 'nodata', '_dmarc.acme.example has no MX record.'],
    ['acme.example', 'nodata', 'acme.example has no MX record.'],
    ['gone.example', 'nxdomain', 'gone.example is an alias of nowhere.example, which does not exist.'],
    ['servfail.example', 'servfail', 'failed to look up servfail.example MX'],
    ['refused.example', 'refused', 'for others (dnsmasq says so as well while the servers behind it are silent).'],
    ['lame.example', 'refused', 'does not answer for others.'],
    [`${'a'.repeat(64)}.example`, 'bad-name', 'cannot be a DNS name'],
    ['a..example', 'bad-name', 'cannot be a DNS name'],
  ])('%s is %s', async (name, kind, reason) => {
    const resolver = await resolverOver(zones, misbehave);
    const answer = await resolver.lookUp(name, 'MX', patient);
    expect(answer).toMatchObject({ kind, reason: expect.stringContaining(reason) });
  });

  it('silence is a timeout', async () => {
    const resolver = await resolverOver({}, { 'silent.example': 'timeout' });
    expect(await resolver.lookUp('silent.example', 'MX', patient)).toMatchObject({
      kind: 'timeout',
      reason: expect.stringContaining('gave no answer for silent.example MX'),
    });
  });

  it('says that a server nothing listens on gave no answer, without waiting', async () => {
    const server = await serveZones({});
    await server.close();
    const answer = await resolverFor(server).lookUp('acme.example', 'A', patient);
    expect(answer).toMatchObject({ kind: 'timeout', reason: expect.stringContaining('nothing listens') });
  });
});

describe('cancelling', () => {
  it('ends a lookup at once with the reason given', async () => {
    const server = await serveZones({}, { 'silent.example': 'timeout' });
    const controller = new AbortController();
    const answer = resolverFor(server).lookUp('silent.example', 'A', { signal: controller.signal });
    controller.abort(new Error('Ctrl+C'));
    await expect(answer).rejects.toThrow('Ctrl+C');
  });

  it('of one caller leaves the shared question to the others', async () => {
    const server = await serveZones({ 'acme.example': { A: ['192.0.2.1'] } });
    const resolver = resolverFor(server, { cache: createLookupCache() });
    const controller = new AbortController();
    const cancelled = resolver.lookUp('acme.example', 'A', { signal: controller.signal });
    const kept = resolver.lookUp('acme.example', 'A', patient);
    controller.abort(new Error('not needed any more'));

    await expect(cancelled).rejects.toThrow('not needed any more');
    expect(await kept).toMatchObject({ kind: 'answer' });
    expect(server.queries).toHaveLength(1);
  });

  it('by everyone forgets the question, so that it can be asked again', async () => {
    const server = await serveZones({ 'acme.example': { A: ['192.0.2.1'] } }, {});
    const resolver = resolverFor(server, { cache: createLookupCache() });
    const controller = new AbortController();
    const cancelled = resolver.lookUp('acme.example', 'A', { signal: controller.signal });
    controller.abort(new Error('first run ended'));

    await expect(cancelled).rejects.toThrow('first run ended');
    expect(await resolver.lookUp('acme.example', 'A', patient)).toMatchObject({ kind: 'answer' });
  });
});

describe('the cache of a run', () => {
  it('asks each question once, whatever the answer', async () => {
    const server = await serveZones({ 'acme.example': { A: ['192.0.2.1'] } });
    const resolver = resolverFor(server, { cache: createLookupCache() });
    for (const name of ['acme.example', 'ACME.example', 'nowhere.example', 'nowhere.example']) {
      await resolver.lookUp(name, 'A', patient);
    }
    await resolver.lookUp('acme.example', 'TXT', patient);
    expect(server.queries.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'acme.example A',
      'nowhere.example A',
      'acme.example TXT',
    ]);
  });
});
