import type { LookReading } from '../services/odoo/look/read-look.ts';
import type { ExaminedDatabase } from './advance.ts';
import type { MonitorConfig, NotifierSetting } from './config/config.ts';
import type { AlertMessage } from './notify/message.ts';
import type { DatabaseState } from './state.ts';
import type { MonitorStore } from './store.ts';

export interface TakenLook {
  readonly reading: LookReading;
  readonly cronUnread: string | null;
}

/** Whatever a monitor touches of the world. */
export interface MonitorWorld {
  /** @throws where the database cannot be read. */
  look(database: string, before: DatabaseState, signal: AbortSignal): Promise<TakenLook>;
  /** Runs the causes. @throws where they cannot be run. */
  examine(database: string, before: DatabaseState, signal: AbortSignal): Promise<ExaminedDatabase>;
  /** @returns who of several was not reached, and why. @throws when nobody was. */
  tell(
    notifier: NotifierSetting,
    message: AlertMessage,
    options: { readonly sickHosts: readonly string[]; readonly signal: AbortSignal },
  ): Promise<string | undefined>;
  /** The databases to watch from now on, where that is not settled. @throws where it cannot be asked. */
  readonly discover?: (watched: readonly string[], signal: AbortSignal) => Promise<readonly string[]>;
  /** A sentence for the log. */
  log(sentence: string): void;
  readonly now: () => number;
  /** Whether the time went by; false when it was called off. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<boolean>;
}

export interface MonitorParts {
  readonly config: MonitorConfig;
  readonly databases: readonly string[];
  readonly store: MonitorStore;
  readonly world: MonitorWorld;
  readonly signal: AbortSignal;
}
