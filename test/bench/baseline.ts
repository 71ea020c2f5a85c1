import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Print } from './run.ts';

/** Why a row that needs it has no figure. */
export const withoutBaseline = '`BENCH_BASELINE` names no older state';

/** The launcher of an older state, built beside this one; undefined, and said so, where none is named. */
export const findBaseline = (print: Print): string | undefined => {
  const { BENCH_BASELINE: folder } = process.env;
  const launcher = folder === undefined ? undefined : join(folder, 'bin', 'odoo-mail-doctor.js');
  if (launcher !== undefined && existsSync(launcher)) return launcher;
  print(
    launcher === undefined
      ? 'Nothing is compared with an older state: BENCH_BASELINE names the folder of one that is built.'
      : `Nothing is compared with an older state: there is no ${launcher}.`,
  );
  return undefined;
};
