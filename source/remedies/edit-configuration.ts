import type { CheckContext } from '../checks/context.ts';
import { ifPossible } from '../checks/measure/if-possible.ts';
import { readOdooStarts } from '../checks/measure/odoo-start.ts';
import type { ByHand, OutsideStep } from '../domain/change/plan.ts';
import { UserError } from '../domain/errors.ts';
import { planConfEdit } from './conf-edit.ts';

/**
 * The step that sets one key of odoo.conf's [options], read at this moment, and what must be done so that it takes
 * effect.
 * @throws UserError without an odoo.conf; ProbeError when it cannot be read.
 */
export const planConfiguration = async (
  context: CheckContext,
  key: string,
  after: string,
): Promise<{ readonly step: OutsideStep; readonly restart: ByHand }> => {
  const step = await planConfEdit(context, { [key]: after });
  if (step === undefined) throw new UserError(`odoo.conf says ${key} = ${after} already.`, 'Restart Odoo.');
  return { step, restart: await describeRestart(context) };
};

/** Odoo reads its configuration when it starts. */
export const describeRestart = async (context: CheckContext): Promise<ByHand> => {
  const unit = (await ifPossible(context, readOdooStarts(context)))?.unit;
  return restartOf(unit);
};

/** With the command, where it is known as which unit systemd runs it. */
export const restartOf = (unit: string | undefined): ByHand => ({
  owner: 'host',
  words: 'Restart Odoo: it reads its configuration only when it starts.',
  ...(unit === undefined ? {} : { copy: `sudo systemctl restart ${unit}` }),
});

/** The first thing that a plan for odoo.conf says; the restart itself is its last. */
export const restartWarning = 'Nothing changes before Odoo is restarted: it reads odoo.conf only when it starts.';
