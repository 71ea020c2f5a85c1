import type { Evidence } from '../../finding/evidence.ts';
import type { BlocklistCheck } from '../blocklists/blocklist.ts';
import type { ReverseDns } from '../reverse.ts';
import type { SpfPermission } from '../spf/authorise.ts';
import { type Authorisation, spfIncludesOf } from '../spf/relay-authorisation.ts';
import type { SpfVerdict } from '../spf/spf-verdict.ts';
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
  /** What SPF says of the relay as a whole: by its provider's include, else by its addresses. */
  readonly verdict: Authorisation;
  /** Why the relay's addresses are not known, or do not tell where it sends from. */
  readonly unknown: string | undefined;
  readonly permissions: readonly SpfPermission[];
  /** Whether the section about SPF is about the same record, so that what is wrong with it stands there. */
  readonly isToldAbove: boolean;
  readonly evidence: readonly Evidence[];
}

const describePath = (permissions: readonly SpfPermission[], address: string): string => {
  const path = permissions.find((permission) => permission.address === address)?.path ?? [];
  return path.length === 0 ? '' : ` through ${path.join(' > ')}`;
};

const describeAddress = (
  { host, from, permissions, isToldAbove, verdict: judged }: RelayReport,
  { address, verdict }: RelayAddress,
): ReportLine => {
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
      // One fault is told once: here it is only what becomes of it.
      return isToldAbove
        ? { status: 'note', summary: `SPF cannot pass ${relay} until the record above is mended (permerror).` }
        : { status: 'fail', summary: `SPF cannot be evaluated for ${relay} (permerror): ${verdict.explanation}.` };
    default: {
      const isCertain = judged.kind === 'missing' && judged.isCertain;
      const words = `SPF does not authorise ${relay} to send as ${from} (${verdict.result}).`;
      return isCertain ? { status: 'fail', summary: words } : { status: 'warn', summary: `${words} ${includeAdvice}` };
    }
  }
};

/** Somebody else's relay need not send from the address it is reached at, so this is a warning even where SPF says fail. */
const includeAdvice =
  'Unless it sends from other addresses, which its provider tells by naming an include, receivers doubt or refuse its mail.';

/** The servers of a provider send from many addresses, which its include names; the one they are reached at tells nothing. */
const describeRelay = (report: RelayReport): readonly ReportLine[] => {
  const { host, from, verdict, addresses, unknown } = report;
  if (spfIncludesOf(host).includes.length === 0) {
    return [
      ...(unknown === undefined ? [] : [unknownLine(unknown)]),
      ...addresses.map((address) => describeAddress(report, address)),
    ];
  }
  switch (verdict.kind) {
    case 'authorised':
      return [{ status: 'ok', summary: `SPF authorises ${host} to send as ${from} through ${verdict.by}.` }];
    case 'missing':
      return [
        {
          status: verdict.isCertain ? 'fail' : 'warn',
          summary: `SPF does not authorise ${host} to send as ${from}: ${verdict.why}.`,
        },
      ];
    case 'unknown':
      return [unknownLine(`Whether SPF authorises ${host} to send as ${from} is not known: ${verdict.why}`)];
  }
};

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
    ...describeRelay(relay),
    ...relay.addresses.flatMap(({ address, reverse, blocklists }) => [
      ...describeReverse(reverse),
      ...describeBlocklists(address, blocklists),
    ]),
  ],
  evidence: relay.evidence,
});
