import type { Check } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { countExplained } from '../../checks/measure/stored-failures.ts';
import { type Finding, finding } from '../../domain/finding/finding.ts';
import { offerAll } from '../../remedies/outgoing-server/server-offers.ts';
import { type LocalBlock, readFirewall } from '../../services/host/firewall.ts';
import { allowPort } from './allow-port-remedy.ts';
import { isUnanswered, measureReachability, type Reachability } from './measure-reachability.ts';

const check = 'firewall.local';

/** Rules of this machine's own firewall that stop the ports which do not answer. A port that answers needs no look. */
export const localCheck: Check = {
  id: check,
  title: "This machine's firewall",
  run: async (context) => {
    const silent = (await measureReachability(context)).filter(isUnanswered);
    const common = { check, owner: 'host' } as const;
    if (silent.length === 0) {
      return [
        finding({
          ...common,
          status: 'ok',
          summary: 'No rule of this machine can be in the way: every server answers.',
        }),
      ];
    }
    if (context.host.kind === 'elsewhere') {
      return [
        finding({
          ...common,
          status: 'skipped',
          summary: `This machine's firewall was not looked at. ${context.host.reason}`,
        }),
      ];
    }
    const ports = [...new Set(silent.map(({ session }) => session.relay.port))];
    const { run } = context.host;
    const { now, timeoutMs, signal } = context;
    const rules = await readFirewall({ run, ports, now, timeoutMs, signal });
    if (rules.kind === 'unknown') {
      return [finding({ ...common, status: 'unknown', summary: rules.reason, evidence: rules.evidence })];
    }
    const blocked = silent.flatMap((one) => {
      const block = rules.value.find(({ port }) => port === one.session.relay.port);
      return block === undefined ? [] : [{ one, block }];
    });
    if (blocked.length === 0) {
      const summary = `This machine's own firewall lets port ${ports.join(', ')} out.`;
      return [finding({ ...common, status: 'ok', summary, evidence: rules.evidence })];
    }
    return await Promise.all(
      blocked.map(async (each) => ({ ...(await describe(context, each)), evidence: rules.evidence })),
    );
  },
};

const describe = async (
  context: CheckContext,
  { one, block }: { readonly one: Reachability; readonly block: LocalBlock },
): Promise<Finding> => {
  const { relay } = one.session;
  const verb = block.action === 'drop' ? 'drops' : 'rejects';
  return finding({
    check,
    subject: relay.subject,
    status: block.isCertain && relay.isChosen ? 'fail' : 'warn',
    summary: `A rule of this machine's own firewall (${block.tool}) ${block.isCertain ? verb : `${verb}, under conditions,`} what leaves to port ${block.port}, which ${relay.title} needs.`,
    detail: `The rule: ${block.rule}`,
    owner: 'host',
    explains: await countExplained(context, 'firewall', relay.subject),
    remedies: await offerAll(context, relay.subject, [allowPort]),
  });
};
