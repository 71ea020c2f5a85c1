import type { Status } from '../../domain/finding/status.ts';

/** How a terminal's ground looks; undefined where nothing tells. */
export type Background = 'dark' | 'light';

/** The colour of each status, in Ink's words; undefined: the terminal's own. */
export type StatusColors = Readonly<Record<Status, string | undefined>>;

/**
 * Never green beside red, and good and bad differ in what every kind of colour blindness tells apart: bluish or the text's
 * own against amber, red or magenta. Of 16 colours, whose shades are the terminal's, none is readable on both grounds but
 * the two reds; the 256 of xterm are the same everywhere, and those of a middle luminance are read on both.
 */
export const palettes = {
  dark: { ok: 'cyan', warn: 'yellow', fail: 'redBright', unknown: 'magentaBright', skipped: undefined },
  light: { ok: undefined, warn: 'magenta', fail: 'red', unknown: undefined, skipped: undefined },
  either: { ok: undefined, warn: 'magentaBright', fail: 'redBright', unknown: undefined, skipped: undefined },
  light256: {
    ok: 'ansi256(25)',
    warn: 'ansi256(94)',
    fail: 'ansi256(124)',
    unknown: 'ansi256(90)',
    skipped: undefined,
  },
  either256: {
    ok: 'ansi256(32)',
    warn: 'ansi256(130)',
    fail: 'ansi256(196)',
    unknown: 'ansi256(133)',
    skipped: undefined,
  },
} as const satisfies Readonly<Record<string, StatusColors>>;

/** What the person said, then what the terminal says of itself. */
export const choosePalette = (chosen: string | undefined, env: NodeJS.ProcessEnv): StatusColors => {
  const background = asBackground(chosen) ?? asBackground(env['ODOO_MAIL_DOCTOR_THEME']) ?? readBackground(env);
  if (background === 'dark') return palettes.dark;
  if (background === 'light') return hasManyColors(env) ? palettes.light256 : palettes.light;
  return hasManyColors(env) ? palettes.either256 : palettes.either;
};

const asBackground = (word: string | undefined): Background | undefined =>
  word === 'dark' || word === 'light' ? word : undefined;

/**
 * `COLORFGBG` is what rxvt, Konsole and iTerm2 set: `foreground;background`, or `foreground;pixmap;background`, as numbers
 * of the 16 colours. The terminal itself (OSC 11) is not asked: where it answers late, its answer is read as keys.
 */
const readBackground = (env: NodeJS.ProcessEnv): Background | undefined => {
  // The kernel's console starts black, and has 16 colours.
  if (env['TERM'] === 'linux') return 'dark';
  const number = /;(\d+)$/.exec(env['COLORFGBG'] ?? '')?.[1];
  if (number === undefined || Number(number) > 15) return undefined;
  return Number(number) < 7 || Number(number) === 8 ? 'dark' : 'light';
};

const hasManyColors = ({ TERM = '', COLORTERM = '' }: NodeJS.ProcessEnv): boolean =>
  /-(?:256(?:color)?|direct)$/.test(TERM) || /^(?:truecolor|24bit)$/.test(COLORTERM);
