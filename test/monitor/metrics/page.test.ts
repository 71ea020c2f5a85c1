import { expect, test } from 'vitest';
import { collectFamilies } from '../../../source/monitor/metrics/collect.ts';
import { createPage, findStalledMonitor } from '../../../source/monitor/metrics/page.ts';
import { openMetricsFormat, renderFamilies, textFormat } from '../../../source/monitor/metrics/render.ts';
import { parseExposition } from '../../support/exposition.ts';
import { databaseOf, snapshotAt, snapshotOf } from '../../support/monitor-snapshot.ts';

const awkward = snapshotOf({ 'a"b\\c\nd': databaseOf() });

test('both formats hold what was collected, value for value', async () => {
  const collected = collectFamilies(awkward);
  const expected = collected.map(({ name, samples }) => [name, samples.map(({ labels, value }) => [labels, value])]);
  const read = async (format: typeof textFormat | typeof openMetricsFormat) =>
    parseExposition(await renderFamilies(collected, format), format === textFormat ? 'text' : 'openmetrics').map(
      ({ name, type, samples }) => [
        type === 'counter' ? name.replace(/(?:_total)?$/, '_total') : name,
        samples.map(({ labels, value }) => [labels, value]),
      ],
    );
  expect(await read(textFormat)).toEqual(expected);
  expect(await read(openMetricsFormat)).toEqual(expected);
});

test('a page is made once a second, however often it is asked for', async () => {
  let reads = 0;
  let clock = 0;
  const page = createPage(
    () => {
      reads += 1;
      return awkward;
    },
    () => clock,
  );
  await Promise.all(Array.from({ length: 100 }, () => page.text(textFormat)));
  clock = 999;
  await page.text(textFormat);
  expect(reads).toBe(1);
  clock = 1_000;
  await page.text(textFormat);
  expect(reads).toBe(2);
});

test.each([
  ['it has just begun', { startedAt: snapshotAt - 300_000 }, null, false],
  ['it looked at nothing for too long', { startedAt: snapshotAt - 300_001 }, null, true],
  ['it tried, though it could not read', { startedAt: 0 }, snapshotAt - 300_000, false],
  ['it stopped trying', { startedAt: 0 }, snapshotAt - 300_001, true],
])('whether a monitor stands still, where %s: %j %s', (_title, given, triedAt, stands) => {
  const snapshot = snapshotOf({ acme: databaseOf({ triedAt, trouble: 'away' }) }, given);
  expect(findStalledMonitor(snapshot) !== undefined).toBe(stands);
});
