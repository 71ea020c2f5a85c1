import type { FirstLook } from '../domain/finding/vital-sign.ts';
import type { MailOutcome } from '../domain/mail/mail-outcome.ts';
import type { NowLine } from '../domain/mail/now-line.ts';
import type { QueueEvent } from '../queue/queue-events.ts';
import type { TargetTitle } from './components/header.tsx';
import type { ActivitySource } from './screens/activity/source.ts';
import type { HistorySource } from './screens/history/source.ts';
import type { PreventionSource } from './screens/prevention/source.ts';
import type { RetrySource } from './screens/retry/source.ts';
import type { SearchSource } from './screens/search/source.ts';
import type { WizardSource } from './screens/wizard/source.ts';
import type { Refusal, SetupSource } from './setup/source.ts';

export type ConsoleEvent =
  | { readonly kind: 'queue'; readonly event: QueueEvent }
  | { readonly kind: 'first-look'; readonly firstLook: FirstLook }
  /** What happens now, and what just became of mails, the newest first. */
  | { readonly kind: 'now'; readonly line: NowLine; readonly outcomes: readonly MailOutcome[] };

/** How often the queue is looked at until somebody chooses otherwise. */
export const firstIntervalMs = 2_000;

/** What the console sees of the world from its first frame on. Whoever opens it puts the services behind this. */
export interface LiveSource {
  readonly target: TargetTitle;
  /** What was seen before anybody listened; each is told once. */
  takeEarly?(): readonly ConsoleEvent[];
  /** Begins to watch; returns how to stop listening. */
  subscribe(listener: (event: ConsoleEvent) => void): () => void;
  refresh(): void;
  setInterval(ms: number): void;
  /** Why nothing can be changed here; undefined when it can. */
  readonly changesOff: string | undefined;
  /** Writes a file that only the account can read, `odoo-mail-doctor-NAME-….EXTENSION`; returns its path. */
  writeFile(file: { readonly name: string; readonly extension: string; readonly text: string }): Promise<string>;
  /** What to show, besides the reason, where the connection is lost for good; undefined where there is nothing to choose. */
  openSetup?(reason: Refusal): Promise<SetupSource | undefined>;
  /** What single screens need: loaded once, and again where that failed. */
  loadScreens(): Promise<ScreenSources>;
}

export interface ScreenSources {
  readonly wizard: WizardSource;
  readonly retry: RetrySource;
  readonly prevention: PreventionSource;
  readonly history: HistorySource;
  readonly search: SearchSource;
  readonly activity: ActivitySource;
}

/** All of it. */
export interface ConsoleSource extends LiveSource, ScreenSources {}
