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
  const path = target.configuration;
  if (path === undefined) {
    throw new UserError(
      'No odoo.conf was found, and this setting lives there.',
      'Name the file that Odoo reads with --config FILE.',
    );
  }
  for (const key of Object.keys(values)) requireUnbeaten(target, key);
  if (target.age.kind === 'other-file') {
    throw new UserError(
      `Nothing would come of it: Odoo (process ${target.age.pid}) reads ${target.age.reads ?? 'another odoo.conf or none'} and not ${path}.`,
      `Name the file that Odoo reads: -c ${target.age.reads ?? 'FILE'}`,
    );
  }
  const content = await readBytes(path);
  const known = parseIni(content.toString('utf8')).sections.get(section);
  const edits = Object.entries(values).flatMap(([key, after]): FileEdit[] => {
    const text = known?.get(key)?.value;
    if (text === reveal(after)) return [];
    // A secret's predecessor is one, too.
    const before = text === undefined || !(after instanceof Secret) ? text : new Secret(text);
    return [{ section, key, before, after }];
  });
  const sha256 = createHash('sha256').update(content).digest('hex');
  return edits.length === 0 ? undefined : { kind: 'edit-file', path, sha256, edits };
};

/** What the command line says beats the file. */
const requireUnbeaten = ({ beaten }: CheckContext['target'], key: string): void => {
  const option = beaten.get(key);
  if (option === undefined) return;
  throw new UserError(
    `Nothing would come of it: Odoo is started with ${option}, which beats ${key} in odoo.conf.`,
    `Change ${option} where Odoo is started (the unit file, the container's command), and restart Odoo.`,
  );
};

const reveal = (value: string | Secret | undefined): string | undefined =>
  value instanceof Secret ? value.reveal() : value;
