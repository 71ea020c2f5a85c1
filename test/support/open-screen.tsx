import { onTestFinished } from 'vitest';
import { type ActivityLog, createActivityLog } from '../../source/domain/activity/activity-log.ts';
import type { ConsoleEvent, ConsoleSource, LiveSource } from '../../source/ui/console-source.ts';
import { openConsole } from '../../source/ui/open-console.tsx';
import type { HistorySource } from '../../source/ui/screens/history/source.ts';
import type { PreventionSource } from '../../source/ui/screens/prevention/source.ts';
import type { SearchSource } from '../../source/ui/screens/search/source.ts';
import type { WizardSource } from '../../source/ui/screens/wizard/source.ts';
import { emptyRetrySource, type RetrySourceParts } from './empty-retry-source.ts';
import { type EmulatedTerminal, openEmulated, type View } from './emulated-terminal.ts';
import { noPrevention } from './no-prevention.ts';
import { noWizard } from './no-wizard.ts';

export interface Screen extends EmulatedTerminal {
  /** Hands the console what the world would say. */
  tell(event: ConsoleEvent): void;
  /** What the console asked of its source. */
  readonly asked: string[];
}

export interface ScreenOptions extends View {
  readonly now?: Date;
  /** A clock that moves, instead of `now`. */
  readonly clock?: () => Date;
  readonly wizard?: WizardSource;
  readonly target?: Partial<ConsoleSource['target']>;
  readonly retry?: RetrySourceParts;
  readonly prevention?: PreventionSource;
  readonly history?: HistorySource;
  readonly search?: SearchSource;
  readonly log?: ActivityLog;
  /** What screens beside the queue wait for before they open. */
  readonly loaded?: Promise<void>;
}

/** The real screens, drawn into a terminal emulator; only the world behind them is the test's. Whoever opens it closes it. */
export const showScreen = (options: ScreenOptions): Screen => {
  const { now = new Date('2026-11-24T12:04:00Z') } = options;
  const listeners = new Set<(event: ConsoleEvent) => void>();
  const asked: string[] = [];
  const source: LiveSource = {
    target: {
      database: 'acme',
      odooVersion: '18.0',
      host: 'db.internal',
      readOnly: false,
      neutralized: false,
      ...options.target,
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh: () => asked.push('refresh'),
    setInterval: (ms) => asked.push(`interval ${ms}`),
    changesOff: options.wizard?.changesOff,
    writeFile({ name, extension, text }) {
      asked.push(`file ${name}.${extension}: ${text}`);
      return Promise.resolve(`/home/anna/${name}.${extension}`);
    },
    loadScreens: () =>
      (options.loaded ?? Promise.resolve()).then(() => ({
        wizard: options.wizard ?? noWizard,
        retry: { ...emptyRetrySource, ...options.retry },
        prevention: options.prevention ?? noPrevention,
        history: options.history ?? {
          read: () => Promise.reject(new Error('This test gave the history no source.')),
        },
        activity: { log: options.log ?? createActivityLog() },
        search: options.search ?? {
          find: () => Promise.reject(new Error('This test gave the search no source.')),
          explain: () => Promise.reject(new Error('This test gave the search no source.')),
        },
      })),
  };
  const terminal = openEmulated(options, (given) =>
    openConsole({ ...given, source, now: options.clock ?? (() => now) }),
  );
  return {
    ...terminal,
    tell(event) {
      for (const listener of listeners) listener(event);
    },
    asked,
  };
};

/** The same for one test, at whose end it is closed. */
export const openScreen = (options: ScreenOptions = {}): Screen => {
  const screen = showScreen(options);
  onTestFinished(() => screen.close());
  return screen;
};
