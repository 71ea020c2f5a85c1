import type { Check } from '../../checks/cause.ts';
import { sentences } from '../../checks/measure/relay-words.ts';
import { describeVantage } from '../../checks/measure/vantage.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { describeDeadAddresses } from '../../domain/probes/network.ts';
import { concludeIpv6 } from '../../domain/probes/port-matrix.ts';
import { describeIpv6 } from '../../domain/probes/port-sentence.ts';
import { portEvidence } from '../../domain/probes/probe-evidence.ts';
import { measureReachability, type Reachability } from './measure-reachability.ts';

/** Python tries the addresses one after the other and waits a minute for each: silent IPv6 delays every session. */
export const ipv6Check: Check = {
  id: 'firewall.ipv6',
  title: 'IPv6',
  owner: 'host',
  run: async (context) => {
    const found = judgeIpv6(await measureReachability(context));
    if (!found.some(({ detail }) => detail === mending)) return found;
    const vantage = await describeVantage(context);
    return found.map((each) => (each.detail === mending ? { ...each, detail: sentences(mending, vantage) } : each));
  },
};

const mending =
  'Odoo tries the addresses of a server one after the other and waits up to a minute for each: mend IPv6, or switch it off (net.ipv6.conf.all.disable_ipv6), or prefer IPv4 in /etc/gai.conf.';

/** What the connections of this run tell of IPv6. */
export const judgeIpv6 = (all: readonly Reachability[]): readonly CheckFinding[] => {
  const reports = all.flatMap(({ port, cells }) => [...(port === undefined ? [] : [port]), ...cells]);
  const state = concludeIpv6(reports);
  const withSix = reports.filter(({ attempts }) => attempts.some(({ family }) => family === 6));
  const common = { evidence: withSix.map(portEvidence) } as const;
  const dead = all.flatMap(({ session: { relay }, port }) => {
    const summary = port === undefined ? undefined : describeDeadAddresses(port.attempts);
    return port === undefined || summary === undefined
      ? []
      : [finding({ ...common, subject: relay.subject, status: 'warn', summary, evidence: [portEvidence(port)] })];
  });
  // One server's dead address is its own: IPv6 may work to all others.
  if (state !== 'broken' && dead.length > 0) return dead;
  switch (state) {
    case 'broken':
      return [finding({ ...common, status: 'warn', summary: describeIpv6(state) ?? '', detail: mending })];
    case 'works':
      return [finding({ ...common, status: 'ok', summary: 'IPv6 works.' })];
    case 'absent':
      return [finding({ ...common, status: 'ok', summary: describeIpv6(state) ?? '' })];
    case 'not-measured':
      return [finding({ ...common, status: 'skipped', summary: 'No mail server has an IPv6 address that was tried.' })];
  }
};
