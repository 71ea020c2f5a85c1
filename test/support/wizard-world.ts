import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createWizardFeed } from '../../source/console/wizard-feed.ts';
import type { OdooSeries } from '../../source/domain/odoo/odoo-series.ts';
import { createRefusedSecrets } from '../../source/services/smtp/refused-secrets.ts';
import type { WizardSource } from '../../source/ui/screens/wizard/source.ts';
import { openTarget } from '../../source/world/open-target.ts';
import { captureContext } from './command-context.ts';
import { openSickWorld, type SickWorld } from './sick-world.ts';

export interface WizardWorld {
  readonly world: SickWorld;
  readonly wizard: WizardSource;
}

/** The wizard's source as the console has it, over a scenario's world; its journal is the test's own. */
export const openWizardWorld = async (
  scenario: string,
  { series = 18, readOnly = false }: { readonly series?: OdooSeries; readonly readOnly?: boolean } = {},
): Promise<WizardWorld> => {
  const world = await openSickWorld({ series, scenario });
  const { context } = captureContext({ ...world.options, readOnly });
  const command = { ...context, env: { XDG_STATE_HOME: await stateFolder() } };
  const opened = await openTarget(command);
  onTestFinished(() => opened[Symbol.asyncDispose]());
  const title = {
    database: opened.odoo.database,
    odooVersion: opened.odoo.version.text,
    host: 'localhost',
    readOnly,
    neutralized: false,
  };
  return {
    world,
    wizard: createWizardFeed({
      refusedSecrets: createRefusedSecrets(),
      command,
      database: opened,
      target: opened.target,
      title,
    }),
  };
};

const stateFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-state-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};
