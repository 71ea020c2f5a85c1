import type { Remedy } from '../../../checks/cause.ts';
import { readWithEvidence } from '../../../checks/measure/shared.ts';
import { UserError } from '../../../domain/errors.ts';
import { composePlan } from '../../../remedies/compose-plan.ts';
import { requireTightFit } from './require-fit.ts';

/** Takes the files off the messages; the files themselves stay where they are. */
export const drop: Remedy = {
  id: 'size.drop',
  title: 'Take the attachments off the mails that are too large',
  risk: 'careful',
  inputs: async () => [],
  async plan(context, request) {
    const { tooLarge } = await requireTightFit(context, request.subject);
    const ids = tooLarge.map(({ mail }) => mail.id);
    const { value: links, evidence } = await readWithEvidence(context, (odoo, options) =>
      odoo.attachmentLinks(ids, options),
    );
    if (links.length === 0) throw new UserError('These mails have no attachments: their text itself is too large.');
    return composePlan(drop, request, {
      locksQueue: true,
      transactions: [
        [
          {
            kind: 'delete-rows',
            table: 'message_attachment_rel',
            rows: links.map(({ message_id, attachment_id }) => ({ message_id, attachment_id })),
          },
        ],
      ],
      warnings: [
        "The recipients get the text without the files, and the message in the document's history shows none either.",
        'A mail that failed does not go out by itself: retry it then.',
      ],
      affects: { count: ids.length, noun: 'mail' },
      evidence,
    });
  },
};
