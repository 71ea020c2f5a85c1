import { createHash } from 'node:crypto';
import type { CheckContext } from '../checks/context.ts';
import type { FileEdit, OutsideStep } from '../domain/change/plan.ts';
import { UserError } from '../domain/errors.ts';
import { Secret } from '../domain/secret.ts';
import { readBytes } from '../services/host/replace-file.ts';
import { parseIni } from '../target/odoo-conf/ini.ts';

const section = 'options';

/** New values for keys of odoo.conf; undefined takes a key away. */
export type ConfValues = Readonly<Record<string, string | Secret | undefined>>;

/**
 * The change of odoo.conf's [options] that gives these keys these values; undefined where they have them already.
 * @throws UserError when there is no odoo.conf, ProbeError when it cannot be read.
 */
export const planConfEdit = async (
  { target }: CheckContext,
  values: ConfValues,
): Promise<Extract<OutsideStep, { readonly kind: 'edit-file' }> | undefined> => {
  const path = requireReadFile(target, Object.keys(values));
  const content = await readBytes(path);
  const edits = editOptions(content.toString('utf8'), values);
  const sha256 = createHash('sha256').update(content).digest('hex');
  return edits.length === 0 ? undefined : { kind: 'edit-file', path, sha256, edits };
};

/** What of [options] in this text has another value, or none. */
export const editOptions = (text: string, values: ConfValues): readonly FileEdit[] => {
  const known = parseIni(text).sections.get(section);
  return Object.entries(values).flatMap(([key, after]) => {
    const stored = known?.get(key)?.value;
    if (stored === reveal(after)) return [];
    // A secret's predecessor is one, too.
    const before = stored === undefined || !(after instanceof Secret) ? stored : new Secret(stored);
    return [{ section, key, before, after }];
  });
};

type ConfFile = Pick<CheckContext['target'], 'configuration' | 'age' | 'beaten'>;

/** The path of odoo.conf. @throws UserError when there is none, or Odoo would not take these keys from it. */
export const requireReadFile = (file: ConfFile, keys: readonly string[]): string => {
  const { configuration, age } = file;
  if (configuration === undefined) {
    throw new UserError(
      'No odoo.conf was found, and this setting lives there.',
      'Name the file that Odoo reads with --config FILE.',
    );
  }
  for (const key of keys) requireUnbeaten(file, key);
  if (age.kind === 'other-file') {
    throw new UserError(
      `Nothing would come of it: Odoo (process ${age.pid}) reads ${age.reads ?? 'another odoo.conf or none'} and not ${configuration}.`,
      `Name the file that Odoo reads: -c ${age.reads ?? 'FILE'}`,
    );
  }
  return configuration;
};

/** What the command line says beats the file. */
const requireUnbeaten = ({ beaten }: ConfFile, key: string): void => {
  const option = beaten.get(key);
  if (option === undefined) return;
  throw new UserError(
    `Nothing would come of it: Odoo is started with ${option}, which beats ${key} in odoo.conf.`,
    `Change ${option} where Odoo is started (the unit file, the container's command), and restart Odoo.`,
  );
};

const reveal = (value: string | Secret | undefined): string | undefined =>
  value instanceof Secret ? value.reveal() : value;
