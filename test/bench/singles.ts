import { arch } from 'node:os';
import { join } from 'node:path';

const output = join(import.meta.dirname, '..', '..', 'out');

/** The executables of this machine's kind, where `npm run pack:single` made them. */
export const singles = {
  plain: join(output, `odoo-mail-doctor-linux-${arch()}`),
  demo: join(output, `odoo-mail-doctor-demo-linux-${arch()}`),
} as const;

/** Why a row about them has no figure. */
export const withoutSingle = '`npm run pack:single` has not made it';
