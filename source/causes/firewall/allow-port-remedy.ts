import type { Remedy } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import type { Plan } from '../../domain/change/plan.ts';
import { UserError } from '../../domain/errors.ts';
import { composePlan } from '../../remedies/compose-plan.ts';
import { findRelay } from '../../remedies/outgoing-server/server-settings.ts';
import { type LocalBlock, readFirewall } from '../../services/host/firewall.ts';

/** Lets the server's port out through ufw where we may, else says what to run. */
export const allowPort: Remedy = {
  id: 'firewall.allow',
  title: "Let the port out through this machine's firewall",
  risk: 'careful',
  inputs: () => Promise.resolve([]),
  plan: async (context, { subject }) => {
    const { host } = context;
    if (host.kind === 'elsewhere') throw new UserError(`This machine's firewall is not to be changed. ${host.reason}`);
    const relay = await findRelay(context, subject);
    const rule = await chooseRule(context, host.run, relay.port);
    const isOurs = (await isRoot(context, host.run)) && (await hasUfw(context, host.run));
    return composePlan(
      { ...allowPort, title: `Let port ${relay.port} out through this machine's firewall` },
      { subject: relay.subject },
      composeAllowing(rule, { port: relay.port, isOurs }),
    );
  },
};

/** `isOurs`: we may change ufw's rules, and ufw is in use; else a person is told what to run. */
export const composeAllowing = (
  rule: readonly string[],
  { port, isOurs }: { readonly port: number; readonly isOurs: boolean },
): Pick<Plan, 'outside' | 'byHand' | 'warnings' | 'affects'> => {
  const command = ['ufw', ...rule];
  const undo = ['ufw', 'delete', ...rule.filter((word) => !/^(?:insert|1)$/.test(word))];
  return {
    outside: isOurs ? [{ kind: 'run-command', argv: command, undo }] : [],
    byHand: isOurs
      ? []
      : [
          {
            owner: 'host',
            words: `As root, let port ${port} out, with ufw like this, or in whatever keeps this machine's rules:`,
            copy: ['sudo', ...command].join(' '),
          },
        ],
    warnings: ['Other programs of this machine may then use the port, too.'],
    affects: { count: 1, noun: 'firewall rule' },
  };
};

type Run = Extract<CheckContext['host'], { readonly kind: 'here' }>['run'];

/** The first rule that fits decides, so a rule that denies the port must come after ours (ufw(8)). */
const chooseRule = async (context: CheckContext, run: Run, port: number): Promise<readonly string[]> => {
  const { now, timeoutMs, signal } = context;
  const seen = await readFirewall({ run, ports: [port], now, timeoutMs, signal });
  return ruleFor(port, seen.kind === 'known' ? seen.value : []);
};

/** What ufw is told, where these rules are in the port's way. */
export const ruleFor = (port: number, blocks: readonly Pick<LocalBlock, 'tool' | 'rule'>[]): readonly string[] => {
  const byRule = blocks.some(({ tool, rule }) => tool === 'ufw' && rule.startsWith('ufw: '));
  return [...(byRule ? ['insert', '1'] : []), 'allow', 'out', `${port}/tcp`];
};

const isRoot = async ({ timeoutMs, signal }: CheckContext, run: Run): Promise<boolean> => {
  const result = await run('id', ['-u'], { timeoutMs, signal });
  return result.kind === 'ended' && result.output.trim() === '0';
};

const hasUfw = async ({ timeoutMs, signal }: CheckContext, run: Run): Promise<boolean> => {
  const result = await run('ufw', ['status'], { timeoutMs, signal });
  return result.kind === 'ended' && result.status === 0 && /^Status: active$/m.test(result.output);
};
