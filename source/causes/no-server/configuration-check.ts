import type { Check } from '../../checks/cause.ts';
import type { CheckTarget } from '../../checks/context.ts';
import { adviseConfigurationAge, describeConfigurationAge } from '../../checks/measure/configuration-age.ts';
import { ifPossible } from '../../checks/measure/if-possible.ts';
import { measureRelays } from '../../checks/measure/relays.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import type { MailServer } from '../../domain/odoo/mail-server.ts';

/** Odoo reads odoo.conf when it starts: what was written later, or into another file, is not what it goes by. */
export const configurationCheck: Check = {
  id: 'no-server.configuration',
  title: 'Odoo runs with this odoo.conf',
  owner: 'host',
  async run(context) {
    const relays = await ifPossible(context, measureRelays(context));
    const judged = judgeConfiguration(context.target, relays ?? [], context.now());
    return judged === undefined ? [] : [judged];
  },
};

/** Undefined where Odoo goes by that file, and by nothing else. */
export const judgeConfiguration = (
  target: Pick<CheckTarget, 'age' | 'configuration' | 'beaten'>,
  relays: readonly { readonly server: Pick<MailServer, 'authentication'> | null }[],
  now: Date,
): CheckFinding | undefined => {
  const why = describeConfigurationAge(target, now);
  if (why !== undefined) {
    const isUsed = relays.some(({ server }) => server === null || server.authentication === 'cli');
    return finding({
      status: isUsed ? 'warn' : 'ok',
      summary: `${why}${isUsed ? ': what it sends with is not known' : ', which no mail server depends on'}.`,
      nextStep: adviseConfigurationAge(target),
    });
  }
  const { beaten, configuration } = target;
  if (beaten.size === 0) return undefined;
  const options = [...beaten.values()].join(', ');
  const summary = `Odoo's command line says ${options}, which beats ${configuration ?? 'odoo.conf'}.`;
  return finding({ status: 'ok', summary });
};
