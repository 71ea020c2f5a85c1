/** Something wrong with a published record. */
export interface DnsProblem {
  /** Stable id of the rule that found it: `spf.too-many-lookups`. */
  readonly rule: string;
  /** `fail`: receivers stop or refuse; `warn`: it works less well than its owner thinks; `note`: worth knowing. */
  readonly severity: 'fail' | 'warn' | 'note';
  /** The name whose record it is about. */
  readonly subject: string;
  /** A sentence for people: what is, and what happens because of it. */
  readonly message: string;
}
