import type { Story } from '../../inspection/story/story.ts';
import { foundMailDocument } from '../find/json.ts';
import type { TargetDocument } from '../target-document.ts';

/** The document of `explain --format json`, schema 1. */
export const storyDocument = (target: TargetDocument, { mail, others, parts, conclusion, nextStep }: Story) => ({
  schema: 1,
  target,
  mail: mail === null ? null : foundMailDocument(mail),
  others,
  conclusion,
  nextStep,
  parts: parts.map(({ evidence, ...part }) => ({
    ...part,
    evidence: evidence.map(({ table: _table, ...rest }) => rest),
  })),
});
