import type { Check } from '../../checks/cause.ts';
import { measureHomelessAliases } from '../../checks/measure/measure-database.ts';
import { finding } from '../../domain/finding/finding.ts';
import { menuPath } from '../../domain/odoo/menu-path.ts';
import { sanitizeLine } from '../../domain/sanitize.ts';
import { countOf } from '../../domain/wording/count.ts';
import { offerSet } from './set-catchall-remedy.ts';

const mostNamed = 5;

/** Aliases that lost their domain, as an upgrade to 17 without a catchall domain leaves them. */
export const aliases: Check = {
  id: 'catchall.aliases',
  title: 'Aliases without a domain',
  owner: 'odoo',
  run: async (context) => {
    const { value = [], evidence } = await measureHomelessAliases(context);
    // One without a name was never switched on.
    const homeless = value.flatMap(({ name }) => (name === null || name === '' ? [] : [sanitizeLine(name)]));
    if (homeless.length === 0) return [];
    const names = homeless.slice(0, mostNamed);
    const list = [...names, ...(homeless.length > mostNamed ? ['…'] : [])].join(', ');
    return [
      finding({
        status: 'warn',
        summary: `${countOf(homeless.length, 'alias', 'aliases')} (${list}) ${homeless.length === 1 ? 'belongs' : 'belong'} to no alias domain, so there is no address to write to.`,
        detail: `Mail to projects, sales teams or journals goes through such aliases. Give each a domain: ${menuPath(context.odoo.version.series, 'alias-domains')}.`,
        evidence,
        remedies: await offerSet(context, null),
      }),
    ];
  },
};
