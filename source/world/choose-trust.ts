import { readFile } from 'node:fs/promises';
import { UserError } from '../domain/errors.ts';
import { type Trust, trustSystem } from '../services/smtp/tls/trust.ts';
import { resolveTarget, type Target } from '../target/target.ts';
import type { CommandContext } from './command.ts';

/**
 * Whom a probe trusts: the system's authorities, and with `-c` those of `ca_file` in its [odoo_mail_doctor] section.
 * @throws UserError when that file cannot be read.
 */
export const chooseTrust = async ({ options, env, signal }: CommandContext): Promise<Trust> =>
  options.config === undefined ? trustSystem() : await trustOf(await resolveTarget({ options, env }), signal);

/**
 * Whom everything about this target trusts.
 * @throws UserError when its `ca_file` cannot be read.
 */
export const trustOf = async ({ configuration }: Target, signal: AbortSignal): Promise<Trust> => {
  const caFile = configuration?.doctor.caFile;
  if (caFile === undefined) return trustSystem();
  try {
    return trustSystem([await readFile(caFile.value, { encoding: 'utf8', signal })]);
  } catch (error) {
    signal.throwIfAborted();
    const message = `The certificates in ${caFile.value} (ca_file of ${configuration?.path}) cannot be read.`;
    throw new UserError(message, 'Mend ca_file, or leave -c out.', { cause: error });
  }
};
