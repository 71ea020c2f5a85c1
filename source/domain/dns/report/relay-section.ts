import type { Evidence } from '../../evidence.ts';
import type { BlocklistCheck } from '../blocklists/blocklist.ts';
import type { ReverseDns } from '../reverse.ts';
import type { SpfPermission } from '../spf/authorise.ts';
import type { SpfVerdict } from '../spf/verdict.ts';
import { describeBlocklists } from './blocklist-section.ts';
import { type ReportLine, type ReportSection, toLines, unknownLine } from './section.ts';

/** What was found out about one address of the relay. */
export interface RelayAddress {
  readonly address: string;
  readonly verdict: SpfVerdict;
  readonly reverse: ReverseDns;
  readonly blocklists: readonly BlocklistCheck[];
}

export interface RelayReport {
  readonly host: string;
  /** The envelope sender that was judged. */
  readonly from: string;
  readonly addresses: readonly RelayAddress[];
  /** Why the relay's addresses are not known. */
  readonly unknown: string | undefined;
  readonly permissions: readonly SpfPermission[];
  readonly evidence: readonly Evidence[];
}

const describePath = (permissions: readonly SpfPermission[], address: string): string => {
  const path = permissions.find((permission) => permission.address === address)?.path ?? [];
  return path.length === 0 ? '' : ` through ${path.join(' > ')}`;
};

const describeVerdict = ({ host, from, permissions }: RelayReport, { address, verdict }: RelayAddress): ReportLine => {
  const relay = `${host} (${address})`;
  switch (verdict.result) {
    case 'pass':
      return {
        status: 'ok',
        summary: `SPF authorises ${relay} to send as ${from}${describePath(permissions, address)}.`,
      };
    case 'temperror':
      return unknownLine(`Whether SPF authorises ${relay} is not known: ${verdict.explanation}.`);
    case 'permerror':
      return { status: 'fail', summary: `SPF cannot be evaluated for ${relay} (permerror): ${verdict.explanation}.` };
    default:
      return {
        status: 'warn',
        summary: `SPF does not authorise ${relay} to send as ${from} (${verdict.result}). ${includeAdvice}`,
      };
  }
};

/** A relay need not send from the address it is reached at, so this is a warning even where SPF says fail. */
const includeAdvice =
  'Unless it sends from other addresses, which its provider tells by naming an include, receivers doubt or refuse its mail.';

const describeReverse = ({ state, names, address, unknown, problems }: ReverseDns): readonly ReportLine[] => {
  if (unknown !== undefined) return [unknownLine(unknown)];
  if (state !== 'confirmed' || problems.length > 0) return toLines(problems);
  const name = names.find(({ isConfirmed }) => isConfirmed === true)?.name ?? '';
  return [{ status: 'ok', summary: `Reverse DNS names ${address} ${name}, and that name leads back.` }];
};

/** Whether the relay may send for the domain, and how receivers see its addresses. */
export const reportRelay = (relay: RelayReport): ReportSection => ({
  id: 'relay',
  title: `Relay ${relay.host}`,
  lines: [
    ...(relay.unknown === undefined ? [] : [unknownLine(relay.unknown)]),
    ...relay.addresses.flatMap((address) => [
      describeVerdict(relay, address),
      ...describeReverse(address.reverse),
      ...describeBlocklists(address.address, address.blocklists),
    ]),
  ],
  evidence: relay.evidence,
});
