import { fixSchema, journalSchema, undoSchema } from './change-schema.ts';
import { checkSchema } from './check-schema.ts';
import { classifySchema } from './classify-schema.ts';
import { demoSchema } from './demo-schema.ts';
import { failureSchema } from './failure-schema.ts';
import { foundSchema } from './found-schema.ts';
import { historySchema } from './history-schema.ts';
import { type JsonSchema, oneOfSchemas } from './json-schema.ts';
import { cancelSchema, purgeSchema, retrySchema } from './mail-action-schema.ts';
import { monitorSchema } from './monitor-schema.ts';
import { probePortSchema } from './network-schema.ts';
import { preventionSchema } from './prevention-schema.ts';
import { probeDnsSchema } from './probe-dns-schema.ts';
import { probeSmtpSchema } from './probe-smtp-schema.ts';
import { queueReportSchema } from './queue-schema.ts';
import { scoreSchema } from './score-schema.ts';
import { storySchema } from './story-schema.ts';
import { testMessageSchema } from './test-message-schema.ts';

const documents = {
  check: checkSchema,
  queue: queueReportSchema,
  find: foundSchema,
  explain: storySchema,
  history: historySchema,
  fix: fixSchema,
  retry: retrySchema,
  cancel: cancelSchema,
  purge: purgeSchema,
  'send-test': testMessageSchema,
  score: scoreSchema,
  undo: undoSchema,
  journal: journalSchema,
  classify: classifySchema,
  'probe smtp': probeSmtpSchema,
  'probe port': probePortSchema,
  'probe dns': probeDnsSchema,
  prevent: preventionSchema,
  monitor: monitorSchema,
  demo: demoSchema,
} as const satisfies Readonly<Record<string, JsonSchema>>;

/** A command that prints JSON. */
export type DocumentName = keyof typeof documents;

export const isDocumentName = (name: string): name is DocumentName => Object.hasOwn(documents, name);

export const documentNames: readonly DocumentName[] = Object.keys(documents).filter(isDocumentName);

/** All that a command prints with `--format json`, its failures included. */
export const schemaOf = (name: DocumentName): JsonSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: `urn:odoo-mail-doctor:schema:1:${name.replace(' ', '-')}`,
  title: `odoo-mail-doctor ${name} --format json`,
  ...oneOfSchemas(documents[name], failureSchema),
});

/** Each document that a command prints where it does not fail: of one database first, then of all of them. */
export const documentsOf = (name: DocumentName): readonly JsonSchema[] => {
  const schema: JsonSchema = documents[name];
  const { anyOf } = schema as { readonly anyOf?: readonly JsonSchema[] };
  return anyOf ?? [schema];
};
