import type { Remedy } from '../../../checks/cause.ts';
import type { CheckContext } from '../../../checks/context.ts';
import { UserError } from '../../../domain/errors.ts';
import { traitsOf } from '../../../domain/odoo/traits.ts';
import { countOf } from '../../../domain/wording/count.ts';
import { composePlan } from '../../../remedies/compose-plan.ts';
import { planParameters } from '../../../remedies/plan-parameters.ts';
import { planRow } from '../../../remedies/row-change.ts';
import { requireTightFit } from './require-fit.ts';

const megabyte = 1024 * 1024;
/** Odoo's estimate leaves out line ends and the text part, which the server counts. */
const margin = 0.9;

/** 18+: below the server's limit Odoo sends links to the attachments instead. */
export const useLinks: Remedy = {
  id: 'size.links',
  title: 'Let Odoo send links to attachments that are too large',
  risk: 'careful',
  inputs: async () => [],
  async plan(context, request) {
    const { session, limit, tooLarge, helpedByLinks } = await requireTightFit(context, request.subject);
    const { server } = session.relay;
    if (!traitsOf(context.odoo.version.series).linksForLargeMail || server === null) {
      throw new UserError('Odoo sends links in place of attachments from 18 on, and only for servers of its own list.');
    }
    if (helpedByLinks.length === 0) {
      throw new UserError(
        'None of these mails would become smaller: Odoo puts links in place of attachments of a business record alone.',
        'Take the attachments off, or let the server take more: size.drop, size.raise.',
      );
    }
    const megabytes = Math.floor((limit / megabyte) * margin * 100) / 100;
    const isOfServer = traitsOf(context.odoo.version.series).serverSizeLimit;
    const { steps, evidence } = isOfServer
      ? await planServerLimit(context, server.id, megabytes)
      : await planParameters(context, { 'base.default_max_email_size': String(megabytes) });
    return composePlan(useLinks, request, {
      transactions: [steps],
      outside: isOfServer ? [] : [{ kind: 'signal-cache' }],
      warnings: [
        ...(isOfServer ? [] : ['It is one limit for all outgoing servers: whatever is larger goes out with links.']),
        `${countOf(helpedByLinks.length, 'mail goes', 'mails go')} out with a link in place of the attachment; whoever gets it must be able to open web.base.url.`,
        ...(tooLarge.length > helpedByLinks.length
          ? [
              `${countOf(tooLarge.length - helpedByLinks.length, 'mail stays', 'mails stay')} too large: their files belong to no business record, and go out whole.`,
            ]
          : []),
        'A mail that failed does not go out by itself: retry it then.',
      ],
      affects: { count: 1, noun: isOfServer ? 'outgoing mail server' : 'system parameter' },
      evidence,
    });
  },
};

const planServerLimit = async (context: CheckContext, id: number, megabytes: number) => {
  const after = { max_email_size: String(megabytes) };
  const { step, evidence } = await planRow(context, { table: 'ir_mail_server', id, after });
  return { steps: [step], evidence };
};
