import type { Theme } from '../../../theme/theme.ts';

/** What lines are drawn for. */
export interface Frame {
  readonly columns: number;
  /** Lines for the whole screen, without header and footer. */
  readonly rows: number;
  readonly now: Date;
  readonly theme: Theme;
}
