import { createResolver } from '../services/dns/resolver.ts';
import { parseServerAddress } from '../services/dns/server-address.ts';
import { type RecordSight, type WatchRound, watchRecord } from '../services/dns/watch-record.ts';
import type { RecordSighting, WizardSource } from '../ui/screens/wizard/source.ts';
import type { CommandContext } from '../world/command.ts';

const intervalMs = 10_000;
const tries = 2;
/** Resolvers that much of the world's mail is looked up through; each keeps an old answer as long as its TTL says. */
const publicServers = [
  ['Google', '8.8.8.8'],
  ['Cloudflare', '1.1.1.1'],
  ['Quad9', '9.9.9.9'],
] as const;

/** Tells round by round who sees a record, until everybody does; a resolver that was named stands for the whole world. */
export const watchFor =
  ({ options, now }: CommandContext): WizardSource['watchRecord'] =>
  async (record, { signal, tell }) => {
    const named = options.resolver === undefined ? undefined : parseServerAddress(options.resolver);
    const asking = { timeoutMs: (options.timeout * 1_000) / tries, tries, now };
    const open = (title: string, server: typeof named) => ({
      title,
      resolver: createResolver({ ...asking, ...(server === undefined ? {} : { server }) }),
    });
    const resolvers =
      named === undefined
        ? [
            open('this machine', undefined),
            ...publicServers.map(([name, address]) => open(`${name} (${address})`, parseServerAddress(address))),
          ]
        : [open('the named resolver', named)];
    const rounds = watchRecord(record, {
      resolvers,
      asking,
      intervalMs,
      signal,
      // A resolver with a port of its own belongs to a world of its own.
      ...(named === undefined ? {} : { authoritativePort: named.port }),
    });
    for await (const round of rounds) tell(describeRound(round));
  };

const describeRound = ({ sights, isVisible }: WatchRound): RecordSighting => ({
  isVisible,
  lines: sights.map(describeSight),
});

const describeSight = ({ server, state, found, ttl }: RecordSight): RecordSighting['lines'][number] => {
  switch (state) {
    case 'visible':
      return { status: 'ok', words: `${server} has it` };
    case 'absent':
      return { status: 'warn', words: `${server} has no such record yet` };
    case 'unknown':
      return {
        status: 'unknown',
        words: `${server} gave no answer${found.length === 0 ? '' : `: ${found.join(' ')}`}`,
      };
    case 'old': {
      const memory = ttl === undefined ? '' : `, for up to ${ttl} s more`;
      return { status: 'warn', words: `${server} still has the old one${memory}: ${found.join(' · ')}` };
    }
  }
};
