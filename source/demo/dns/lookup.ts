import type { Answer } from 'dns-packet';
import type { DnsRecords, DnsZones } from '../scenario.ts';
import { readZoneText, type ZoneType } from './zone-text.ts';

export interface ZoneLookup {
  readonly rcode: 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL';
  /** The CNAMEs that were followed, then the records asked for. */
  readonly answers: readonly Answer[];
}

const longestChain = 8;
const zoneTypes: readonly ZoneType[] = ['A', 'AAAA', 'CNAME', 'MX', 'NS', 'PTR', 'SPF', 'TXT'];

const isZoneType = (type: string): type is ZoneType => zoneTypes.some((known) => known === type);

const normalizeName = (name: string): string => name.toLowerCase().replace(/\.$/, '');

/** Whether a name is there, be it only because something is below it (an empty non-terminal, RFC 8020). */
const nameExists = (zones: DnsZones, name: string): boolean =>
  zones[name] !== undefined || Object.keys(zones).some((known) => known.endsWith(`.${name}`));

/** A name's records: its own, or those of a wildcard under its closest ancestor that exists (RFC 4592). */
const findRecords = (zones: DnsZones, name: string): DnsRecords | undefined => {
  if (nameExists(zones, name)) return zones[name] ?? {};
  for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1)) {
    const ancestor = name.slice(dot + 1);
    if (nameExists(zones, ancestor)) return zones[`*.${ancestor}`];
  }
  return undefined;
};

/** What a recursive resolver that sees only these zones answers; aliases are followed. */
export const lookUp = (zones: DnsZones, question: string, type: string): ZoneLookup => {
  const answers: Answer[] = [];
  let owner = question;
  for (let hops = 0; hops <= longestChain; hops += 1) {
    const records = findRecords(zones, normalizeName(owner));
    if (records === undefined) return { rcode: 'NXDOMAIN', answers };
    const own = isZoneType(type) ? (records[type] ?? []) : [];
    const alias = records.CNAME?.[0];
    if (alias === undefined || type === 'CNAME') {
      const found = isZoneType(type) ? own.map((text) => readZoneText(owner, type, text)) : [];
      return { rcode: 'NOERROR', answers: [...answers, ...found] };
    }
    answers.push(readZoneText(owner, 'CNAME', alias));
    owner = alias.replace(/\.$/, '');
  }
  return { rcode: 'SERVFAIL', answers: [] };
};
