import { expect, test } from 'vitest';
import { giveMemoryBack } from '../../source/lib/keep-heap-small.ts';

test('what was let go is given back to the system', () => {
  let held: number[][] | undefined = Array.from({ length: 2_000 }, (_, row) => new Array<number>(2_000).fill(row));
  const before = process.memoryUsage().heapTotal;
  expect(held).toHaveLength(2_000);
  held = undefined;
  giveMemoryBack();
  expect(before - process.memoryUsage().heapTotal).toBeGreaterThan(20 * 1024 ** 2);
});
