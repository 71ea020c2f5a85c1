import { setTimeout as sleep } from 'node:timers/promises';
import type { Status } from '../domain/status.ts';
import { createResolver, type Resolver } from '../services/dns/resolver.ts';
import { parseServerAddress } from '../services/dns/server-address.ts';
import type { AwaitedRecord, RecordSighting, WizardSource } from '../ui/screens/wizard/source.ts';
import type { CommandContext } from './command.ts';

const everyMs = 10_000;
/** Resolvers that much of the world's mail is looked up through; they keep an old answer as long as its TTL says. */
const publicServers = [
  ['Google (8.8.8.8)', '8.8.8.8'],
  ['Cloudflare (1.1.1.1)', '1.1.1.1'],
  ['Quad9 (9.9.9.9)', '9.9.9.9'],
] as const;

interface Watched {
  readonly name: string;
  readonly resolver: Resolver;
}

/** Asks every resolver again and again until all of them see the record; a named one stands for the whole world. */
export const watchRecord = async (
  { options, now }: CommandContext,
  record: AwaitedRecord,
  { signal, tell }: Parameters<WizardSource['watchRecord']>[1],
): Promise<void> => {
  const named = options.resolver;
  const open = (name: string, server: string | undefined): Watched => ({
    name,
    resolver: createResolver({
      ...(server === undefined ? {} : { server: parseServerAddress(server) }),
      timeoutMs: options.timeout * 500,
      tries: 2,
      now,
    }),
  });
  const watched =
    named === undefined
      ? [open('this machine', undefined), ...publicServers.map(([name, server]) => open(name, server))]
      : [open(named, named)];
  for (;;) {
    const sights = await Promise.all(watched.map((each) => look(each, record, signal)));
    const sighting: RecordSighting = { isVisible: sights.every(({ status }) => status === 'ok'), lines: sights };
    tell(sighting);
    if (sighting.isVisible) return;
    await sleep(everyMs, undefined, { signal });
  }
};

const look = async (
  { name, resolver }: Watched,
  { name: asked, type, value }: AwaitedRecord,
  signal: AbortSignal,
): Promise<{ readonly status: Status; readonly words: string }> => {
  const answer = await resolver.lookUp(asked, type, { signal });
  if (answer.kind === 'timeout' || answer.kind === 'servfail' || answer.kind === 'refused') {
    return { status: 'unknown', words: `${name} gives no answer` };
  }
  if (answer.kind !== 'answer') return { status: 'warn', words: `${name} sees no such record yet` };
  const texts = answer.records.map(printRecord);
  return texts.some((text) => normalize(text) === normalize(value))
    ? { status: 'ok', words: `${name} sees it` }
    : { status: 'warn', words: `${name} still has the old one: ${texts.join(' · ')}` };
};

const printRecord = (record: string | readonly string[] | { preference: number; exchange: string }): string => {
  if (typeof record === 'string') return record;
  return 'exchange' in record ? `${record.preference} ${record.exchange}` : record.join('');
};

/** Quotes and a final dot are how it is written, not what it says. */
const normalize = (text: string): string =>
  text.replaceAll('"', '').replaceAll(/\s+/g, ' ').replace(/\.$/, '').trim().toLowerCase();
