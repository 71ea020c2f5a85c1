import { expect, test } from 'vitest';
import { type Cell, drawSvg } from './draw-svg.ts';

const background = '#000000';
const cell = (text: string, changes: Partial<Cell> = {}): Cell => ({
  text,
  foreground: '#ffffff',
  background,
  isBold: false,
  isUnderlined: false,
  ...changes,
});
const draw = (...cells: readonly Cell[]): string => drawSvg({ title: 'A <title>', background, rows: [cells] });
const textsOf = (svg: string): readonly string[] =>
  [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text);
const barsOf = (svg: string): readonly string[] => [...svg.matchAll(/<rect x[^>]*>/g)].map(([bar]) => bar);

test('cells that look alike are one text, over a blank; a wider gap parts them', () => {
  expect(textsOf(draw(...[...'to do  it'].map((text) => cell(text))))).toEqual(['to do', 'it']);
});

test('a text of several cells is as wide as they are, whatever the font', () => {
  expect(draw(cell('o'), cell('k'))).toContain('textLength="16.8"');
});

test('a colour, bold and underlined begin a text of their own', () => {
  const looks = [cell('a'), cell('b', { foreground: '#ff0000' }), cell('c', { isBold: true })];
  const svg = draw(...looks, cell('d', { isUnderlined: true }));
  expect(textsOf(svg)).toEqual(['a', 'b', 'c', 'd']);
  expect(svg).toContain('fill="#ff0000">b<');
  expect(svg).toContain('font-weight="bold">c<');
  expect(svg).toContain('text-decoration="underline">d<');
});

test('a character that a font may lack stands alone, so that it shifts no other', () => {
  expect(textsOf(draw(cell('a'), cell('✖'), cell('b')))).toEqual(['a', '✖', 'b']);
});

test('bars of one height and colour are one bar, drawn from below', () => {
  const [low, high, ...more] = barsOf(draw(cell('▂'), cell('▂'), cell('█')));
  expect(low).toContain('width="16.8" height="4.5"');
  expect(high).toContain('y="16" width="8.4" height="18"');
  expect(more).toEqual([]);
});

test('a ground of another colour lies behind its text, and the screen’s own is not drawn again', () => {
  const svg = draw(cell('a', { background: '#ff0000' }), cell('b', { background: '#ff0000' }), cell('c'));
  expect(barsOf(svg)).toEqual(['<rect x="16" y="16" width="16.8" height="18" fill="#ff0000"/>']);
});

test('what is written is text, also in the title', () => {
  const svg = draw(cell('<'), cell('&'), cell('"'));
  expect(textsOf(svg)).toEqual(['&lt;&amp;&quot;']);
  expect(svg).toContain('<title>A &lt;title&gt;</title>');
});
