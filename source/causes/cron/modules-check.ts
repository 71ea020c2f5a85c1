import type { Check } from '../../checks/cause.ts';
import { measureModules } from '../../checks/measure/measure-runner.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { menuPath } from '../../domain/odoo/menu-path.ts';
import { isPending, type OdooModule } from '../../domain/odoo/odoo-module.ts';
import { parseOdooVersion } from '../../domain/odoo/odoo-version.ts';
import { hasVersionOfCode } from '../../domain/odoo/queue-obstacle.ts';
import { countOf } from '../../domain/wording/count.ts';
import type { Odoo } from '../../services/odoo/odoo.ts';
import { measureStandstill, type Standstill } from './find-queue-cron.ts';

const shown = 5;

const list = (names: readonly string[]): string =>
  names.length <= shown ? names.join(', ') : `${names.slice(0, shown).join(', ')} and ${names.length - shown} more`;

/** One module on its way in or out stops every scheduled action (`_check_modules_state`, base/models/ir_cron.py). */
export const modulesCheck: Check = {
  id: 'cron.modules',
  title: 'No module holds all scheduled actions up',
  owner: 'odoo',
  async run(context) {
    const { value, evidence } = await measureModules(context);
    return [{ ...judgePending(value, context.odoo, await measureStandstill(context)), evidence }];
  },
};

type Database = Pick<Odoo, 'database' | 'version'>;

/** Without its evidence. */
export const judgePending = (
  modules: readonly OdooModule[],
  { database, version }: Database,
  { cost, ...counted }: Standstill,
): CheckFinding => {
  const pending = modules.filter(isPending);
  const [first] = pending;
  if (first === undefined) {
    return finding({ status: 'ok', summary: 'No module waits to be installed, upgraded or removed.' });
  }
  return finding({
    ...counted,
    status: 'fail',
    summary: `${countOf(pending.length, 'module is', 'modules are')} half-way through an install or upgrade, and until that is finished Odoo runs no scheduled action at all${cost}.`,
    detail: `${list(pending.map(({ name, state }) => `${name} (${state})`))}. Finish it with odoo-bin -u ${first.name} -d ${database} --stop-after-init, or cancel it under ${menuPath(version.series, 'modules')}. The web pages work all the while, so nobody notices.`,
  });
};

/**
 * Where the code has another version than the tables, Odoo runs no scheduled action either. The tables do not name the
 * code's version; but modules of two versions side by side mean that an upgrade stopped in the middle.
 */
export const versionCheck: Check = {
  id: 'cron.version',
  title: 'Code and database have the same version',
  owner: 'odoo',
  async run(context) {
    const { value, evidence } = await measureModules(context);
    return [{ ...judgeVersions(value, context.odoo, await measureStandstill(context)), evidence }];
  },
};

/** They come with every Odoo, whose version theirs begins with. */
const ownModules: ReadonlySet<string> = new Set(['web', 'mail', 'base_setup', 'bus']);

/** Without its evidence. */
export const judgeVersions = (
  modules: readonly OdooModule[],
  { database, version }: Database,
  { cost, ...counted }: Standstill,
): CheckFinding => {
  const { full, text } = version;
  if (!hasVersionOfCode(version)) {
    return finding({
      ...counted,
      status: 'fail',
      summary: `Base has version ${full} in this database, and ${text}.1.3 in Odoo's code: until both are the same Odoo runs no scheduled action${cost}.`,
      detail: `Odoo's log then says "Skipping database … as its base version is not …". odoo-bin -u base -d ${database} --stop-after-init brings the database to the code's version.`,
    });
  }
  const base = parseOdooVersion(full);
  const others = modules.filter((module) => ownModules.has(module.name) && isOfAnother(module, base));
  if (others.length === 0) {
    return finding({ status: 'ok', summary: `Odoo's own modules all have version ${text}.` });
  }
  return finding({
    status: 'warn',
    summary: `Base has version ${text}, but ${list(others.map(({ name, version: its }) => `${name} ${its ?? ''}`.trim()))}: an upgrade seems to have stopped in the middle.`,
    detail: `Odoo runs no scheduled action while base has another version than the code; its log then says "Skipping database … as its base version is not …". odoo-bin -u base -d ${database} --stop-after-init completes it.`,
  });
};

const isOfAnother = ({ version }: OdooModule, base: ReturnType<typeof parseOdooVersion>): boolean => {
  const parsed = version === null ? null : parseOdooVersion(version);
  return parsed !== null && (parsed.series !== base?.series || parsed.isNewer !== base.isNewer);
};
