/** One step of the treatment, in the order in which they help. */
export interface NextStep {
  /** What to do, as a heading. */
  readonly title: string;
  /** The remedy's id; null where no remedy of this program does it. */
  readonly remedy: string | null;
  readonly subject: string | null;
  /** What to type, with the flags that point at the same target; null where nothing is to be typed. */
  readonly command: string | null;
}
