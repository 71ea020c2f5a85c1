import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyField } from '../../../source/ui/components/text-field-state.ts';
import { namedKeys } from '../../../source/ui/keys/named-keys.ts';
import { queueKeysFor } from '../../../source/ui/screens/queue/keys.ts';
import { retryDialogLayers } from '../../../source/ui/screens/retry/dialog/keys.ts';
import type { RetryDialog } from '../../../source/ui/screens/retry/dialog/state.ts';
import { retryListKeys } from '../../../source/ui/screens/retry/keys.ts';
import { wizardKeys } from '../../../source/ui/screens/wizard/keys.ts';
import { createPreview } from '../../support/retry-source.ts';

/** The help of the one binding that a key has in a table. */
const helpOf = (table: readonly { readonly keys: readonly string[]; readonly help: string }[], key: string): string => {
  const bound = table.filter(({ keys }) => keys.includes(key));
  return bound.length === 1 ? (bound[0]?.help ?? '') : `bound ${bound.length} times`;
};

const nothing = () => undefined;
const controls = {
  close: nothing,
  scroll: nothing,
  confirm: nothing,
  choose: nothing,
  editCount: nothing,
  editPace: nothing,
  editAddress: nothing,
  previewTest: nothing,
};
const keysOf = (dialog: RetryDialog) => retryDialogLayers(dialog, controls).flatMap(({ keys }) => keys);
const confirmKeys = keysOf({
  kind: 'confirm',
  preview: createPreview([1], { canHold: true }),
  chosen: { ids: [1], hidden: [], isMarked: false },
  named: [],
  previewOnly: undefined,
  openedAt: new Date(0),
  count: emptyField,
  pace: undefined,
  offset: 0,
});
const startedAt = new Date(0);
const progress = { startedAt, stage: '', staged: 0, ok: 0, failed: 0, left: 0, recent: [], isStopping: false };
const runningKeys = keysOf({ kind: 'running', title: '', total: 1, progress });

test.each([
  ['pause', queueKeysFor('mend'), /pause or go on/],
  ['measure', wizardKeys, /measure this step again/],
  ['measureAll', wizardKeys, /measure all steps again/],
  ['stop', wizardKeys, /stop the checks/],
  ['next', wizardKeys, /next step that has something wrong/],
  ['undo', wizardKeys, /take the newest change back/],
  ['undo', retryListKeys, /take the newest change back/],
  ['export', wizardKeys, /write the report to a file/],
  ['export', retryListKeys, /to a CSV file/],
  ['retry', retryListKeys, /send failed mails again/],
  ['hold', confirmKeys, /hold the waiting mails/],
  ['yes', confirmKeys, /do exactly this/],
  ['down', confirmKeys, /down/],
  ['stopSending', runningKeys, /stop; what is done stays done/],
] as const)('what sentences call the key for %s does that', (name, table, help) => {
  expect(helpOf(table, namedKeys[name])).toMatch(help);
});

/** A key before what it does: `r measures`, `Esc goes`. Behind `${…}` there is nothing to find. */
const namesKey =
  /(?<![\w}%$])(?:[A-Za-z0-9]|Esc|Enter|Space)(?: \w+)? (?:measures|stops|takes (?:it|them|back)|holds|sends (?!no)|scrolls|copies|shows|leads|writes|goes (?:on|back)|leaves)\b/;

test('no sentence of the console names a key by itself: it would go on doing so when the key moves', async () => {
  const folders = ['source/ui', 'source/console'];
  const found: string[] = [];
  for (const folder of folders) {
    for (const name of await readdir(folder, { recursive: true })) {
      if (!/\.tsx?$/.test(name)) continue;
      const text = await readFile(join(folder, name), 'utf8');
      const strings = text.matchAll(/`[^`]*`|'[^'\n]*'|"[^"\n]*"|>[^<>{}=]+</g);
      for (const [said] of strings) if (namesKey.test(said)) found.push(`${name}: ${said}`);
    }
  }
  expect(found).toEqual([]);
});
