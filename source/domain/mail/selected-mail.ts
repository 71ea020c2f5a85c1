import type { FailureClass } from '../replies/classes/index.ts';

/** A mail that a filter found. */
export interface SelectedMail {
  readonly id: number;
  readonly state: string;
  /** Of the stored failure; null for a mail that did not fail. */
  readonly class: FailureClass | null;
  /** The server that its message insists on, null for none; undefined where nobody asked. */
  readonly serverId?: number | null;
}
