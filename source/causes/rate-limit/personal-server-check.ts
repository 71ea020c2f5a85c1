import type { Check } from '../../checks/cause.ts';
import { measureMailServers, measureParameters } from '../../checks/measure/measure-database.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import type { MailParameters } from '../../domain/odoo/mail-parameter.ts';
import type { MailServer } from '../../domain/odoo/mail-server.ts';
import { countOf } from '../../domain/wording/count.ts';

/** Odoo's own limits a minute where no parameter says otherwise (mail/models/ir_mail_server.py, 19). */
const usualLimit = 30;
const usualOutlookLimit = 10;

/** 19: a person's own server sends so many a minute, and Odoo puts the rest off for a minute by itself. Not a fault. */
export const personalCheck: Check = {
  id: 'rate-limit.personal',
  title: 'Personal mail servers',
  owner: 'odoo',
  run: async (context) => {
    const [servers, parameters] = await Promise.all([measureMailServers(context), measureParameters(context)]);
    return servers.value
      .filter(({ active, owner }) => active && owner !== null && owner !== undefined)
      .map((server) => judgePersonal(server, parameters.value));
  },
};

export const judgePersonal = (
  server: Pick<MailServer, 'id' | 'name' | 'authentication'>,
  parameters: MailParameters,
): CheckFinding => {
  const limit = limitOf(server, parameters);
  return finding({
    subject: `server:${server.id}`,
    status: 'ok',
    summary: `${server.name} is somebody's own server: Odoo sends ${countOf(limit, 'mail')} a minute through it and puts the rest off by itself.`,
  });
};

const limitOf = ({ authentication }: Pick<MailServer, 'authentication'>, parameters: MailParameters): number => {
  const isOutlook = authentication === 'outlook';
  const set = Number(
    parameters[isOutlook ? 'mail.server.personal.limit.minutes_outlook' : 'mail.server.personal.limit.minutes'],
  );
  return set > 0 ? set : isOutlook ? usualOutlookLimit : usualLimit;
};
