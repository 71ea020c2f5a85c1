import { readHostPort } from '../../domain/host-port.ts';
import type { Setting } from '../setting.ts';
import { asList, asText } from './cast.ts';
import type { Report } from './conf-problem.ts';
import type { IniFile } from './ini.ts';

/** A host with its port. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** The section [odoo_mail_doctor] of odoo.conf: what this program alone reads. */
export interface DoctorSettings {
  /** Relays that stand for the rest of the world in the port matrix. */
  readonly referenceRelays?: Setting<readonly Endpoint[]>;
  /** A host and port that is certainly open, to tell a blocked port from no network. */
  readonly control?: Setting<Endpoint>;
  /** Path of certificates to trust beside the system's. */
  readonly caFile?: Setting<string>;
  /** The folder that stands for the machine of a demo world; heeded for such a world alone. */
  readonly machine?: Setting<string>;
}

const sectionName = 'odoo_mail_doctor';

/** Reads the section; what is not host:port is reported and left out. */
export const readDoctorSettings = (ini: IniFile, path: string, report: Report): DoctorSettings => {
  const section = ini.sections.get(sectionName);
  const read = <T>(key: string, parse: (text: string) => T | undefined): Setting<T> | undefined => {
    const entry = section?.get(key);
    if (entry === undefined || entry.value === '') return undefined;
    const value = parse(entry.value);
    if (value !== undefined) return { value, origin: { kind: 'file', path, line: entry.line } };
    report(entry.line, `${key} in [${sectionName}] is not host:port`);
    return undefined;
  };
  const referenceRelays = read('reference_relays', parseHostPorts);
  const control = read('control', readEndpoint);
  const caFile = read('ca_file', (text) => knownValue(asText(text, undefined)));
  const machine = read('machine', (text) => knownValue(asText(text, undefined)));
  return {
    ...(machine === undefined ? {} : { machine }),
    ...(referenceRelays === undefined ? {} : { referenceRelays }),
    ...(control === undefined ? {} : { control }),
    ...(caFile === undefined ? {} : { caFile }),
  };
};

const knownValue = <T>(reading: { readonly value: T | undefined } | { readonly expected: string }): T | undefined =>
  'value' in reading ? reading.value : undefined;

const readEndpoint = (text: string): Endpoint | undefined => {
  const { host, port } = readHostPort(text) ?? {};
  return host === undefined || port === undefined ? undefined : { host, port };
};

const parseHostPorts = (text: string): readonly Endpoint[] | undefined => {
  const addresses = (knownValue(asList(text, undefined)) ?? []).map((item) => readEndpoint(item));
  const known = addresses.filter((address) => address !== undefined);
  return known.length === addresses.length ? known : undefined;
};
