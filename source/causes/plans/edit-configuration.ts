import { createHash } from 'node:crypto';
import { UserError } from '../../domain/errors.ts';
import type { ByHand, OutsideStep } from '../../domain/plan.ts';
import { readBytes } from '../../services/host/replace-file.ts';
import { parseIni } from '../../target/odoo-conf/ini.ts';
import type { CheckContext } from '../context.ts';
import { ifPossible } from '../measure/if-possible.ts';
import { readOdooStarts } from '../measure/odoo-start.ts';

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
  const path = context.target.configuration;
  if (path === undefined) {
    throw new UserError('No odoo.conf was read, so none can be changed.', 'Name it with -c FILE.');
  }
  const bytes = await readBytes(path);
  const before = parseIni(bytes.toString('utf8')).sections.get('options')?.get(key)?.value;
  if (before === after) throw new UserError(`${path} says ${key} = ${after} already.`, 'Restart Odoo.');
  return {
    step: {
      kind: 'edit-file',
      path,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      edits: [{ section: 'options', key, before, after }],
    },
    restart: await describeRestart(context),
  };
};

/** Odoo reads its configuration when it starts. */
export const describeRestart = async (context: CheckContext): Promise<ByHand> => {
  const unit = (await ifPossible(context, readOdooStarts(context)))?.unit;
  return unit === undefined
    ? { owner: 'host', words: 'Restart Odoo: it reads its configuration only when it starts.' }
    : {
        owner: 'host',
        words: 'Restart Odoo: it reads its configuration only when it starts.',
        copy: `sudo systemctl restart ${unit}`,
      };
};
