import { exactly, list, oneOfSchemas, record, text } from './json-schema.ts';

interface Served {
  readonly dsn: string;
  readonly config: string;
  readonly resolver: string;
  readonly odooVersion: string;
  readonly scenario: string;
}

interface Listed {
  readonly id: string;
  readonly title: string;
  readonly story: string;
}

/** `demo --list`, and the one line of `demo --serve`. */
export const demoSchema = oneOfSchemas(
  record<{ schema: 1; scenarios: readonly Listed[] }>({
    schema: exactly(1),
    scenarios: list(record<Listed>({ id: text, title: text, story: text })),
  }),
  record<Served>({ dsn: text, config: text, resolver: text, odooVersion: text, scenario: text }),
);
