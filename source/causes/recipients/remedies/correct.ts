import { UserError } from '../../../domain/errors.ts';
import { holdsAddress } from '../../../domain/holds-address.ts';
import { normalizeAddress } from '../../../domain/routing/normalize.ts';
import type { Remedy } from '../../cause.ts';
import { composePlan } from '../../plans/compose-plan.ts';
import { planRow } from '../../plans/row-change.ts';
import { idOf } from '../../plans/subject-id.ts';

/** Writes another address: into the contact (`partner:12`), or into a mail that names an address plainly (`mail:4711`). */
export const correct: Remedy = {
  id: 'recipients.correct',
  title: "Correct the recipient's address",
  risk: 'careful',
  inputs: async () => [{ name: 'address', label: 'E-mail address', kind: 'text' }],
  async plan(context, request) {
    const { subject, values } = request;
    const address = (values.texts['address'] ?? '').trim();
    const normalized = normalizeAddress(address);
    if (!holdsAddress(address) || normalized === null) {
      throw new UserError(`'${address}' is no e-mail address.`, 'Write one, like ann@example.com.');
    }
    if (subject?.startsWith('mail:') === true) {
      const { step, evidence } = await planRow(context, {
        table: 'mail_mail',
        id: idOf(subject, 'mail'),
        after: { email_to: address },
      });
      return composePlan(correct, request, {
        locksQueue: true,
        transactions: [[step]],
        warnings: ['A mail that failed does not go out by itself: retry it then.'],
        affects: { count: 1, noun: 'mail' },
        evidence,
      });
    }
    const { step, evidence } = await planRow(context, {
      table: 'res_partner',
      id: idOf(subject, 'partner'),
      // Odoo computes the second from the first when it writes; a write by SQL must do both.
      after: { email: address, email_normalized: normalized },
    });
    return composePlan(correct, request, {
      transactions: [[step]],
      warnings: [
        'Whatever Odoo writes to this contact goes to the new address from now on.',
        'A mail that failed does not go out by itself: retry it then.',
      ],
      affects: { count: 1, noun: 'contact' },
      evidence,
    });
  },
};
