import { renderToString } from 'ink';
import type { ReactNode } from 'react';
import type { Theme } from './theme/theme.ts';
import { ThemeContext } from './theme/theme-context.ts';

/** A part of the picture as lines of text, without colours: for a file, or the clipboard. */
export const drawAsText = (
  picture: ReactNode,
  { columns, theme }: { readonly columns: number; readonly theme: Theme },
): string => {
  const drawn = renderToString(
    <ThemeContext.Provider value={{ ...theme, colors: false }}>{picture}</ThemeContext.Provider>,
    { columns },
  );
  const lines = drawn.split('\n').map((line) => line.trimEnd());
  return `${lines.join('\n').trimEnd()}\n`;
};
