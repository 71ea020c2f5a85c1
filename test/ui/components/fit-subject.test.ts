import { expect, test } from 'vitest';
import { fitSubject } from '../../../source/ui/components/fit-subject.ts';

test.each([
  ['a subject that fits stays as it is, padded', 'Invoice 7', 12, 'Invoice 7   '],
  [
    'a long one loses its middle rather than its number',
    'Acme Trading Invoice (Ref INV/2026/08389)',
    18,
    'Acm…INV/2026/08389',
  ],
  ['the last number is the one that counts', 'Order 12 of Acme Trading, reminder 3', 12, 'Order 12 o…3'],
  ['without a number the end is cut', 'Reset your password for Acme Trading', 12, 'Reset your …'],
  ['a number near the beginning is seen anyway', 'INV/2026/1 is overdue since last week', 16, 'INV/2026/1 is o…'],
  ['in a narrow column the number stands alone', 'Acme Logistics (Ref WH/OUT/36511)', 13, '…WH/OUT/36511'],
  ['and fills one that has no more cells', 'Acme Logistics (Ref WH/OUT/36511)', 12, 'WH/OUT/36511'],
  ['a number longer than the room is cut at its end', 'x 12345678901234567890', 8, 'x 12345…'],
])('%s', (_title, subject, width, fitted) => {
  expect(fitSubject(subject, width)).toBe(fitted);
});
