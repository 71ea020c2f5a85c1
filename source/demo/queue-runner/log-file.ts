import { appendFileSync } from 'node:fs';
import type { Log } from './run.ts';

/** Writes lines as Odoo's own log has them (odoo/netsvc.py), or nowhere when there is no file. */
export const createLog =
  (file: string | undefined, database: string, now: () => Date): Log =>
  (level, logger, text) => {
    if (file === undefined) return;
    const moment = now().toISOString().replace('T', ' ').replace('.', ',').replace('Z', '');
    appendFileSync(file, `${moment} ${process.pid} ${level} ${database} ${logger}: ${text} \n`);
  };
