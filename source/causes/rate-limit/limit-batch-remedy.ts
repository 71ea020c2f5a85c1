import type { Remedy } from '../../checks/cause.ts';
import { UserError } from '../../domain/errors.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { composePlan } from '../../remedies/compose-plan.ts';
import { requireText } from '../../remedies/outgoing-server/server-settings.ts';
import { planParameters } from '../../remedies/plan-parameters.ts';

const perRun = 'mail.mail.queue.batch.size';
const perSession = 'mail.session.batch.size';

/** How many mails one run of the queue takes, or one session with a server. */
export const limitBatch: Remedy = {
  id: 'rate-limit.batch',
  title: 'Send fewer mails in one run of the queue, or in one session',
  risk: 'careful',
  inputs: async ({ odoo }) => {
    const { choices, parameter, size } = suggestBatch(odoo.version.series);
    return [
      { name: 'parameter', label: 'Which limit', kind: 'choice', choices, suggestion: parameter },
      { name: 'size', label: 'Mails', kind: 'number', suggestion: size },
    ];
  },
  plan: async (context, request) => {
    const { series } = context.odoo.version;
    const parameter = requireText(request, 'parameter', 'Which limit');
    requireLimit(parameter, series);
    const size = requireSize(requireText(request, 'size', 'How many mails'));
    const { steps, evidence } = await planParameters(context, { [parameter]: String(size) });
    if (steps.length === 0) throw new UserError(`${parameter} is ${size} already.`);
    return composePlan(
      { ...limitBatch, title: `Set ${parameter} to ${size}` },
      { subject: request.subject },
      {
        transactions: [steps],
        outside: [{ kind: 'signal-cache' }],
        warnings: warnOfBatchSize(parameter, series, size),
        affects: { count: 1, noun: 'system parameter' },
        evidence,
      },
    );
  },
};

interface BatchSuggestion {
  readonly choices: readonly string[];
  readonly parameter: string;
  readonly size: string;
}

/** Which limits that version has, and what to begin with. */
export const suggestBatch = (series: OdooSeries): BatchSuggestion =>
  traitsOf(series).batchParameter
    ? { choices: [perRun, perSession], parameter: perRun, size: '80' }
    : { choices: [perSession], parameter: perSession, size: '50' };

/** @throws UserError where that version has no such limit. */
export const requireLimit = (parameter: string, series: OdooSeries): void => {
  const { choices } = suggestBatch(series);
  if (choices.includes(parameter)) return;
  throw new UserError(`Odoo ${series} has no limit '${parameter}'.`, `It has ${choices.toReversed().join(' and ')}.`);
};

/** @throws UserError where it is no number of mails. */
export const requireSize = (text: string): number => {
  const size = Number(text);
  if (Number.isInteger(size) && size >= 1) return size;
  throw new UserError('How many mails must be a whole number of at least 1.');
};

/** What the plan warns of, for that size of that parameter. */
export const warnOfBatchSize = (parameter: string, series: OdooSeries, size: number): readonly string[] => {
  if (parameter === perSession)
    return ['Odoo opens a new session for every so many mails; the number of mails stays the same.'];
  const { batchesPerRun, stopsAfterOneBatch } = traitsOf(series);
  const aRun = stopsAfterOneBatch ? size : size * batchesPerRun;
  if (!Number.isFinite(aRun)) {
    return [
      `Odoo ${series} goes on with the next batch until the queue is empty: the number of mails stays the same. What spreads them over time is odoo-mail-doctor fix rate-limit.pace.`,
    ];
  }
  return [
    `The queue then takes at most ${aRun} mails a run; with the usual run an hour that is ${aRun * 24} a day, the newest first.`,
    'Mails that Odoo sends at once, without the queue, are not held back.',
  ];
};
