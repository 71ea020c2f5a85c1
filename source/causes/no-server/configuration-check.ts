import type { Check } from '../../checks/cause.ts';
import { adviseConfigurationAge, describeConfigurationAge } from '../../checks/measure/configuration-age.ts';
import { ifPossible } from '../../checks/measure/if-possible.ts';
import { measureRelays } from '../../checks/measure/relays.ts';
import { finding } from '../../domain/finding/finding.ts';

/** Odoo reads odoo.conf when it starts: what was written later, or into another file, is not what it goes by. */
export const configurationCheck: Check = {
  id: 'no-server.configuration',
  title: 'Odoo runs with this odoo.conf',
  owner: 'host',
  async run(context) {
    const why = describeConfigurationAge(context.target, context.now());
    const { beaten, configuration } = context.target;
    if (why !== undefined) {
      const relays = (await ifPossible(context, measureRelays(context))) ?? [];
      const isUsed = relays.some(({ server }) => server === null || server.authentication === 'cli');
      return [
        finding({
          status: isUsed ? 'warn' : 'ok',
          summary: `${why}${isUsed ? ': what it sends with is not known' : ', which no mail server depends on'}.`,
          nextStep: adviseConfigurationAge(context.target),
        }),
      ];
    }
    if (beaten.size === 0) return [];
    const options = [...beaten.values()].join(', ');
    const summary = `Odoo's command line says ${options}, which beats ${configuration ?? 'odoo.conf'}.`;
    return [finding({ status: 'ok', summary })];
  },
};
