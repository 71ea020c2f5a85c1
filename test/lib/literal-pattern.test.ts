import { expect, test } from 'vitest';
import { literalPattern } from '../../source/lib/literal-pattern.ts';

const printable = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCodePoint(0x20 + index));

test.each(['g', 'gu', 'gi'])('each printable sign of ASCII stands for itself alone, with the flags %s', (flags) => {
  for (const sign of printable) {
    const pattern = new RegExp(`^(?:${literalPattern(`a${sign}b`)})$`, flags);
    expect(
      printable.filter((other) => `a${other}b`.replace(pattern, '') === ''),
      sign,
    ).toEqual(
      printable.filter((other) => (flags === 'gi' ? other.toLowerCase() === sign.toLowerCase() : other === sign)),
    );
  }
});
