import { describe, expect, it } from 'vitest';
import { classify } from '../../../source/domain/replies/classify-reply.ts';
import { bounceHandler } from './corpus/bounce-handler.ts';
import type { CorpusPage } from './corpus/corpus.ts';
import { fieldManual } from './corpus/field-manual.ts';
import { fieldManualLater } from './corpus/field-manual-later.ts';
import { heldOutBounceHandler } from './corpus/held-out-bounce-handler.ts';
import { heldOutHelpDesks } from './corpus/held-out-help-desks.ts';
import { heldOutLogs } from './corpus/held-out-logs.ts';
import { heldOutMailers } from './corpus/held-out-mailers.ts';
import { heldOutMixed } from './corpus/held-out-mixed.ts';
import { heldOutProviders } from './corpus/held-out-providers.ts';
import { sisimai } from './corpus/sisimai.ts';
import { zoneMta } from './corpus/zone-mta.ts';

const pages: readonly CorpusPage[] = [
  sisimai,
  zoneMta,
  fieldManual,
  fieldManualLater,
  bounceHandler,
  heldOutBounceHandler,
  heldOutMixed,
  heldOutHelpDesks,
  heldOutLogs,
  heldOutMailers,
  heldOutProviders,
];

const replies = pages.flatMap((page) => page.replies);

describe('replies of real servers', () => {
  it('are at least 250 different ones, each from a public page', () => {
    expect(new Set(replies.map(([, reply]) => reply)).size).toBeGreaterThanOrEqual(250);
    expect(pages.filter((page) => !/https?:\/\//.test(page.source))).toEqual([]);
  });

  it('get the class an expert gives them, at least 97 in 100', () => {
    const wrong = replies
      .map(([expected, reply]) => ({ expected, met: classify(reply).class, reply }))
      .filter(({ expected, met }) => met !== expected);
    expect(wrong.length / replies.length, JSON.stringify(wrong, null, 1)).toBeLessThanOrEqual(0.03);
  });
});
