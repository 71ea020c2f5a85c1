import { readFile, rm } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { WizardReport } from '../../source/ui/screens/wizard/source.ts';
import { openWizardWorld } from '../support/wizard-world.ts';

test('a report can be written after a later run was stopped in the middle', async () => {
  const { wizard } = await openWizardWorld('healthy');
  const { signal } = new AbortController();
  let report: WizardReport | undefined;
  for await (const event of wizard.diagnose({ signal })) {
    if (event.kind === 'verdict') report = { ...event, durationMs: 0 };
  }
  for await (const _first of wizard.diagnose({ signal })) break;

  const path = await wizard.export(report ?? expect.unreachable());
  onTestFinished(() => rm(path));
  expect(await readFile(path, 'utf8')).toContain('Prevention');
});
