import type { ReadStream, WriteStream } from 'node:tty';
import { pathToFileURL } from 'node:url';
import { bundleText } from './bundle-text.ts';
import type { WindowSize } from './terminal.ts';

interface FrameModule {
  /** Draws lines that fill the window, one of them inverse: every key makes it the next. Returns how to end it. */
  openFrame(options: WindowSize & { readonly stdin: ReadStream; readonly stdout: WriteStream }): () => void;
}

const source = `
import { Box, render, Text, useInput } from 'ink';
import { createElement, useState } from 'react';

const Lines = ({ columns, rows }) => {
  const [at, setAt] = useState(0);
  useInput(() => setAt((before) => (before + 1) % rows));
  const lines = Array.from({ length: rows }, (_, line) =>
    createElement(
      Text,
      { key: line, wrap: 'truncate-end', inverse: line === at },
      ((line === at ? '> ' : '  ') + 'line ' + line + ' of a list that does nothing ').repeat(columns).slice(0, columns),
    ),
  );
  return createElement(Box, { flexDirection: 'column', width: columns, height: rows }, lines);
};

export const openFrame = ({ stdin, stdout, ...size }) => {
  const instance = render(createElement(Lines, size), {
    stdin,
    stdout,
    alternateScreen: true,
    incrementalRendering: true,
    maxFps: 60,
    interactive: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  return () => instance.unmount();
};
`;

/** The least that a screen full of lines costs in Ink as it is. */
export const bundleFrame = async (): Promise<FrameModule & AsyncDisposable> => {
  const { file, ...bundled } = await bundleText(source);
  return { ...((await import(pathToFileURL(file).href)) as FrameModule), ...bundled };
};
