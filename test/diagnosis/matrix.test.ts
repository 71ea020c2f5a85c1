import { describe, expect, test, vi } from 'vitest';
import { runCheckCommand } from '../../source/cli/verbs/check.ts';
import { findScenario } from '../../source/demo/scenarios/index.ts';
import { causeIds } from '../../source/domain/finding/cause-id.ts';
import { captureContext } from '../support/command-context.ts';
import { expectVerdict, sickScenarios } from '../support/expect-verdict.ts';
import { seriesUnderTest } from '../support/postgres.ts';
import { openSickWorld } from '../support/sick-world.ts';

// The first test that wants a version's database waits until it is filled.
vi.setConfig({ testTimeout: 120_000 });

/** Odoo 18 is judged in the same words where what check prints is run: test/end-to-end/printed-commands.test.ts. */
const judgedHere = seriesUnderTest.filter((series) => series !== 18);

const checkWorld = async (series: (typeof seriesUnderTest)[number], scenario: string) => {
  const world = await openSickWorld({ series, scenario });
  const { context, output } = captureContext({ ...world.options, format: 'json' });
  const status = await runCheckCommand(context, { causes: [], redact: false });
  const document = JSON.parse(output());
  expectVerdict(scenario, document);
  return { status, document };
};

describe.each(judgedHere)('on Odoo %i', (series) => {
  test.each(sickScenarios)('%s is on top in its own scenario, and nothing else fails', async (scenario) => {
    const { status, document } = await checkWorld(series, scenario);
    expect(status).toBe(document.verdict.status === 'fail' ? 2 : 1);
  });

  test('bounces: more mail that comes back is beyond’s, and nothing fails', async () => {
    expect(await checkWorld(series, 'bounces')).toMatchObject({ status: 1 });
  });

  test('scheduled explains the waiting mails and is no fault', async () => {
    expect(await checkWorld(series, 'scheduled')).toMatchObject({ status: 0 });
  });

  test('a healthy system gets no warning at all', async () => {
    expect(await checkWorld(series, 'healthy')).toMatchObject({ status: 0 });
  });

  test('monday-morning: the dead queue first, then the refused password, then the lost recipients', async () => {
    expect(await checkWorld(series, 'monday-morning')).toMatchObject({ status: 2 });
  });
});

test.each(causeIds)('there is a demo scenario of the name %s', (id) => {
  expect(findScenario(id)).toBeDefined();
});
