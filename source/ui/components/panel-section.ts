import type { PanelLine } from './panel.tsx';

/** Lines under a heading, and nothing at all where there are none. */
export const section = (title: string, lines: readonly PanelLine[]): readonly PanelLine[] =>
  lines.length === 0 ? [] : [{ text: title, look: 'heading' }, ...lines, { text: '' }];
