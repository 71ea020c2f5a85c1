import { expect, test } from 'vitest';
import { type BoundKey, describeUnknownKey, dispatchKey, type KeyLayer } from '../../../source/ui/keys/layer.ts';

const help: BoundKey = { keys: ['?'], shown: '?', help: 'this help', run: () => undefined };

const press = (layers: readonly KeyLayer[], key: string): readonly string[] => {
  const said: string[] = [];
  dispatchKey(layers, key, (message) => said.push(message));
  return said;
};

test.each([
  ['x', true, 'x does nothing here; ? lists the keys.'],
  ['ctrl+x', true, 'Ctrl+X does nothing here; ? lists the keys.'],
  ['pageup', false, 'PgUp does nothing here.'],
])('what %s is answered, with help within reach: %s', (key, hasHelp, words) => {
  expect(describeUnknownKey(key, hasHelp)).toBe(words);
});

test('a key that no layer knows is answered, also by a dialog that lets nothing through', () => {
  expect(press([{ keys: [] }, { keys: [help] }], 'x')).toEqual(['x does nothing here; ? lists the keys.']);
  expect(press([{ keys: [], isModal: true }, { keys: [help] }], 'x')).toEqual(['x does nothing here.']);
});

test('a key that a layer knows or takes as text is not', () => {
  expect(press([{ keys: [help] }], '?')).toEqual([]);
  expect(press([{ keys: [], type: () => true }], 'x')).toEqual([]);
});
