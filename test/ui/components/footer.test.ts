import { expect, test } from 'vitest';
import { fitKeys } from '../../../source/ui/components/footer.tsx';

const key = (shown: string, label: string, isSpare?: true) => ({ shown, label, ...(isSpare && { isSpare }) });
const keys = [key('R', 'retry'), key('w', 'why', true), key('C', 'cancel'), key('Esc', 'back')];

test.each([
  [37, ['R', 'w', 'C', 'Esc']],
  [34, ['R', 'w', 'C', 'Esc']],
  [33, ['R', 'C', 'Esc']],
  [27, ['R', 'C', 'Esc']],
  [26, ['R', 'Esc']],
  [10, ['Esc']],
])('in %d cells keys are whole: those that may give way go first, and the way back stays', (width, shown) => {
  expect(fitKeys(keys, width).map((each) => each.shown)).toEqual(shown);
});
