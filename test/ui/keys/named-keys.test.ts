import { expect, test } from 'vitest';
import { namedKeys } from '../../../source/ui/keys/named-keys.ts';
import { queueKeys } from '../../../source/ui/screens/queue/keys.ts';
import { listKeys } from '../../../source/ui/screens/retry/keys.ts';
import { wizardKeys } from '../../../source/ui/screens/wizard/keys.ts';

/** The help of the one binding that a key has in a table. */
const helpOf = (table: readonly { readonly keys: readonly string[]; readonly help: string }[], key: string): string => {
  const bound = table.filter(({ keys }) => keys.includes(key));
  return bound.length === 1 ? (bound[0]?.help ?? '') : `bound ${bound.length} times`;
};

test.each([
  ['pause', queueKeys, /pause or go on/],
  ['measure', wizardKeys, /measure this step again/],
  ['measureAll', wizardKeys, /measure all steps again/],
  ['stop', wizardKeys, /stop the checks/],
  ['next', wizardKeys, /next step that has something wrong/],
  ['undo', wizardKeys, /take the newest change back/],
  ['undo', listKeys, /take the newest change back/],
  ['export', wizardKeys, /write the report to a file/],
  ['export', listKeys, /to a CSV file/],
] as const)('what sentences call the key for %s does that', (name, table, help) => {
  expect(helpOf(table, namedKeys[name])).toMatch(help);
});
