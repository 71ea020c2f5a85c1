import { readFile } from 'node:fs/promises';
import { UserError } from '../domain/errors.ts';
import { type Trust, trustSystem } from '../services/smtp/tls/trust.ts';
import { resolveTarget } from '../target/target.ts';
import type { CommandContext } from './command.ts';

/**
 * Whom a probe trusts: the system's authorities, and with `-c` those of `ca_file` in its [odoo_mail_doctor] section.
 * @throws UserError when that file cannot be read.
 */
export const chooseTrust = async ({ options, env, signal }: CommandContext): Promise<Trust> => {
  if (options.config === undefined) return trustSystem();
  const { configuration } = await resolveTarget({ options, env });
  const caFile = configuration?.doctor.caFile;
  if (caFile === undefined) return trustSystem();
  try {
    return trustSystem([await readFile(caFile.value, { encoding: 'utf8', signal })]);
  } catch (error) {
    const message = `The certificates in ${caFile.value} (ca_file of ${options.config}) cannot be read.`;
    throw new UserError(message, 'Mend ca_file, or leave -c out.', { cause: error });
  }
};
