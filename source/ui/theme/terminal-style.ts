import { type Multiplexer, readMultiplexer } from '../terminal-clipboard.ts';
import { type Background, choosePalette, type StatusColors } from './palette.ts';

export interface TerminalStyle {
  readonly colors: boolean;
  /** Signs and lines in ASCII. */
  readonly ascii: boolean;
  /** Which letters there are: with `--ascii` no others; the font of a Linux console has letters, but no signs. */
  readonly letters: 'ascii' | 'all';
  /** The colours that are read on this terminal's ground. */
  readonly palette?: StatusColors | undefined;
  /** Nothing is drawn: what a screen says is written in lines, for a screen reader. */
  readonly speaks?: boolean;
  /** What stands between us and the terminal. */
  readonly multiplexer?: Multiplexer | undefined;
}

interface Wanted {
  readonly color: boolean;
  readonly ascii: boolean;
  readonly theme?: Background | undefined;
}

/** What the person and the terminal want; NO_COLOR (no-color.org) is ours to honour. */
export const readTerminalStyle = ({ color, ascii, theme }: Wanted, env: NodeJS.ProcessEnv): TerminalStyle => ({
  colors: color && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb',
  ascii: ascii || lacksSigns(env),
  letters: ascii ? 'ascii' : 'all',
  palette: choosePalette(theme, env),
  speaks: isReadAloud(env),
  multiplexer: readMultiplexer(env),
});

/**
 * Whether the font may have letters only, as the one of a Linux console: `linux`, or `screen` as GNU screen and tmux name
 * themselves there (elsewhere usually `screen-256color` or `tmux-256color`), and terminals behind a serial line. A
 * multiplexer with another name is known by its session's virtual terminal (pam_systemd(8): `XDG_VTNR`).
 */
const lacksSigns = (env: NodeJS.ProcessEnv): boolean => {
  if (/^(?:dumb|linux(?:-.*)?|screen(?:\.linux|-16color)?|vt\d.*|ansi|cons25)$/.test(env['TERM'] ?? '')) return true;
  const isGraphical = ['DISPLAY', 'WAYLAND_DISPLAY', 'SSH_CONNECTION'].some((name) => (env[name] ?? '') !== '');
  return env['XDG_SESSION_TYPE'] === 'tty' && env['XDG_VTNR'] !== undefined && !isGraphical;
};

/** Ink's own variable: whoever set it for other programs hears this one, too. */
const isReadAloud = (env: NodeJS.ProcessEnv): boolean => env['INK_SCREEN_READER'] === 'true';

/**
 * Why there is no console, as the beginning of a sentence: a dumb terminal has no cursor to move, and may hand over what is
 * typed a line at a time. Undefined where there can be one.
 */
export const findDrawingObstacle = (env: NodeJS.ProcessEnv): string | undefined =>
  env['TERM'] === 'dumb' || env['TERM'] === 'unknown' ? 'this terminal cannot show the console' : undefined;
