import type { ByHand, FileEdit, OutsideStep } from '../../domain/change/plan.ts';
import { showValue } from '../change/value.ts';

/** What a step outside the database does, a phrase each. */
export const tellOutside = (step: OutsideStep): readonly string[] => {
  switch (step.kind) {
    case 'edit-file':
      return step.edits.map((edit) => `edit ${step.path} (a backup is kept): ${tellEdit(edit)}`);
    case 'create-file':
      return [`write the new file ${step.path} (mode ${step.mode}):`, ...step.content.trimEnd().split('\n')];
    case 'run-command':
      return [`run: ${step.argv.join(' ')}`];
    case 'end-backend':
      return [`end the database session of process ${step.pid} (since ${step.startedAt})`];
    case 'signal-cache':
      return ["tell Odoo's workers to read the system parameters anew"];
    case 'wake-queue':
      return ["wake Odoo's queue, so that it sends now"];
    case 'wake-action':
      return [`start the scheduled action "${step.name}" now`];
  }
};

const tellEdit = ({ section, key, before, after }: FileEdit): string =>
  `[${section}] ${key}: ${before === undefined ? '(not set)' : showValue(before)} → ${after === undefined ? '(removed)' : showValue(after)}`;

/** Where something is to be done by hand. */
export const placeOf: Readonly<Record<ByHand['owner'], string>> = {
  odoo: 'in Odoo',
  host: 'on the server',
  provider: 'at the mail provider',
  dns: 'in the DNS zone',
  recipient: "at the recipient's",
};
