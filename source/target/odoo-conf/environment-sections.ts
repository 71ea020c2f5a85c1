import type { EnvironmentValue, ServerEnvironment } from '../../domain/odoo/server-environment.ts';
import { sanitize } from '../../domain/sanitize.ts';
import type { IniFile, IniSection } from './ini.ts';

const outgoing = 'outgoing_mail';
const parameters = 'ir.config_parameter';
const secretName = /pass|secret|token|private_key|api_key/i;

/**
 * The sections of an odoo.conf that OCA's server_environment reads: [outgoing_mail], [outgoing_mail.NAME] and
 * [ir.config_parameter]. Passwords are left out, and of a parameter that looks like a secret only its place is kept.
 * Odoo reads these with interpolation, where `%%` stands for one percent sign (configparser.BasicInterpolation).
 */
export const readEnvironmentSections = ({ sections }: IniFile, path: string): ServerEnvironment => ({
  path,
  outgoing: new Map(
    [...sections].flatMap(([name, section]) => {
      const server = serverOf(name);
      return server === undefined ? [] : [[server, withoutSecrets(section)] as const];
    }),
  ),
  parameters: new Map(
    [...(sections.get(parameters) ?? [])].map(([key, { value, line }]): [string, EnvironmentValue] => [
      key,
      { value: secretName.test(key) ? '' : read(value), line },
    ]),
  ),
});

/** '' for all servers; undefined for a section of something else. */
const serverOf = (name: string): string | undefined => {
  if (name === outgoing) return '';
  return name.startsWith(`${outgoing}.`) ? name.slice(outgoing.length + 1) : undefined;
};

const withoutSecrets = (section: IniSection): ReadonlyMap<string, EnvironmentValue> =>
  new Map(
    [...section]
      .filter(([key]) => !secretName.test(key))
      .map(([key, { value, line }]): [string, EnvironmentValue] => [key, { value: read(value), line }]),
  );

const read = (value: string): string => sanitize(value.replaceAll('%%', '%'));
