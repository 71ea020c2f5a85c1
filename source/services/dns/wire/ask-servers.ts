import type { DnsType } from '../../../domain/dns/answer.ts';
import { type DnsServerAddress, formatServer } from '../server-address.ts';
import { encodeQuery } from './dns-message.ts';
import { askOverTcp, askOverUdp, type ExchangeOutcome, type TryOptions } from './exchange.ts';

export interface AskOptions extends TryOptions {
  readonly servers: readonly DnsServerAddress[];
  /** Rounds over the servers while they stay silent. */
  readonly tries: number;
  /** A number from 0 to 65535 that nobody can guess. */
  readonly randomId: () => number;
}

export interface Asked {
  readonly server: DnsServerAddress;
  readonly outcome: ExchangeOutcome;
}

const formatError = 1;
const nameError = 3;
const notImplemented = 4;

/** Whether the server answered the question, with records or with a fact; anything else may be known to another one. */
const isConclusive = (outcome: ExchangeOutcome): boolean =>
  outcome.kind === 'reply' && (outcome.rcode === 0 || outcome.rcode === nameError);

const saysNoToEdns = (outcome: ExchangeOutcome): boolean =>
  outcome.kind === 'reply' && (outcome.rcode === formatError || outcome.rcode === notImplemented);

/** One server: UDP, again without EDNS if it chokes on that (RFC 6891 §7), and TCP for what was cut off. */
const askServer = async (
  server: DnsServerAddress,
  question: { readonly name: string; readonly type: DnsType },
  { randomId, ...options }: AskOptions,
): Promise<ExchangeOutcome> => {
  const query = encodeQuery(question.name, question.type, randomId(), true);
  const first = await askOverUdp(server, query, options);
  if (first.kind === 'reply' && first.truncated) return askOverTcp(server, query, options);
  if (!saysNoToEdns(first)) return first;
  const plain = encodeQuery(question.name, question.type, randomId(), false);
  const second = await askOverUdp(server, plain, options);
  return second.kind === 'reply' && second.truncated ? askOverTcp(server, plain, options) : second;
};

/**
 * Asks the servers in turn until one answers. A server that said it cannot answer is not asked again, a silent one is,
 * up to `tries` times. Without an answer, what a server said counts more than silence.
 */
export const askServers = async (
  question: { readonly name: string; readonly type: DnsType },
  options: AskOptions,
): Promise<Asked> => {
  let best: Asked | undefined;
  let waiting = options.servers;
  for (let round = 0; round < options.tries && waiting.length > 0; round += 1) {
    const silent: DnsServerAddress[] = [];
    for (const server of waiting) {
      const outcome = await askServer(server, question, options);
      if (isConclusive(outcome)) return { server, outcome };
      if (outcome.kind === 'silent') silent.push(server);
      if (best === undefined || best.outcome.kind === 'silent') best = { server, outcome };
    }
    waiting = silent;
  }
  if (best === undefined)
    throw new RangeError(`No DNS server to ask among ${options.servers.map(formatServer).join()}.`);
  return best;
};
