import type { Check } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { isPrivateAddress } from '../../checks/measure/private-address.ts';
import { shared } from '../../checks/measure/shared.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { findHostingFirm, type HostingFirm } from '../../domain/providers/hosting-firm.ts';
import { printStatement } from '../../domain/providers/provider.ts';
import { readReverse } from '../../services/dns/read-reverse.ts';
import { listOwnAddresses, readVendors } from '../../services/host/hosting.ts';
import { isUnanswered, measureReachability } from './measure-reachability.ts';

/** Whether the firm that this machine stands at is known for blocking a port that does not answer. */
export const hostingCheck: Check = {
  id: 'firewall.hosting',
  title: 'What the hosting firm blocks',
  owner: 'host',
  run: async (context) => {
    const silent = (await measureReachability(context)).filter(isUnanswered);
    const ports = silent.map(({ session }) => session.relay.port);
    const { host } = context;
    if (ports.length === 0 || host.kind === 'elsewhere') return [judgeHosting(ports, host)];
    return [judgeHosting(ports, { kind: 'here', firm: await recogniseFirm(context) })];
  },
};

/** The firm that the machine stands at, where that can be told. */
type Standing =
  | { readonly kind: 'elsewhere'; readonly reason: string }
  | { readonly kind: 'here'; readonly firm?: HostingFirm | undefined };

/** Whether that firm is known for blocking one of these ports, none of which answers. */
export const judgeHosting = (ports: readonly number[], standing: Standing): CheckFinding => {
  if (ports.length === 0) {
    return finding({
      status: 'ok',
      summary: 'The hosting firm blocks nothing that is needed: every server answers.',
    });
  }
  if (standing.kind === 'elsewhere') {
    return finding({ status: 'skipped', summary: `Where this machine stands was not looked at. ${standing.reason}` });
  }
  const { firm } = standing;
  if (firm === undefined) {
    return finding({
      status: 'skipped',
      summary: 'Neither the machine nor the name of its address tells which firm it stands at.',
    });
  }
  const blocked = ports.filter((port) => firm.blockedPorts.includes(port));
  if (blocked.length === 0) {
    return finding({
      status: 'ok',
      summary: `${firm.name}, where this machine stands, is not known for blocking port ${ports.join(', ')}.`,
    });
  }
  return finding({
    status: 'warn',
    summary: `${firm.name}, where this machine stands, is known for blocking port ${[...new Set(blocked)].join(', ')} for outgoing mail.`,
    detail: `${printStatement({ text: firm.wayOut, certainty: firm.certainty })} (as of ${firm.asOf}, ${firm.source})`,
  });
};

/** By what the machine says of itself, else by the reverse name of its public address. */
export const recogniseFirm = shared(async (context): Promise<HostingFirm | undefined> => {
  const { host } = context;
  if (host.kind === 'elsewhere') return undefined;
  const vendors = await readVendors(host.roots);
  const byVendor = vendors.map((vendor) => findHostingFirm({ vendor })).find((firm) => firm !== undefined);
  // A DNS server that was named for this run may not know the real world's reverse names.
  return byVendor ?? (context.target.namedResolver ? undefined : await recogniseByName(context));
});

const mostAddresses = 4;

const recogniseByName = async ({ dns, signal }: CheckContext): Promise<HostingFirm | undefined> => {
  const addresses = listOwnAddresses().filter((address) => !isPrivateAddress(address));
  const reverses = await Promise.all(
    addresses.slice(0, mostAddresses).map((address) => readReverse(dns, address, { signal })),
  );
  return reverses
    .flatMap(({ names }) => names.map(({ name }) => findHostingFirm({ reverseName: name })))
    .find((firm) => firm !== undefined);
};
