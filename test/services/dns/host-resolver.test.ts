import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createHostResolver } from '../../../source/services/dns/host-resolver.ts';
import { patient, resolverFor, resolverOver, serveZones } from '../../support/dns.ts';

const writeHosts = async (text: string): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'hosts-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'hosts');
  await writeFile(file, text);
  return file;
};

describe('finding a host', () => {
  it('keeps v4 and v6 addresses apart', async () => {
    const resolver = await resolverOver({
      'smtp.acme.example': { CNAME: ['relay.example.'] },
      'relay.example': { A: ['192.0.2.1', '192.0.2.2'], AAAA: ['2001:db8::1'] },
    });
    expect(await createHostResolver(resolver)('smtp.acme.example', patient)).toMatchObject({
      kind: 'addresses',
      v4: ['192.0.2.1', '192.0.2.2'],
      v6: ['2001:db8::1'],
      evidence: [{ kind: 'dns' }, { kind: 'dns' }],
    });
  });

  it.each(['192.0.2.7', '2001:db8::7', '[2001:db8::7]'])('asks nobody for the address %s', async (literal) => {
    const server = await serveZones({});
    const found = await createHostResolver(resolverFor(server))(literal, patient);
    expect(found).toMatchObject({ kind: 'addresses' });
    expect(server.queries).toEqual([]);
  });

  it('believes the hosts file before DNS, as the system does', async () => {
    const resolver = await resolverOver({ 'smtp.acme.example': { A: ['192.0.2.1'] } });
    const hostsFile = await writeHosts('127.0.0.1 localhost\n10.0.0.5 mailer SMTP.acme.example # the relay\n');
    const found = await createHostResolver(resolver, { hostsFile })('smtp.acme.example', patient);
    expect(found).toMatchObject({ kind: 'addresses', v4: ['10.0.0.5'], v6: [] });
  });

  it('knows localhost without a hosts file and without DNS', async () => {
    const server = await serveZones({});
    const find = createHostResolver(resolverFor(server), { hostsFile: '/nowhere/hosts' });
    expect(await find('localhost', patient)).toMatchObject({ v4: ['127.0.0.1'], v6: ['::1'] });
    expect(server.queries).toEqual([]);
  });

  it.each([
    ['nowhere.example', 'nxdomain'],
    ['text.example', 'nodata'],
    ['half.example', 'servfail'],
    ['refused.example', 'refused'],
  ])('says why %s has no address: %s', async (host, kind) => {
    const resolver = await resolverOver(
      { 'text.example': { TXT: ['no address'] } },
      { 'half.example AAAA': 'servfail', 'refused.example': 'refused' },
    );
    expect(await createHostResolver(resolver)(host, patient)).toMatchObject({ kind });
  });
});
