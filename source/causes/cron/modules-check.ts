import type { Check } from '../../checks/cause.ts';
import { measureModules } from '../../checks/measure/measure-runner.ts';
import { finding } from '../../domain/finding/finding.ts';
import { menuPath } from '../../domain/odoo/menu-path.ts';
import { isPending } from '../../domain/odoo/odoo-module.ts';
import { parseOdooVersion } from '../../domain/odoo/odoo-version.ts';
import { hasVersionOfCode } from '../../domain/odoo/queue-obstacle.ts';
import { countOf } from '../../domain/wording/count.ts';
import { measureStandstill } from './find-queue-cron.ts';

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
    const pending = value.filter(isPending);
    if (pending.length === 0) {
      return [finding({ evidence, status: 'ok', summary: 'No module waits to be installed, upgraded or removed.' })];
    }
    const { cost, ...standstill } = await measureStandstill(context);
    const names = list(pending.map(({ name, state }) => `${name} (${state})`));
    return [
      finding({
        evidence,
        ...standstill,
        status: 'fail',
        summary: `${countOf(pending.length, 'module is', 'modules are')} half-way through an install or upgrade, and until that is finished Odoo runs no scheduled action at all${cost}.`,
        detail: `${names}. Finish it with odoo-bin -u ${pending[0]?.name ?? 'all'} -d ${context.odoo.database} --stop-after-init, or cancel it under ${menuPath(context.odoo.version.series, 'modules')}. The web pages work all the while, so nobody notices.`,
      }),
    ];
  },
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
    const { full: base, text } = context.odoo.version;
    const expected = parseOdooVersion(base);
    const others = value.filter(({ version }) => {
      const parsed = version === null ? null : parseOdooVersion(version);
      return parsed !== null && (parsed.series !== expected?.series || parsed.isNewer !== expected.isNewer);
    });
    if (!hasVersionOfCode(context.odoo.version)) {
      const { full } = context.odoo.version;
      const { cost, ...standstill } = await measureStandstill(context);
      return [
        finding({
          evidence,
          ...standstill,
          status: 'fail',
          summary: `Base has version ${full} in this database, and ${text}.1.3 in Odoo's code: until both are the same Odoo runs no scheduled action${cost}.`,
          detail: `Odoo's log then says "Skipping database … as its base version is not …". odoo-bin -u base -d ${context.odoo.database} --stop-after-init brings the database to the code's version.`,
        }),
      ];
    }
    const own = others.filter(({ name }) => ['web', 'mail', 'base_setup', 'bus'].includes(name));
    if (own.length === 0) {
      return [finding({ evidence, status: 'ok', summary: `Odoo's own modules all have version ${text}.` })];
    }
    return [
      finding({
        evidence,
        status: 'warn',
        summary: `Base has version ${text}, but ${list(own.map(({ name, version }) => `${name} ${version ?? ''}`.trim()))}: an upgrade seems to have stopped in the middle.`,
        detail: `Odoo runs no scheduled action while base has another version than the code; its log then says "Skipping database … as its base version is not …". odoo-bin -u base -d ${context.odoo.database} --stop-after-init completes it.`,
      }),
    ];
  },
};
