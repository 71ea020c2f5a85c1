import { describe, expect, test } from 'vitest';
import { choosePalette, palettes } from '../../../source/ui/theme/palette.ts';
import { colorNumber } from '../../support/golden-screen.ts';
import { paletteColor, type Rgb, terminalPalettes } from '../../support/terminal-palettes.ts';

/** What is asked of large text and of signs (WCAG 2.2, 1.4.3 and 1.4.11); words are asked 4.5, where shades are ours. */
const signContrast = 3;
const textContrast = 4.5;

const channel = (rgb: Rgb, at: number): number => {
  const value = Number.parseInt(rgb.slice(at, at + 2), 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};

/** The relative luminance of WCAG 2.2. */
const luminance = (rgb: Rgb): number => 0.2126 * channel(rgb, 0) + 0.7152 * channel(rgb, 2) + 0.0722 * channel(rgb, 4);

const contrast = (one: Rgb, other: Rgb): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};

type Ground = 'dark' | 'light';

const grounds: Readonly<Record<keyof typeof palettes, readonly Ground[]>> = {
  dark: ['dark'],
  light: ['light'],
  light256: ['light'],
  either: ['dark', 'light'],
  either256: ['dark', 'light'],
};

const cases = Object.entries(terminalPalettes).flatMap(([terminal, palette]) =>
  (['dark', 'light'] as const).flatMap((ground) => {
    const background =
      ground in palette ? (palette as Readonly<Record<Ground, { background: Rgb }>>)[ground] : undefined;
    return background === undefined ? [] : [{ terminal, palette, ground, background: background.background }];
  }),
);

describe.each(Object.keys(palettes) as (keyof typeof palettes)[])('the palette %s', (name) => {
  const used = Object.entries(palettes[name]).flatMap(([status, color]) =>
    color === undefined ? [] : [{ status, color }],
  );

  test.each(cases.filter(({ ground }) => grounds[name].includes(ground)))('is read on $terminal, $ground', (given) => {
    for (const { status, color } of used) {
      const ratio = contrast(paletteColor(given.palette, colorNumber(color)), given.background);
      expect({ status, color, ratio }).toSatisfy(() => ratio >= signContrast);
    }
  });

  test('has a colour of its own for what is to be mended and for what failed', () => {
    expect(new Set([undefined, palettes[name].ok, palettes[name].warn, palettes[name].fail]).size).toBeGreaterThan(2);
    expect(palettes[name].warn).not.toBe(palettes[name].fail);
    expect(palettes[name].unknown).not.toBe(palettes[name].warn);
    expect([palettes[name].warn, palettes[name].fail, palettes[name].unknown]).not.toContain(
      palettes[name].ok ?? 'none',
    );
  });
});

test('on white the shades that are ours are contrast enough for words', () => {
  for (const color of Object.values(palettes.light256).filter((each) => each !== undefined)) {
    expect(contrast(paletteColor(terminalPalettes.xterm, colorNumber(color)), 'ffffff')).toBeGreaterThan(textContrast);
  }
});

test('yellow is used on a dark ground alone', () => {
  for (const name of ['light', 'either', 'light256', 'either256'] as const) {
    expect(Object.values(palettes[name])).not.toContain('yellow');
  }
});

test.each([
  ['nothing is known', undefined, { TERM: 'xterm' }, 'either'],
  ['nothing is known, and there are 256 colours', undefined, { TERM: 'xterm-256color' }, 'either256'],
  ['24 bits hold 256 colours', undefined, { TERM: 'screen', COLORTERM: 'truecolor' }, 'either256'],
  ['the kernel starts its console black', undefined, { TERM: 'linux' }, 'dark'],
  ['white on black', undefined, { TERM: 'rxvt', COLORFGBG: '15;0' }, 'dark'],
  ['black on white', undefined, { TERM: 'rxvt', COLORFGBG: '0;15' }, 'light'],
  ['with a pixmap', undefined, { TERM: 'rxvt-256color', COLORFGBG: '0;default;15' }, 'light256'],
  ['grey is light, dark grey is dark', undefined, { TERM: 'rxvt', COLORFGBG: '0;7' }, 'light'],
  ['dark grey is dark', undefined, { TERM: 'rxvt', COLORFGBG: '15;8' }, 'dark'],
  ['the default colour tells nothing', undefined, { TERM: 'rxvt', COLORFGBG: '15;default' }, 'either'],
  ['what is no colour tells nothing', undefined, { TERM: 'rxvt', COLORFGBG: '15;99' }, 'either'],
  ['the person knows better', 'light', { TERM: 'linux', COLORFGBG: '15;0' }, 'light'],
  ['also in the environment', undefined, { TERM: 'rxvt', COLORFGBG: '15;0', ODOO_MAIL_DOCTOR_THEME: 'light' }, 'light'],
  ['the command line comes first', 'dark', { TERM: 'xterm', ODOO_MAIL_DOCTOR_THEME: 'light' }, 'dark'],
  ['another word tells nothing', undefined, { TERM: 'xterm', ODOO_MAIL_DOCTOR_THEME: 'blue' }, 'either'],
] as const)('the palette is chosen: %s', (_what, chosen, env, name) => {
  expect(choosePalette(chosen, env)).toBe(palettes[name]);
});
