import { type Multiplexer, readMultiplexer } from '../terminal-clipboard.ts';

export interface TerminalStyle {
  readonly colors: boolean;
  /** Signs and lines in ASCII. */
  readonly ascii: boolean;
  /** Which letters there are: with `--ascii` no others; the font of a Linux console has letters, but no signs. */
  readonly letters: 'ascii' | 'all';
  /** What stands between us and the terminal. */
  readonly multiplexer?: Multiplexer | undefined;
}

/** What the person and the terminal want; NO_COLOR (no-color.org) is ours to honour. */
export const readTerminalStyle = (
  options: { readonly color: boolean; readonly ascii: boolean },
  env: NodeJS.ProcessEnv,
): TerminalStyle => ({
  colors: options.color && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb',
  ascii: options.ascii || env['TERM'] === 'linux' || env['TERM'] === 'dumb',
  letters: options.ascii ? 'ascii' : 'all',
  multiplexer: readMultiplexer(env),
});

/** Whether a screen can be drawn: a dumb terminal has no cursor to move, and a screen reader reads a report better. */
export const canDraw = (env: NodeJS.ProcessEnv): boolean =>
  env['TERM'] !== 'dumb' && env['INK_SCREEN_READER'] !== 'true';
