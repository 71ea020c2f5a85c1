import { existsSync, readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import type { Misbehaviours } from '../../source/demo/dns/respond.ts';
import type { DnsRecords, DnsZones } from '../../source/demo/scenario.ts';

/** One question of the public SPF test suite with the answers it allows. */
export interface SuiteCase {
  readonly scenario: string;
  readonly name: string;
  readonly ip: string;
  readonly helo: string;
  readonly mailFrom: string;
  readonly results: readonly string[];
  readonly explanation: string | undefined;
}

export interface SuiteScenario {
  readonly cases: readonly SuiteCase[];
  readonly zones: DnsZones;
  readonly misbehave: Misbehaviours;
}

type Entry = 'TIMEOUT' | Readonly<Record<string, unknown>>;

interface SuiteDocument {
  readonly description: string;
  readonly tests: Readonly<
    Record<
      string,
      { helo: string; host: string; mailfrom: string; result: string | string[]; explanation?: string | undefined }
    >
  >;
  readonly zonedata: Readonly<Record<string, readonly Entry[]>>;
}

/** Where Debian's golang-blitiri-go-spf-dev puts the suite, unless the environment says otherwise. */
const suiteFile = process.env['SPF_SUITE'] ?? '/usr/share/gocode/src/blitiri.com.ar/go/spf/testdata/rfc7208-tests.yml';

export const isSuiteInstalled = existsSync(suiteFile);

const recordTypes = ['A', 'AAAA', 'CNAME', 'MX', 'NS', 'PTR', 'SPF', 'TXT'] as const;

const quote = (strings: readonly string[]): string =>
  strings.map((string) => `"${string.replaceAll(/(["\\])/g, '\\$1')}"`).join(' ');

const toZoneText = (type: string, value: unknown): string => {
  if (type === 'MX' && Array.isArray(value)) return `${value[0]} ${value[1] === '' ? '.' : value[1]}`;
  if (type === 'TXT' || type === 'SPF') return quote([value].flat().map(String));
  return String(value);
};

/** The suite writes most policies as type SPF only; its README asks drivers to publish them as TXT as well. */
const toRecords = (entries: readonly Entry[]): DnsRecords => {
  const texts = (type: string): string[] =>
    entries.flatMap((entry) => (entry !== 'TIMEOUT' && type in entry ? [toZoneText(type, entry[type])] : []));
  const records = Object.fromEntries(recordTypes.map((type) => [type, texts(type)]));
  const written = texts('TXT');
  const published = written.length === 0 ? texts('SPF') : written.filter((text) => text !== '"NONE"');
  return Object.fromEntries(
    Object.entries({ ...records, TXT: published }).filter(([, values]) => values !== undefined && values.length > 0),
  );
};

const timesOut = (entries: readonly Entry[]): boolean =>
  entries.some((entry) => entry === 'TIMEOUT' || 'TIMEOUT' in entry);

/** A server that fails at once stands for one that never answers: both are a temperror, and the suite stays quick. */
const toMisbehaviours = (name: string, entries: readonly Entry[], records: DnsRecords): [string, 'servfail'][] =>
  timesOut(entries)
    ? recordTypes.filter((type) => records[type] === undefined).map((type) => [`${name} ${type}`, 'servfail'])
    : [];

const toScenario = ({ description, tests, zonedata }: SuiteDocument): SuiteScenario => {
  const names = Object.entries(zonedata).map(([name, entries]) => ({
    name: name.toLowerCase(),
    entries,
    records: toRecords(entries),
  }));
  return {
    cases: Object.entries(tests).map(([name, { helo, host, mailfrom, result, explanation }]) => ({
      scenario: description,
      name,
      ip: host,
      helo,
      mailFrom: mailfrom,
      results: [result].flat(),
      explanation,
    })),
    zones: Object.fromEntries(names.map(({ name, records }) => [name, records])),
    misbehave: Object.fromEntries(
      names.flatMap(({ name, entries, records }) => toMisbehaviours(name, entries, records)),
    ),
  };
};

/** The suite as it is installed, one scenario a YAML document. */
export const readSuite = (): readonly SuiteScenario[] =>
  parseAllDocuments(readFileSync(suiteFile, 'utf8'), { uniqueKeys: false }).map((document) =>
    toScenario(document.toJS() as SuiteDocument),
  );
