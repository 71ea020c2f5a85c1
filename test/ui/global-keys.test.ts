import { expect, test } from 'vitest';
import { globalFooter, roomyFooter, screenKeys } from '../../source/ui/global-keys.ts';
import { screens } from '../../source/ui/screens/index.ts';

const widthAt = (columns: number, isFirst: boolean): number => {
  const entries = [screenKeys(screens), globalFooter(isFirst)].map((keys) =>
    roomyFooter(keys, columns)
      .flatMap(({ footer }) => (footer === undefined ? [] : [`${footer.shown} ${footer.label}`]))
      .join('  '),
  );
  return entries.join('  ').length;
};

test.each([80, 100, 120])('in %i columns the footer names all it has, none cut', (columns) => {
  expect(widthAt(columns, true)).toBeLessThanOrEqual(columns);
  expect(widthAt(columns, false)).toBeLessThanOrEqual(columns);
});
