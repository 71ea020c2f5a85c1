import { describe, expect, test, vi } from 'vitest';
import { runCheckCommand } from '../../source/cli/verbs/check.ts';
import { findScenario } from '../../source/demo/scenarios/index.ts';
import { causeIds } from '../../source/domain/finding/cause-id.ts';
import { captureContext } from '../support/command-context.ts';
import { seriesUnderTest } from '../support/postgres.ts';
import { openSickWorld } from '../support/sick-world.ts';

// The first test that wants a version's database waits until it is filled.
vi.setConfig({ testTimeout: 120_000 });

interface Document {
  readonly verdict: { readonly status: string; readonly cause: string | null; readonly ranking: readonly string[] };
  readonly causes: readonly {
    readonly id: string;
    readonly status: string;
    readonly consequenceOf: string | null;
    readonly findings: readonly { readonly status: string; readonly summary: string }[];
  }[];
}

const checkWorld = async (series: (typeof seriesUnderTest)[number], scenario: string) => {
  const world = await openSickWorld({ series, scenario });
  const { context, output } = captureContext({ ...world.options, format: 'json' });
  const status = await runCheckCommand(context, { causes: [], redact: false });
  return { status, document: JSON.parse(output()) as Document };
};

/** Causes that are broken by themselves, with what they say. */
const failing = ({ causes }: Document): readonly string[] =>
  causes.filter(({ status, consequenceOf }) => status === 'fail' && consequenceOf === null).map(({ id }) => id);

const troubled = ({ causes }: Document): readonly string[] =>
  causes
    .filter(({ status, consequenceOf }) => (status === 'warn' || status === 'fail') && consequenceOf === null)
    .flatMap(({ id, findings }) =>
      findings.filter(({ status }) => status === 'warn' || status === 'fail').map(({ summary }) => `${id}: ${summary}`),
    );

const sick = causeIds.filter((id) => id !== 'scheduled');

describe.each(seriesUnderTest)('on Odoo %i', (series) => {
  test.each(sick)('%s is on top in its own scenario, and nothing else fails', async (scenario) => {
    const { status, document } = await checkWorld(series, scenario);
    expect(document.verdict.cause).toBe(scenario);
    expect(['warn', 'fail']).toContain(document.verdict.status);
    expect(failing(document).filter((id) => id !== scenario)).toEqual([]);
    expect(status).toBe(document.verdict.status === 'fail' ? 2 : 1);
  });

  test('bounces: more mail that comes back is beyond’s, and nothing fails', async () => {
    const { status, document } = await checkWorld(series, 'bounces');
    expect(document.verdict).toMatchObject({ status: 'warn', cause: 'beyond' });
    expect(failing(document)).toEqual([]);
    expect(status).toBe(1);
  });

  test('scheduled explains the waiting mails and is no fault', async () => {
    const { status, document } = await checkWorld(series, 'scheduled');
    expect(troubled(document)).toEqual([]);
    expect(document.verdict).toMatchObject({ status: 'ok', cause: 'scheduled' });
    expect(status).toBe(0);
  });

  test('a healthy system gets no warning at all', async () => {
    const { status, document } = await checkWorld(series, 'healthy');
    expect(troubled(document)).toEqual([]);
    expect(document.verdict).toMatchObject({ status: 'ok', cause: null });
    expect(status).toBe(0);
  });

  test('monday-morning: the dead queue first, then the refused password, then the lost recipients', async () => {
    const { status, document } = await checkWorld(series, 'monday-morning');
    expect(document.verdict.ranking.slice(0, 3)).toEqual(['cron', 'credentials', 'recipients']);
    expect(status).toBe(2);
  });
});

test.each(causeIds)('there is a demo scenario of the name %s', (id) => {
  expect(findScenario(id)).toBeDefined();
});
