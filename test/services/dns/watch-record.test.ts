import { expect, test } from 'vitest';
import { type WatchOptions, type WatchRound, watchRecord } from '../../../source/services/dns/watch-record.ts';
import { resolverFor, serveZones } from '../../support/dns.ts';

const record = { name: '_dmarc.acme.example', type: 'TXT', value: 'v=DMARC1; p=none' } as const;
const zones = { 'acme.example': { NS: ['ns1.acme.example.'] }, 'ns1.acme.example': { A: ['127.0.0.1'] } };
const published = { ...zones, '_dmarc.acme.example': { TXT: [record.value] } };
const asking = { timeoutMs: 5_000, tries: 1, now: () => new Date() };

/** The zone's own server has the record from the start; the resolver's zones are given. */
const watchOptions = async (resolverZones: Parameters<typeof serveZones>[0], signal: AbortSignal) => {
  const [own, old] = await Promise.all([serveZones(published), serveZones(resolverZones)]);
  const options = {
    resolvers: [{ title: 'office resolver', resolver: resolverFor(old) }],
    asking,
    intervalMs: 5,
    authoritativePort: own.port,
    signal,
  } satisfies WatchOptions;
  return { options, own };
};

test('a watch ends when the zone and the resolver have the record', async () => {
  const { options } = await watchOptions(published, new AbortController().signal);
  const rounds: WatchRound[] = [];
  for await (const round of watchRecord(record, options)) rounds.push(round);
  expect(rounds).toHaveLength(1);
  expect(rounds[0]).toMatchObject({
    isVisible: true,
    sights: [
      { server: 'ns1.acme.example (authoritative)', state: 'visible' },
      { server: 'office resolver', state: 'visible' },
    ],
  });
});

test('a watch says which resolver still has the old record, goes on, and can be cancelled', async () => {
  const controller = new AbortController();
  const stale = { ...zones, '_dmarc.acme.example': { TXT: ['v=DMARC1; p=reject'] } };
  const { options } = await watchOptions(stale, controller.signal);
  const rounds: WatchRound[] = [];
  for await (const round of watchRecord(record, options)) {
    rounds.push(round);
    if (rounds.length === 3) controller.abort();
  }
  expect(rounds).toHaveLength(3);
  expect(rounds[2]).toMatchObject({
    isVisible: false,
    sights: [{ state: 'visible' }, { server: 'office resolver', state: 'old', found: ['v=DMARC1; p=reject'] }],
  });
});

test('a second SPF record beside the new one is not what was waited for', async () => {
  const spf = { name: 'acme.example', type: 'TXT', value: 'v=spf1 mx -all' } as const;
  const both = { 'acme.example': { TXT: ['v=spf1 mx -all', 'v=spf1 -all'] } };
  const resolver = resolverFor(await serveZones(both));
  const signal = new AbortController().signal;
  const watch = watchRecord(spf, { resolvers: [{ title: 'resolver', resolver }], asking, intervalMs: 5, signal });
  const { value } = await watch.next();
  await watch.return();
  expect(value?.sights).toMatchObject([{ state: 'old' }]);
});
