import type { Evidence } from '../../domain/finding/evidence.ts';
import { describeCommand } from './describe-command.ts';
import { outputChain, parseIptables } from './firewall/iptables.ts';
import { parseNft } from './firewall/nft.ts';
import { type Block, type FirewallChain, findBlock } from './firewall/ruleset.ts';
import { parseUfw, ufwChain } from './firewall/ufw.ts';
import { type Clock, type Observation, observe } from './observation.ts';
import type { CommandOptions, CommandResult, CommandRunner } from './run-command.ts';

type FirewallTool = 'ufw' | 'iptables' | 'ip6tables' | 'nft';

/** A rule of this machine that stops outgoing mail, and the tool that told of it. */
export interface LocalBlock extends Block {
  readonly tool: FirewallTool;
}

export interface FirewallOptions extends Clock, CommandOptions {
  readonly run: CommandRunner;
  /** The ports to ask about; SMTP's four by default. */
  readonly ports?: readonly number[];
}

const smtpPorts = [25, 465, 587, 2525] as const;

/** In the order in which a person would be told: ufw writes iptables rules, which nft shows too. */
const tools: ReadonlyMap<FirewallTool, readonly string[]> = new Map([
  ['ufw', ['status', 'verbose']],
  ['iptables', ['-S']],
  ['ip6tables', ['-S']],
  ['nft', ['-j', 'list', 'ruleset']],
]);

/**
 * The rules of this machine's own firewall that drop or reject connections to SMTP ports, one a port and tool.
 * Unknown when no tool could answer. Changes nothing.
 */
export const readFirewall = async (options: FirewallOptions): Promise<Observation<readonly LocalBlock[]>> => {
  const answers = await Promise.all([...tools].map(([tool, args]) => askTool(tool, args, options)));
  const evidence = answers.flatMap((answer) => answer.evidence);
  const known = answers.filter((answer) => answer.kind === 'known');
  if (known.length > 0) return { kind: 'known', value: known.flatMap((answer) => answer.value), evidence };
  const reasons = answers.flatMap((answer) =>
    answer.kind === 'unknown' && answer.reason !== '' ? [answer.reason] : [],
  );
  const reason = reasons[0] ?? 'This machine has none of ufw, iptables and nft to ask.';
  return { kind: 'unknown', reason, evidence };
};

const askTool = async (
  tool: FirewallTool,
  args: readonly string[],
  options: FirewallOptions,
): Promise<Observation<readonly LocalBlock[]>> => {
  const asked = [tool, ...args].join(' ');
  const { seen, evidence } = await observe(
    { kind: 'process', asked },
    options,
    () => options.run(tool, args, options),
    describeCommand,
  );
  return interpret(tool, asked, seen, evidence, options.ports ?? smtpPorts);
};

const interpret = (
  tool: FirewallTool,
  asked: string,
  result: CommandResult,
  evidence: Evidence,
  ports: readonly number[],
): Observation<readonly LocalBlock[]> => {
  if (result.kind === 'missing') return { kind: 'unknown', reason: '', evidence: [] };
  if (result.kind === 'failed') return { kind: 'unknown', reason: `${asked} ${result.reason}.`, evidence: [evidence] };
  if (result.status !== 0) {
    const reason = /permi|root/i.test(result.errors)
      ? `Only root may read this machine's firewall (${tool}).`
      : `${asked} ended with status ${result.status}: ${result.errors.split('\n')[0] ?? ''}`;
    return { kind: 'unknown', reason, evidence: [evidence] };
  }
  try {
    const blocks = readBlocks(tool, result.output, ports).map((block) => ({ ...block, tool }));
    return { kind: 'known', value: blocks, evidence: [evidence] };
  } catch {
    return { kind: 'unknown', reason: `What ${asked} printed could not be read.`, evidence: [evidence] };
  }
};

const readBlocks = (tool: FirewallTool, output: string, ports: readonly number[]): readonly Block[] => {
  switch (tool) {
    case 'ufw':
      return findBlocks(parseUfw(output), [ufwChain], ports);
    case 'iptables':
    case 'ip6tables':
      return findBlocks(parseIptables(output), [outputChain], ports);
    case 'nft': {
      const { chains, outputChains } = parseNft(output);
      return findBlocks(chains, outputChains, ports);
    }
  }
};

const findBlocks = (
  chains: ReadonlyMap<string, FirewallChain>,
  starts: readonly string[],
  ports: readonly number[],
): readonly Block[] => ports.flatMap((port) => starts.flatMap((start) => findBlock(chains, start, port) ?? []));
