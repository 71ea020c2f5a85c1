import { type ReadingControls, scrollKeys } from './dialog/reading-keys.ts';
import type { KeyBinding } from './keys/binding.ts';
import { namedKeys } from './keys/named-keys.ts';
import type { ScreenDefinition } from './screens/screen.ts';

/** What works whatever is on the screen, text fields and dialogs included. */
export interface AlwaysControls {
  quit(): void;
  suspend(): void;
  redraw(): void;
}

export const alwaysKeys: readonly KeyBinding<AlwaysControls>[] = [
  { keys: ['ctrl+c'], shown: 'Ctrl+C', help: 'quit at once', run: ({ quit }) => quit() },
  { keys: ['ctrl+z'], shown: 'Ctrl+Z', help: 'to the shell and back with fg', run: ({ suspend }) => suspend() },
  { keys: ['ctrl+l'], shown: 'Ctrl+L', help: 'draw the screen anew', run: ({ redraw }) => redraw() },
];

/** The one other key of a window that is too small to show what a key would do. */
export const tooSmallKeys: readonly KeyBinding<Pick<AlwaysControls, 'quit'>>[] = [
  { keys: ['q'], shown: 'q', help: 'quit', run: ({ quit }) => quit() },
];

/** What every screen can do unless something on it takes the key first. */
export interface GlobalControls {
  /** What the screen shows, as text: onto the clipboard, into a file. */
  copyScreen(): void;
  exportScreen(): void;
  openPalette(): void;
  openHelp(): void;
  goTo(id: ScreenDefinition['id']): void;
  /** To the screen before; from the first one out. */
  goBack(): void;
  leave(): void;
}

const leave: KeyBinding<GlobalControls> = {
  keys: [namedKeys.leave],
  shown: namedKeys.leave,
  footer: { shown: namedKeys.leave, label: 'quit' },
  help: 'back; on the first screen it quits',
  run: (controls) => controls.leave(),
};

export const globalKeys: readonly KeyBinding<GlobalControls>[] = [
  {
    keys: [namedKeys.help],
    shown: namedKeys.help,
    footer: { shown: namedKeys.help, label: 'help' },
    help: 'this help',
    run: ({ openHelp }) => openHelp(),
  },
  {
    keys: [namedKeys.palette],
    shown: namedKeys.palette,
    footer: { shown: namedKeys.palette, label: 'command', isSpare: true },
    help: 'find an action by its name',
    run: ({ openPalette }) => openPalette(),
  },
  {
    keys: [namedKeys.export],
    shown: namedKeys.export,
    help: 'write what the screen shows to a file, where the screen has no report of its own',
    run: ({ exportScreen }) => exportScreen(),
  },
  {
    keys: ['Y'],
    shown: 'Y',
    help: 'copy what the screen shows, where it has nothing of its own to copy',
    run: ({ copyScreen }) => copyScreen(),
  },
  { keys: ['esc'], shown: 'Esc', help: 'back', run: ({ goBack }) => goBack() },
  leave,
];

/** The same keys as the footer names them: only from the first screen q quits. */
export const globalFooter = (isFirst: boolean): readonly KeyBinding<GlobalControls>[] =>
  isFirst
    ? globalKeys
    : globalKeys.map((key) => (key === leave ? { ...leave, footer: { shown: 'q', label: 'back' } } : key));

/** The keys for which a footer of this width has room. */
export const roomyFooter = (
  keys: readonly KeyBinding<GlobalControls>[],
  columns: number,
): readonly KeyBinding<GlobalControls>[] =>
  columns >= roomyColumns ? keys : keys.filter(({ footer }) => footer?.isSpare !== true);

/** From here on all screens and what is everywhere stand side by side. */
const roomyColumns = 100;

/** The keys that lead from screen to screen. */
export const screenKeys = (screens: readonly ScreenDefinition[]): readonly KeyBinding<GlobalControls>[] =>
  screens.map(({ id, key, title }) => ({
    keys: [key],
    shown: key,
    footer: { shown: key, label: title, ...(id === 'activity' ? { isSpare: true } : {}) },
    help: `the screen ${title}`,
    run: ({ goTo }) => goTo(id),
  }));

/** What the open help can be told. */
export type HelpControls = Pick<ReadingControls, 'close' | 'scroll'>;

export const helpKeys: readonly KeyBinding<HelpControls>[] = [
  {
    keys: ['?', 'esc', 'q', 'enter'],
    shown: '? Esc q',
    footer: { shown: 'Esc', label: 'back' },
    help: 'close the help',
    run: ({ close }) => close(),
  },
  ...scrollKeys,
];
