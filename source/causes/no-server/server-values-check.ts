import type { Check } from '../../checks/cause.ts';
import { measureMailServers } from '../../checks/measure/measure-database.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import type { MailServer } from '../../domain/odoo/mail-server.ts';
import { countOf } from '../../domain/wording/count.ts';

/**
 * Whether Odoo takes host, port, encryption, user and password from the rows that we read. OCA's mail_environment keeps
 * them in files, encrypted_data or server_env_defaults, and leaves the old columns behind.
 */
export const valuesCheck: Check = {
  id: 'no-server.values',
  title: 'Where the servers have their settings from',
  owner: 'odoo',
  decides: true,
  async run(context) {
    const { value: servers, evidence } = await measureMailServers(context);
    const judged = judgeValues(servers);
    return judged === undefined ? [] : [{ ...judged, evidence }];
  },
};

/** Without its evidence; undefined where Odoo reads all of them from the table. */
export const judgeValues = (servers: readonly MailServer[]): CheckFinding | undefined => {
  const detached = servers.filter((server) => server.active && server.detached !== null);
  const [first] = detached;
  if (first === undefined) return undefined;
  if (!first.detached?.includes('mail_environment')) {
    const summary = `The settings of ${countOf(detached.length, 'outgoing mail server is', 'outgoing mail servers are')} not known in full: ${first.detached}.`;
    return finding({ status: 'unknown', summary });
  }
  const unknown = detached.filter(({ host }) => host === null);
  const files = `[outgoing_mail] and [outgoing_mail.NAME] in odoo.conf, in server_environment_files or in the variable SERVER_ENV_CONFIG, then server_env_defaults`;
  const detail = `With this module (OCA) Odoo looks in ${files}; the columns smtp_host, smtp_port, smtp_user, smtp_pass and smtp_encryption of ir_mail_server stay behind and are not read. No login is tried from here, and no remedy writes these columns: change the files, or the server in Odoo.`;
  const summary =
    unknown.length === 0
      ? `The module mail_environment is installed: ${countOf(detached.length, 'outgoing mail server has', 'outgoing mail servers have')} settings from outside the table, and those that are read here may be beaten by files that are not.`
      : `The module mail_environment is installed, and where ${listNames(unknown.map(({ name }) => name))} ${unknown.length === 1 ? 'leads' : 'lead'} is not known from here.`;
  // Where nothing more is known than what may be beaten, it is not known to be right.
  return finding({ status: 'unknown', summary, detail });
};

const listNames = (names: readonly string[]): string =>
  names.length <= 2 ? names.join(' and ') : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
