import { finding } from '../../domain/finding.ts';
import { isNeutralized } from '../../domain/mail-parameter.ts';
import type { Check } from '../cause.ts';
import { readParameters } from '../measure/database.ts';
import { countDue } from '../measure/waiting.ts';

/** A copy for testing must not send: nothing here is to be mended. */
export const neutralizedCheck: Check = {
  id: 'no-server.neutralized',
  title: 'This is the real database',
  async run(context) {
    const { value, evidence } = await readParameters(context);
    const common = { check: 'no-server.neutralized', owner: 'odoo', evidence } as const;
    if (!isNeutralized(value)) {
      return [
        finding({ ...common, status: 'ok', summary: 'This database is not marked as a copy that must not send.' }),
      ];
    }
    const due = await countDue(context);
    return [
      finding({
        ...common,
        status: 'warn',
        summary: 'This is a neutralized copy: it must not send, and it does not.',
        detail:
          'odoo-bin neutralize archived its mail servers and switched its scheduled actions off, so that a copy never writes to customers. The mails in it belong to the original, which may have sent them. Look at the original database instead; nothing is mended here.',
        ...(due === undefined ? {} : { explains: due }),
      }),
    ];
  },
};
