import { applyPurge } from '../../changes/purge/apply-purge.ts';
import { planPurge } from '../../changes/purge/plan-purge.ts';
import { UsageError } from '../../domain/errors.ts';
import type { MailFilter } from '../../domain/mail/mail-filter.ts';
import { type MailFilterOptions, readMailFilter } from '../../inquiry/read-mail-filter.ts';
import type { Command } from '../../world/command.ts';
import { filestoreOf } from '../../world/mail-world.ts';
import { nameOfDatabase } from '../../world/open-target.ts';
import { withinDeadline } from '../../world/within-deadline.ts';
import { runMailAction } from './mail-action.ts';

export interface PurgeArguments extends MailFilterOptions {
  readonly apply: boolean;
}

/** Archives and deletes failed and cancelled mails. Statuses as in runMailAction. */
export const runPurge: Command<PurgeArguments> = async (context, args) => {
  const given = readMailFilter(args, context.now());
  if (given.before === undefined && given.ids === undefined) {
    throw new UsageError('purge needs --older-than, --before or --id: it deletes.');
  }
  const filter: MailFilter =
    given.ids === undefined && given.states === undefined ? { ...given, states: ['exception', 'cancel'] } : given;
  return await runMailAction(context, {
    verb: 'purge',
    filter,
    apply: args.apply,
    prepare: async (opened, ids) => {
      const filestore = filestoreOf(opened);
      const preview = await withinDeadline(context, nameOfDatabase(opened.address), ({ signal }) =>
        planPurge({ odoo: opened.odoo, filestore }, ids, { signal }),
      );
      return {
        shown: { action: 'purge', preview },
        carryOut: async (plan, changes, options) => ({
          result: await applyPurge({ ...preview, plan }, filestore, changes, options),
          sending: undefined,
        }),
      };
    },
  });
};
