import type { Check } from '../../checks/cause.ts';
import { readWithEvidence } from '../../checks/measure/shared.ts';
import { measureWaiting } from '../../checks/measure/waiting.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import type { HeldMail } from '../../domain/mail/held-mail.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { countOf } from '../../domain/wording/count.ts';
import { formatClock } from '../../domain/wording/duration.ts';

/** Mails with a date before which they do not leave. */
export const heldCheck: Check = {
  id: 'scheduled.held',
  title: 'Mails with a date',
  owner: 'odoo',
  decides: true,
  async run(context) {
    const { held } = await measureWaiting(context);
    const common = { status: 'ok' } as const;
    if (held.length === 0) return [finding({ ...common, summary: 'No mail is held back until a later date.' })];
    return [
      finding({
        ...common,
        summary: `${countOf(held.length, 'mail is', 'mails are')} held back on purpose, the first until ${formatClock(held.earliest('scheduledAt') ?? context.now(), context.now())}.`,
        detail: 'Each carries a scheduled date and leaves with the first run of the queue after it.',
        explains: held.length,
      }),
    ];
  },
};

/** 14 keeps whatever a template produced as text, and compares it as text. */
export const unreadableDateCheck: Check = {
  id: 'scheduled.date',
  title: 'Dates that Odoo can read',
  owner: 'odoo',
  async run(context) {
    if (traitsOf(context.odoo.version.series).checkedDates) return [];
    const { due, held } = await measureWaiting(context);
    const { ids } = due.with(held);
    const { value, evidence } = await readWithEvidence(context, (odoo, options) => odoo.heldMails(ids, options));
    const judged = judgeDates(value, context.now());
    return judged === undefined ? [] : [{ ...judged, evidence }];
  },
};

/**
 * As Odoo compares: what sorts before now leaves with the next run, whatever it says. Undefined where each leaves some
 * day.
 */
export const judgeDates = (mails: readonly Pick<HeldMail, 'schedule'>[], now: Date): CheckFinding | undefined => {
  const today = now.toISOString().slice(0, 19).replace('T', ' ');
  const never = mails.flatMap(({ schedule }) =>
    schedule.kind === 'text' && schedule.text > today ? [schedule.text] : [],
  );
  const [sample] = never;
  if (sample === undefined) return undefined;
  return finding({
    status: 'warn',
    summary: `${countOf(never.length, 'mail has', 'mails have')} a scheduled date that is none ("${sample}"), so that no run takes ${never.length === 1 ? 'it' : 'them'}.`,
    detail: 'Odoo 14 compares the date as text. Correct the template that wrote it, and the date on the mails.',
    explains: never.length,
  });
};
