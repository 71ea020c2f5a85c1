import { join } from 'node:path';
import { findStateHome } from '../changes/journal/state-home.ts';
import type { Odoo } from '../services/odoo/odoo.ts';
import { openRefusalFile } from '../services/smtp/refusal-file.ts';
import { type RefusedSecrets, withMemory } from '../services/smtp/refused-secrets.ts';
import type { CommandContext } from './command.ts';
import { writeNotice } from './write-output.ts';

/**
 * What this process saw refused, and what earlier ones did for this database: the account is as locked by five runs of
 * `check` as by five tries of one. Without a home there is no such file.
 */
export const rememberRefusals = (context: CommandContext, odoo: Odoo, refused: RefusedSecrets): RefusedSecrets => {
  const { env, options, signal } = context;
  const stateHome = findStateHome(env);
  if (stateHome === undefined) return refused;
  let uuid: Promise<string> | undefined;
  return withMemory(
    refused,
    openRefusalFile({
      path: join(stateHome, 'odoo-mail-doctor', 'refused-logins.json'),
      scope: () => {
        uuid ??= odoo.parameters({ signal }).then(
          (parameters) => parameters['database.uuid'] ?? '',
          () => '',
        );
        return uuid;
      },
      onTrouble: (sentence) => {
        if (options.verbose) writeNotice(context, `odoo-mail-doctor: ${sentence}\n`);
      },
    }),
  );
};
