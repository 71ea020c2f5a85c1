import { planCancel } from '../../changes/cancel/plan-cancel.ts';
import { UsageError } from '../../domain/errors.ts';
import { type MailFilterOptions, readMailFilter } from '../../inquiry/read-mail-filter.ts';
import type { Command } from '../../world/command.ts';
import { nameOfDatabase } from '../../world/open-target.ts';
import { withinDeadline } from '../../world/within-deadline.ts';
import { runMailAction } from './mail-action.ts';

export interface CancelArguments extends MailFilterOptions {
  readonly apply: boolean;
}

/** Cancels waiting and failed mails. Statuses as in runMailAction. */
export const runCancel: Command<CancelArguments> = async (context, args) => {
  const { limit, ...conditions } = readMailFilter(args, context.now());
  if (Object.keys(conditions).length === 0) {
    throw new UsageError(
      'cancel needs to be told which mails: it would stop everything that waits.',
      'Add a filter such as --state exception, --class rcpt.unknown, --older-than 30d or --id.',
    );
  }
  return await runMailAction(context, {
    verb: 'cancel',
    filter: limit === undefined ? conditions : { ...conditions, limit },
    apply: args.apply,
    prepare: async ({ odoo, address }, ids) => {
      const preview = await withinDeadline(context, nameOfDatabase(address), ({ signal, now }) =>
        planCancel({ odoo, now }, ids, { signal }),
      );
      return { shown: { action: 'cancel', preview } };
    },
  });
};
