import { openTerminal, type Terminal } from './terminal.ts';

/** Bars, boxes, pointers and signs, and every sequence that moves the cursor, clears something or hides what is seen. */
export const drawn =
  /[\u2500-\u259f\u25b2-\u25bf\u25cf\u276f\u2714\u2716]|\u001b\[[\d;]*[A-HJKSTf]|\u001b\[\?(?:1049|2026)h/;

/** The program as somebody with a screen reader starts it; call it inside a test. */
export const speak = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Terminal =>
  openTerminal(args, { columns: 100, rows: 200, env: { INK_SCREEN_READER: 'true', ...env } });

/** What is said after these keys, up to what is waited for: one line, however it was broken. */
export const hear = async (terminal: Terminal, keys: string, until: RegExp): Promise<string> => {
  const before = terminal.raw().length;
  const news = (): string => terminal.raw().slice(before).replaceAll(/\s+/g, ' ');
  terminal.type(keys);
  await terminal.waitFor(() => until.test(news()), 40_000);
  return news();
};
