import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import type { ServerEnvironment } from '../../domain/odoo/server-environment.ts';
import { sanitizeLine } from '../../domain/sanitize.ts';
import type { Setting } from '../setting.ts';
import { type Option, odooOptions, outdatedKeys } from './conf-options.ts';
import type { ConfigurationProblem, Report } from './conf-problem.ts';
import { type DoctorSettings, readDoctorSettings } from './doctor-section.ts';
import { readEnvironmentSections } from './environment-sections.ts';
import { type IniSection, parseIni } from './ini.ts';
import type { TextFile } from './read-text-file.ts';

type ValueOf<O> = O extends { readonly fallback: (series: undefined) => infer T } ? T : never;

/** What odoo.conf says to Odoo, each value with the place it comes from. */
export type OdooSettings = {
  readonly [Name in keyof typeof odooOptions]: Setting<ValueOf<(typeof odooOptions)[Name]>>;
};

export interface OdooConfiguration {
  readonly path: string;
  readonly settings: OdooSettings;
  readonly doctor: DoctorSettings;
  /** What it says beside [options] to OCA's server_environment. */
  readonly environment: ServerEnvironment;
  readonly problems: readonly ConfigurationProblem[];
}

const optionsSection = 'options';

/** Reads an odoo.conf's text. Never throws: what cannot be understood becomes a problem and counts as not set. */
export const readConfiguration = (file: TextFile, series?: OdooSeries): OdooConfiguration => {
  const ini = parseIni(file.text);
  const problems: ConfigurationProblem[] = [];
  const report = (line: number, message: string): void => {
    problems.push({ path: file.path, line, message: `${file.path}, line ${line}: ${message}.` });
  };
  for (const { line, message } of [...file.faults, ...ini.faults]) {
    report(line, `${message}; Odoo does not start with such a file`);
  }
  const section = ini.sections.get(optionsSection);
  if (section === undefined) report(1, 'there is no section [options], so Odoo uses its defaults');
  return {
    path: file.path,
    settings: readSettings(section ?? new Map(), { path: file.path, series, report }),
    doctor: readDoctorSettings(ini, file.path, report),
    environment: readEnvironmentSections(ini, file.path),
    problems: problems.toSorted((one, other) => one.line - other.line),
  };
};

/** What Odoo does without any odoo.conf. */
export const defaultSettings = (series?: OdooSeries): OdooSettings =>
  readSettings(new Map(), { path: '', series, report: () => undefined });

interface Reading {
  readonly path: string;
  readonly series: OdooSeries | undefined;
  readonly report: Report;
}

const readSettings = (section: IniSection, reading: Reading): OdooSettings => {
  const current = renameOutdatedKeys(section);
  const read = <T>(option: Option<T>): Setting<T> => readOption(current, option, reading);
  return mapOptions(read);
};

const mapOptions = (read: <T>(option: Option<T>) => Setting<T>): OdooSettings =>
  Object.fromEntries(
    Object.entries(odooOptions).map(([name, option]) => [name, read(option as Option<unknown>)]),
  ) as OdooSettings;

const readOption = <T>(section: IniSection, option: Option<T>, { path, series, report }: Reading): Setting<T> => {
  const fallback: Setting<T> = { value: option.fallback(series), origin: { kind: 'default', name: "Odoo's default" } };
  const entry = section.get(option.key);
  if (entry === undefined) return fallback;
  const result = option.cast(entry.value, series);
  if ('expected' in result) {
    const shown = sanitizeLine(entry.value).slice(0, 60);
    const hint = /\s[#;]/.test(entry.value) ? ' (odoo.conf has no comments after a value)' : '';
    report(entry.line, `${option.key} is '${shown}', which is not ${result.expected}${hint}`);
    return fallback;
  }
  if (result.value === undefined) return fallback;
  return { value: result.value, origin: { kind: 'file', path, line: entry.line } };
};

const renameOutdatedKeys = (section: IniSection): IniSection =>
  new Map([...section].map(([key, entry]) => [outdatedKeys.get(key) ?? key, entry]));
