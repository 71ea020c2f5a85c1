import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HostRoots } from './observation.ts';

/** Where a mail server is told to hand mail to a program (aliases(5), master(5), Exim's routers). */
const places = [
  'aliases',
  'postfix/main.cf',
  'postfix/master.cf',
  'postfix/transport',
  'postfix/virtual',
  'exim4/exim4.conf.template',
  'exim4/exim4.conf',
  'exim/exim.conf',
] as const;

/** odoo-mailgate.py, before 10 openerp_mailgate.py, under either name (addons/mail/static/scripts). */
const gate = /(?:odoo|openerp)[-_]mailgate/;

/** The file in which this machine's mail server is told to hand mail to Odoo; undefined where none that we may read says so. */
export const findMailGate = async ({ etc }: HostRoots): Promise<string | undefined> => {
  for (const place of places) {
    const path = join(etc, place);
    const text = await readFile(path, 'utf8').catch(() => '');
    if (text.split('\n').some((line) => !line.trimStart().startsWith('#') && gate.test(line))) return path;
  }
  return undefined;
};
