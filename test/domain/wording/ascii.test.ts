import { expect, test } from 'vitest';
import { spellTypography, toAscii } from '../../../source/domain/wording/ascii.ts';

test.each([
  ['1 204 waiting · 3 failed …', '1 204 waiting - 3 failed ...'],
  ['Settings → Technical', 'Settings -> Technical'],
  ['✔ the “server’s” words — 40×10', '+ the "server\'s" words - 40x10'],
  ['Grüße, 東京 📨', 'Gr??e, ?? ?'],
])('%s is written in ASCII alone', (text, ascii) => {
  expect(toAscii(text)).toBe(ascii);
});

test('a font that has letters but no signs keeps the letters', () => {
  expect(spellTypography('✖ Grüße …')).toBe('x Grüße ...');
});
