import { exactly, type JsonSchema, list, nullable, oneOfSchemas, record, text } from './json-schema.ts';

interface Refusal {
  readonly message: string;
  readonly tryThis: string | null;
}

const error = record<Refusal>({ message: text, tryThis: nullable(text) });

/** What every command prints instead of its own document when it fails. */
export const failureSchema = record<{ schema: 1; error: Refusal }>({ schema: exactly(1), error });

/** One of several databases that could not be read. */
const databaseFailure = record<{ schema: 1; error: Refusal; target: { database: string } }>({
  schema: exactly(1),
  error,
  target: record<{ database: string }>({ database: text }),
});

/** With `--all-databases`: one document for each database, or why there is none. */
export const everyDatabase = (document: JsonSchema): JsonSchema =>
  record<{ schema: 1; databases: readonly object[] }>({
    schema: exactly(1),
    databases: list(oneOfSchemas(document, databaseFailure)),
  });
