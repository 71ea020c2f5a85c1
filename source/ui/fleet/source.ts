import type { Status } from '../../domain/finding/status.ts';

/** One database of a server, as a cheap look sees it. */
export interface FleetRow {
  readonly database: string;
  /** Undefined until it was looked at. `unknown`: it cannot be read, and `verdict` says why. */
  readonly status: Status | undefined;
  /** A sentence. */
  readonly verdict: string;
  /** Null where it is not known. */
  readonly waiting: number | null;
  readonly failed: number | null;
  /** Since when the mail waits that waits longest and that no date holds back. */
  readonly oldestAt: Date | null;
  /** When a mail was last seen to leave. */
  readonly lastSentAt: Date | null;
}

/** What the table of databases sees of the world. */
export interface FleetSource {
  /** Where they are: the host. */
  readonly server: string;
  /** Begins to look; returns how to stop. The listener gets all rows each time. */
  subscribe(listener: (rows: readonly FleetRow[]) => void): () => void;
  /** Looks at all of them now. */
  refresh(): void;
}
