import { renderToString } from 'ink';
import { expect, test } from 'vitest';
import { fieldWith } from '../../../source/ui/components/text-field-state.ts';
import type { PaletteEntry } from '../../../source/ui/palette/entries.ts';
import { Palette } from '../../../source/ui/palette/palette.tsx';
import { createTheme } from '../../../source/ui/theme/theme.ts';
import { ThemeContext } from '../../../source/ui/theme/theme-context.ts';

const entries: readonly PaletteEntry[] = Array.from({ length: 60 }, (_, index) => ({
  shown: `k${index}`,
  text: `action number ${index}`,
  place: 'Queue',
  disabled: () => (index === 1 ? 'It cannot be done while something else goes on.' : undefined),
  run: () => undefined,
}));

const draw = (columns: number, rows: number, at: number, query = '') =>
  renderToString(
    <ThemeContext.Provider value={createTheme({ colors: false, ascii: false })}>
      <Palette columns={columns} rows={rows} entries={entries} state={{ field: fieldWith(query), at }} />
    </ThemeContext.Provider>,
    { columns },
  ).split('\n');

test.each([
  [80, 20],
  [120, 36],
  [200, 56],
])('at %i × %i the list fits, and the cursor is in it', (columns, rows) => {
  for (const at of [0, 30, 59]) {
    const lines = draw(columns, rows, at);
    expect(lines).toHaveLength(rows);
    expect(lines[1]).toBe('  60 actions');
    expect(lines.filter((line) => line.startsWith('❯ '))).toEqual([expect.stringContaining(`action number ${at} `)]);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
  }
});

test('what cannot be done stays in the list and says why', () => {
  expect(draw(120, 20, 0).join('\n')).toContain('It cannot be done while something else goes on.');
});

test('where nothing fits it says so', () => {
  expect(draw(80, 20, 0, 'zzz')[1]).toContain('Nothing fits');
});
