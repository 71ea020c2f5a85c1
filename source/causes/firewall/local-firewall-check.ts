import type { Check } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import type { Relay } from '../../checks/measure/relays.ts';
import { countExplained } from '../../checks/measure/stored-failures.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { offerAll } from '../../remedies/outgoing-server/server-offers.ts';
import { type LocalBlock, readFirewall } from '../../services/host/firewall.ts';
import { allowPort } from './allow-port-remedy.ts';
import { isUnanswered, measureReachability } from './measure-reachability.ts';

/** Rules of this machine's own firewall that stop the ports which do not answer. A port that answers needs no look. */
export const localCheck: Check = {
  id: 'firewall.local',
  title: "This machine's firewall",
  owner: 'host',
  run: async (context) => {
    const silent = (await measureReachability(context)).filter(isUnanswered);
    const rules = await readRules(context, [...new Set(silent.map(({ session }) => session.relay.port))]);
    const found = judgeLocalFirewall(
      silent.map(({ session }) => session.relay),
      rules,
    );
    return await Promise.all(found.map((each) => complete(context, each)));
  },
};

/** What is known of this machine's firewall; `elsewhere`: it is not Odoo's machine. */
export type LocalRules =
  | Awaited<ReturnType<typeof readFirewall>>
  | { readonly kind: 'elsewhere'; readonly reason: string };

const readRules = async (context: CheckContext, ports: readonly number[]): Promise<LocalRules> => {
  const { host, now, timeoutMs, signal } = context;
  if (host.kind === 'elsewhere') return host;
  // Nobody is asked for what is not in doubt.
  if (ports.length === 0) return { kind: 'known', value: [], evidence: [] };
  return await readFirewall({ run: host.run, ports, now, timeoutMs, signal });
};

const complete = async (context: CheckContext, found: CheckFinding): Promise<CheckFinding> => {
  const { subject } = found;
  return subject === null
    ? found
    : {
        ...found,
        ...(await countExplained(context, 'firewall', subject)),
        remedies: await offerAll(context, subject, [allowPort]),
      };
};

type SilentRelay = Pick<Relay, 'subject' | 'title' | 'port' | 'isChosen'>;

/** Whether a rule keeps these servers silent; without what it accounts for and without its remedies. */
export const judgeLocalFirewall = (silent: readonly SilentRelay[], rules: LocalRules): readonly CheckFinding[] => {
  if (silent.length === 0) {
    const summary = 'No rule of this machine can be in the way: every server answers.';
    return [finding({ status: 'ok', summary })];
  }
  if (rules.kind === 'elsewhere') {
    const summary = `This machine's firewall was not looked at. ${rules.reason}`;
    return [finding({ status: 'skipped', summary })];
  }
  const { evidence } = rules;
  if (rules.kind === 'unknown') return [finding({ status: 'unknown', summary: rules.reason, evidence })];
  const blocked = silent.flatMap((relay) => {
    const block = rules.value.find(({ port }) => port === relay.port);
    return block === undefined ? [] : [describeBlock(relay, block, evidence)];
  });
  if (blocked.length > 0) return blocked;
  const ports = [...new Set(silent.map(({ port }) => port))];
  const summary = `This machine's own firewall lets port ${ports.join(', ')} out.`;
  return [finding({ status: 'ok', summary, evidence })];
};

const describeBlock = (
  { subject, title, isChosen }: SilentRelay,
  { action, isCertain, port, rule, tool }: LocalBlock,
  evidence: CheckFinding['evidence'],
): CheckFinding => {
  const verb = action === 'drop' ? 'drops' : 'rejects';
  return finding({
    subject,
    status: isCertain && isChosen ? 'fail' : 'warn',
    summary: `A rule of this machine's own firewall (${tool}) ${isCertain ? verb : `${verb}, under conditions,`} what leaves to port ${port}, which ${title} needs.`,
    detail: `The rule: ${rule}`,
    evidence,
  });
};
