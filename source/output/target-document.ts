/** The `target` key of every JSON document (schema 1). */
export interface TargetDocument {
  readonly database: string;
  readonly odooVersion: string;
  readonly neutralized: boolean;
}
