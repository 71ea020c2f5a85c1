export type EvidenceKind = 'sql' | 'smtp' | 'dns' | 'tcp' | 'file' | 'process';

/** What was asked of the world and what it said, so that a person can ask it again by hand. */
export interface Evidence {
  readonly kind: EvidenceKind;
  /** The statement, command or question, without secrets. */
  readonly asked: string;
  /** The answer, sanitized, without secrets. */
  readonly answer: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly durationMs: number;
  /** The answer once more where it is a table, for screens that draw one. */
  readonly table?: EvidenceTable;
}

/** Cells as text, in the order of the columns. */
export interface EvidenceTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
