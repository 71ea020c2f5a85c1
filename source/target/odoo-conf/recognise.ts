import { UserError } from '../../domain/errors.ts';
import { parseIni } from './ini.ts';
import type { TextFile } from './read-text-file.ts';

/** Ours, and those of OCA's server_environment: a file of these alone stands beside Odoo's defaults. */
const known = /^(?:options|odoo_mail_doctor|(?:outgoing|incoming)_mail(?:\..*)?|ir\.config_parameter)$/;

/**
 * Refuses a file that somebody named as odoo.conf and that is another program's: nothing in it would be understood, and
 * Odoo's defaults would be taken for what the server is set to.
 * @throws UserError saying what it lacks.
 */
export const requireOdooConf = ({ path, text }: TextFile): void => {
  const hasContent = text.split('\n').some((line) => /^\s*[^\s#;]/.test(line));
  if (!hasContent) return;
  const sections = [...parseIni(text).sections.keys()];
  if (sections.some((name) => known.test(name))) return;
  throw new UserError(
    `${path} is no odoo.conf: it has no section [options]${
      sections.length === 0
        ? ''
        : `, only ${sections
            .slice(0, 3)
            .map((name) => `[${name}]`)
            .join(', ')}${sections.length > 3 ? ' and others' : ''}`
    }.`,
    "Odoo's process shows which file it reads: ps -ef | grep odoo",
  );
};
