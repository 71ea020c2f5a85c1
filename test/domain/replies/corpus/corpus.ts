import type { FailureClass } from '../../../../source/domain/replies/classes/index.ts';

/** Real replies from one public page, each with the class that a mail expert gives it. */
export interface CorpusPage {
  readonly source: string;
  readonly replies: readonly (readonly [expected: FailureClass, reply: string])[];
}
