import type { Check } from '../../checks/cause.ts';
import { measureHomelessAliases } from '../../checks/measure/measure-database.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { menuPath } from '../../domain/odoo/menu-path.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
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
    const judged = judgeAliases(
      value.map(({ name }) => name),
      context.odoo.version.series,
    );
    return judged === undefined ? [] : [{ ...judged, evidence, remedies: await offerSet(context, null) }];
  },
};

/** Of aliases without a domain, by their names. Without its evidence and its remedies. */
export const judgeAliases = (names: readonly (string | null)[], series: OdooSeries): CheckFinding | undefined => {
  // One without a name was never switched on.
  const homeless = names.flatMap((name) => (name === null || name === '' ? [] : [sanitizeLine(name)]));
  if (homeless.length === 0) return undefined;
  const list = [...homeless.slice(0, mostNamed), ...(homeless.length > mostNamed ? ['…'] : [])].join(', ');
  return finding({
    status: 'warn',
    summary: `${countOf(homeless.length, 'alias', 'aliases')} (${list}) ${homeless.length === 1 ? 'belongs' : 'belong'} to no alias domain, so there is no address to write to.`,
    detail: `Mail to projects, sales teams or journals goes through such aliases. Give each a domain: ${menuPath(series, 'alias-domains')}.`,
  });
};
