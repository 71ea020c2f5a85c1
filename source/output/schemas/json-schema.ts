/** A JSON Schema, draft 2020-12, as data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

type OptionalKey<Document> = {
  [Key in keyof Document]-?: Partial<Pick<Document, Key>> extends Pick<Document, Key> ? Key : never;
}[keyof Document];

type Schemas<Key extends PropertyKey> = Readonly<Record<Key, JsonSchema>>;

/** Any text. */
export const text: JsonSchema = { type: 'string' };
/** A moment in ISO 8601, UTC. */
export const time: JsonSchema = { type: 'string', format: 'date-time', pattern: 'Z$' };
export const count: JsonSchema = { type: 'integer', minimum: 0 };
export const milliseconds: JsonSchema = { type: 'number', minimum: 0 };
export const flag: JsonSchema = { type: 'boolean' };
/** The id of a row. */
export const rowId: JsonSchema = { type: 'integer', minimum: 1 };

/** One of these words and no other: each word of the type has to be named. */
export const wordOf = <Word extends string>(words: Readonly<Record<Word, true>>): JsonSchema => ({
  enum: Object.keys(words),
});

/** One of a list that the program keeps itself. */
export const oneOf = (words: readonly string[]): JsonSchema => ({ enum: words });

export const exactly = (value: string | number): JsonSchema => ({ const: value });

export const nullable = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] });

export const oneOfSchemas = (...schemas: readonly JsonSchema[]): JsonSchema => ({ anyOf: schemas });

export const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });

/** An object whose keys are names that nobody knows before. */
export const mapOf = (values: JsonSchema): JsonSchema => ({ type: 'object', additionalProperties: values });

/**
 * An object with exactly the keys of `Document`, those that may be left out in `optional`: a key that is added to the type
 * does not compile before it is described here.
 */
export const record = <Document extends object>(
  required: Schemas<Exclude<keyof Document, OptionalKey<Document>>>,
  ...[optional]: [OptionalKey<Document>] extends [never] ? [] : [Schemas<OptionalKey<Document>>]
): JsonSchema => ({
  type: 'object',
  properties: { ...required, ...optional },
  required: Object.keys(required),
  additionalProperties: false,
});
