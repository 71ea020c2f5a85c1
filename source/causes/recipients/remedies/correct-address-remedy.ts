import type { Remedy } from '../../../checks/cause.ts';
import type { CheckContext } from '../../../checks/context.ts';
import { readRecipientFacts } from '../../../checks/measure/tried-recipients.ts';
import { UserError } from '../../../domain/errors.ts';
import { hasAnyAddress } from '../../../domain/mail/holds-address.ts';
import { classify } from '../../../domain/replies/classify-reply.ts';
import { normalizeAddress } from '../../../domain/routing/normalize.ts';
import { countOf } from '../../../domain/wording/count.ts';
import { composePlan } from '../../../remedies/compose-plan.ts';
import { planRow } from '../../../remedies/row-change.ts';
import { idOf } from '../../../remedies/subject-id.ts';
import { planOwnCopies } from './plan-own-copies.ts';

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
    if (!hasAnyAddress(address) || normalized === null) {
      throw new UserError(`'${address}' is no e-mail address.`, 'Write one, like ann@example.com.');
    }
    if (subject?.startsWith('mail:') === true) {
      const id = idOf(subject, 'mail');
      const reason = await findTrueReason(context, id);
      const { step, evidence } = await planRow(context, {
        table: 'mail_mail',
        id,
        after: { email_to: address, ...(reason === undefined ? {} : { failure_reason: reason }) },
      });
      return composePlan(correct, request, {
        locksQueue: true,
        transactions: [[step]],
        warnings: [
          'A mail that failed does not go out by itself: retry it then.',
          ...(reason === undefined
            ? []
            : [
                'Its failure is noted as what it was: nobody to go to. Else it would look as if it could have been delivered.',
              ]),
        ],
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
    const copies = await planOwnCopies(context, idOf(subject, 'partner'), address);
    return composePlan(correct, request, {
      ...(copies.rows.length === 0 ? {} : { locksQueue: true }),
      transactions: [
        copies.rows.length === 0 ? [step] : [step, { kind: 'update-rows', table: 'mail_mail', rows: copies.rows }],
      ],
      warnings: [
        ...(copies.rows.length === 0
          ? []
          : [
              `${countOf(copies.rows.length, 'mail holds', 'mails hold')} the old address in To or Cc as well, and ${copies.rows.length === 1 ? 'gets' : 'get'} the new one there.`,
            ]),
        'Whatever Odoo writes to this contact goes to the new address from now on.',
        'A mail that failed does not go out by itself: retry it then.',
      ],
      affects: { count: 1, noun: 'contact' },
      evidence: [...evidence, ...copies.evidence],
    });
  },
};

/** What 19 stores for a mail that had nobody to go to (NO_VALID_RECIPIENT, base/models/ir_mail_server.py). */
const noRecipient = 'At least one valid recipient address should be specified for outgoing emails (To/Cc/Bcc)';

/**
 * Up to 18 Odoo stores one text for that and for a line that broke while the mail was handed over. As long as the mail has
 * nobody, it is known which; undefined where the stored text says enough.
 */
const findTrueReason = async (context: CheckContext, id: number): Promise<string | undefined> => {
  const [{ unreachable }, [mail]] = await Promise.all([
    readRecipientFacts(context),
    context.odoo.mails([id], { signal: context.signal }),
  ]);
  const isUnclear = classify(mail?.failureReason ?? '').class === 'odoo.no_computed_recipient';
  return isUnclear && unreachable.has(id) ? noRecipient : undefined;
};
