import { firstIntervalMs, type LiveSource } from './console-source.ts';
import { type PaletteAction, type PaletteState, paletteReducer } from './palette/state.ts';
import { createQueueState, queueReducer } from './screens/queue/state.ts';
import type { Destination, EarlyWorld, OpenScreen, ScreenDefinition, ScreenId } from './screens/screen.ts';
import { createStore, type Store } from './store.ts';
import { createTypeAhead, type TypeAhead } from './type-ahead/type-ahead.ts';
import { createTypingRest, type TypingRest } from './type-ahead/typing-rest.ts';

/** What lies over the screens, and which of them is seen. */
export interface ShellState {
  readonly screen: ScreenId;
  /** Lines of the help that were scrolled away; undefined when it is closed. */
  readonly help: number | undefined;
  /** Undefined when it is closed. */
  readonly palette: PaletteState | undefined;
}

type ShellAction =
  | { readonly kind: 'went'; readonly screen: ScreenId }
  | { readonly kind: 'help-opened' }
  | { readonly kind: 'help-closed' }
  | { readonly kind: 'help-scrolled'; readonly lines: number; readonly most: number }
  | PaletteAction;

const shellReducer = (state: ShellState, action: ShellAction): ShellState => {
  switch (action.kind) {
    case 'went':
      return { screen: action.screen, help: undefined, palette: undefined };
    case 'help-opened':
      return { ...state, help: 0 };
    case 'help-closed':
      return { ...state, help: undefined };
    case 'help-scrolled':
      return { ...state, help: Math.max(0, Math.min(action.most, (state.help ?? 0) + action.lines)) };
    default:
      return { ...state, palette: paletteReducer(state.palette, action) };
  }
};

/** Everything that lives as long as the console: the live queue, the screens, and where one is. */
export interface ConsoleState {
  readonly shell: Store<ShellState, ShellAction>;
  readonly queue: EarlyWorld['queue'];
  readonly typeAhead: TypeAhead;
  readonly typingRest: TypingRest;
  /** In the order of their definitions. */
  readonly screens: ReadonlyMap<ScreenId, OpenScreen>;
  goTo(destination: Destination): void;
  /** Loads what the screens need that are not seen yet. */
  prepare(): void;
}

interface ConsoleOptions extends Pick<EarlyWorld, 'now' | 'say' | 'writeTerminal'> {
  readonly source: LiveSource;
  readonly definitions: readonly ScreenDefinition[];
  /** The screen that is shown first. */
  readonly first?: ScreenId | undefined;
}

export const createConsoleState = ({ definitions, first = 'queue', ...rest }: ConsoleOptions): ConsoleState => {
  const shell = createStore(shellReducer, { screen: first, help: undefined, palette: undefined });
  const queue = createStore(queueReducer, createQueueState(firstIntervalMs));
  const typingRest = createTypingRest(rest.now);
  const typeAhead = createTypeAhead({ rest: typingRest, say: rest.say });
  const screens = new Map<ScreenId, OpenScreen>();
  const goTo = (destination: Destination): void => {
    shell.dispatch({ kind: 'went', screen: destination.screen });
    screens.get(destination.screen)?.visit?.(destination);
  };
  for (const definition of definitions)
    screens.set(definition.id, definition.open({ ...rest, queue, typeAhead, goTo }));
  const prepare = (): void => {
    for (const screen of screens.values()) screen.prepare?.();
  };
  return { shell, queue, typeAhead, typingRest, screens, goTo, prepare };
};
