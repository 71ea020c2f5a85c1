import { expect, test } from 'vitest';
import { VerificationBudget } from '../../source/queue/budget.ts';

test('a small queue is looked up whole at every look', () => {
  const budget = new VerificationBudget(0);
  for (let look = 1; look <= 100; look += 1) {
    expect(budget.allow(look * 2_000, look)).toBeGreaterThanOrEqual(1_500);
    budget.spend(1_500, 3);
  }
});

test('over an hour of writing, looking known mails up stays below one per cent of a core', () => {
  const budget = new VerificationBudget(0);
  const costPerId = 0.02;
  let spent = 0;
  for (let look = 1; look <= 1_800; look += 1) {
    const ids = Math.min(15_000, budget.allow(look * 2_000, look));
    spent += ids * costPerId;
    budget.spend(ids, ids * costPerId);
  }
  expect(spent / 3_600_000).toBeLessThan(0.01);
});

test('while only another database is busy, less is looked up', () => {
  const busy = new VerificationBudget(0);
  const quiet = new VerificationBudget(0);
  let busyIds = 0;
  let quietIds = 0;
  for (let look = 1; look <= 200; look += 1) {
    const [forBusy, forQuiet] = [busy.allow(look * 2_000, look), quiet.allow(look * 2_000, 1)];
    busy.spend(forBusy, forBusy * 0.01);
    quiet.spend(forQuiet, forQuiet * 0.01);
    busyIds += forBusy;
    quietIds += forQuiet;
  }
  expect(quietIds).toBeLessThan(busyIds);
});
