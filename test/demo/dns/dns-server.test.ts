import { Resolver } from 'node:dns/promises';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { decode, streamEncode } from 'dns-packet';
import { describe, expect, it } from 'vitest';
import type { Misbehaviours } from '../../../source/demo/dns/respond.ts';
import { healthyZones, zonesOf } from '../../../source/demo/dns/zones.ts';
import type { DnsZones } from '../../../source/demo/scenario.ts';
import { serveZones } from '../../support/dns.ts';

/** Node's own resolver (c-ares) asks: the server is judged by a client that is not ours. */
const ask = async (zones: DnsZones, misbehave: Misbehaviours = {}) => {
  const server = await serveZones(zones, misbehave);
  const resolver = new Resolver({ timeout: 300, tries: 1 });
  resolver.setServers([`${server.host}:${server.port}`]);
  return { server, resolver };
};

describe('the demo DNS server', () => {
  it('answers addresses, mail exchangers, texts, name servers and pointers', async () => {
    const { resolver } = await ask({
      'acme.example': {
        A: ['192.0.2.1'],
        AAAA: ['2001:db8::1'],
        MX: ['10 mx.acme.example.'],
        NS: ['ns.acme.example.'],
        TXT: ['v=spf1 -all'],
      },
      '1.2.0.192.in-addr.arpa': { PTR: ['mail.acme.example.'] },
    });

    expect(await resolver.resolve4('acme.example')).toEqual(['192.0.2.1']);
    expect(await resolver.resolve6('acme.example')).toEqual(['2001:db8::1']);
    expect(await resolver.resolveMx('acme.example')).toMatchObject([{ exchange: 'mx.acme.example', priority: 10 }]);
    expect(await resolver.resolveNs('acme.example')).toEqual(['ns.acme.example']);
    expect(await resolver.resolveTxt('acme.example')).toEqual([['v=spf1 -all']]);
    expect(await resolver.reverse('192.0.2.1')).toEqual(['mail.acme.example']);
  });

  it('ignores the case of a name', async () => {
    const { resolver } = await ask({ 'acme.example': { A: ['192.0.2.1'] } });
    expect(await resolver.resolve4('ACME.Example')).toEqual(['192.0.2.1']);
  });

  it('tells a name that does not exist from one without such records', async () => {
    const { resolver } = await ask({ '_dmarc.acme.example': { TXT: ['v=DMARC1; p=none'] } });

    await expect(resolver.resolveTxt('globex.example')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    await expect(resolver.resolveMx('_dmarc.acme.example')).rejects.toMatchObject({ code: 'ENODATA' });
    await expect(resolver.resolveTxt('acme.example')).rejects.toMatchObject({ code: 'ENODATA' });
  });

  it('follows aliases as a recursive resolver does', async () => {
    const { resolver } = await ask({
      's1._domainkey.acme.example': { CNAME: ['s1.relay.example.'] },
      's1.relay.example': { TXT: ['v=DKIM1; p='] },
      'dangling.example': { CNAME: ['nowhere.example.'] },
      'loop.example': { CNAME: ['loop.example.'] },
    });

    expect(await resolver.resolveTxt('s1._domainkey.acme.example')).toEqual([['v=DKIM1; p=']]);
    expect(await resolver.resolveCname('s1._domainkey.acme.example')).toEqual(['s1.relay.example']);
    await expect(resolver.resolve4('dangling.example')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    await expect(resolver.resolve4('loop.example')).rejects.toMatchObject({ code: 'ESERVFAIL' });
  });

  it('lets a wildcard answer for names that are not there', async () => {
    const { resolver } = await ask({
      '*.pages.example': { A: ['192.0.2.7'] },
      'own.pages.example': { TXT: ['mine'] },
    });

    expect(await resolver.resolve4('any.pages.example')).toEqual(['192.0.2.7']);
    await expect(resolver.resolve4('own.pages.example')).rejects.toMatchObject({ code: 'ENODATA' });
  });

  it('cuts a long text at 255 bytes and keeps strings that were given apart', async () => {
    const long = 'x'.repeat(300);
    const { resolver } = await ask({ 'long.example': { TXT: [long] }, 'two.example': { TXT: ['"a b" "c\\"d"'] } });

    expect(await resolver.resolveTxt('long.example')).toEqual([['x'.repeat(255), 'x'.repeat(45)]]);
    expect(await resolver.resolveTxt('two.example')).toEqual([['a b', 'c"d']]);
  });

  it('answers over TCP what does not fit into UDP', async () => {
    const texts = Array.from({ length: 12 }, (_, index) => `${index} ${'y'.repeat(200)}`);
    const { server, resolver } = await ask({ 'big.example': { TXT: texts } });

    expect((await resolver.resolveTxt('big.example')).flat()).toEqual(texts);
    expect(server.queries.map((query) => query.transport)).toEqual(['udp', 'tcp']);
  });

  it('serves several questions of one TCP connection, however they are cut', async () => {
    const { server } = await ask({ 'acme.example': { A: ['192.0.2.1'], TXT: ['hello'] } });
    const bytes = Buffer.concat(
      (['A', 'TXT'] as const).map((type, id) =>
        streamEncode({ type: 'query', id, questions: [{ type, name: 'acme.example' }] }),
      ),
    );
    const socket = connect(server.port, server.host);
    socket.write(bytes.subarray(0, 1));
    socket.end(bytes.subarray(1));
    const reply = await buffer(socket);

    const first = decode(reply.subarray(2, 2 + reply.readUInt16BE()));
    const second = decode(reply.subarray(4 + reply.readUInt16BE()));
    expect([first.answers?.[0]?.type, second.answers?.[0]?.type]).toEqual(['A', 'TXT']);
  });

  it('fails for the names and questions it is told to fail for', async () => {
    const { resolver } = await ask(
      { 'acme.example': { A: ['192.0.2.1'], TXT: ['hello'] } },
      {
        'servfail.example': 'servfail',
        'refused.example': 'refused',
        'silent.example': 'timeout',
        'acme.example TXT': 'refused',
      },
    );

    await expect(resolver.resolve4('servfail.example')).rejects.toMatchObject({ code: 'ESERVFAIL' });
    await expect(resolver.resolve4('refused.example')).rejects.toMatchObject({ code: 'EREFUSED' });
    await expect(resolver.resolve4('silent.example')).rejects.toMatchObject({ code: 'ETIMEOUT' });
    await expect(resolver.resolveTxt('acme.example')).rejects.toMatchObject({ code: 'EREFUSED' });
    expect(await resolver.resolve4('acme.example')).toEqual(['192.0.2.1']);
  });

  it('answers from new zones as soon as they are set', async () => {
    const { server, resolver } = await ask({ 'acme.example': { A: ['192.0.2.1'] } });
    server.setZones({ 'acme.example': { A: ['192.0.2.2'] } });
    expect(await resolver.resolve4('acme.example')).toEqual(['192.0.2.2']);
  });
});

describe('the healthy zones', () => {
  it('lead every name they mention to records', () => {
    const targets = Object.values(healthyZones).flatMap((records) => [
      ...(records.MX ?? []).map((text) => text.split(' ')[1] ?? ''),
      ...(records.CNAME ?? []),
      ...(records.PTR ?? []),
      ...(records.TXT ?? []).flatMap((text) => [...text.matchAll(/include:(\S+)/g)].map(([, name = '']) => name)),
    ]);
    const missing = targets.filter((target) => healthyZones[target.replace(/\.$/, '')] === undefined);
    expect(missing).toEqual([]);
  });

  it('change only where a scenario says so', () => {
    const zones = zonesOf({ zones: { 'acme.example': { A: ['192.0.2.9'] }, '_dmarc.acme.example': null } });

    expect(zones['acme.example']).toEqual({ A: ['192.0.2.9'] });
    expect(zones['_dmarc.acme.example']).toBeUndefined();
    expect(zones['bounce.acme.example']).toEqual(healthyZones['bounce.acme.example']);
  });
});
