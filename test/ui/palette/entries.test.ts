import { describe, expect, test } from 'vitest';
import { alwaysKeys, globalKeys, screenKeys } from '../../../source/ui/global-keys.ts';
import { type BoundKey, bindKeys } from '../../../source/ui/keys/layer.ts';
import { findEntries, heardKeys } from '../../../source/ui/palette/entries.ts';
import { listEntries } from '../../../source/ui/palette/list-entries.ts';
import { paletteReducer } from '../../../source/ui/palette/state.ts';
import { screens } from '../../../source/ui/screens/index.ts';

const key = (shown: string, help: string, more: Partial<BoundKey> = {}): BoundKey => ({
  keys: [shown],
  shown,
  help,
  run: () => undefined,
  ...more,
});

const list = (layers: Parameters<typeof listEntries>[0]['layers'], told: string[] = []) =>
  listEntries({
    definitions: screens,
    active: 'queue',
    layers,
    global: [key('?', 'this help')],
    always: [key('Ctrl+C', 'quit at once')],
    world: { goTo: ({ screen }) => told.push(screen), say: (message) => told.push(message) },
  });

describe('the palette', () => {
  test('has an entry for every key of the screen, of everywhere, and of the other screens', () => {
    const shown = list([{ keys: [key('p', 'pause')] }]).map(({ shown, text, place }) => `${place}: ${shown} ${text}`);
    expect(shown).toContain('Queue: p pause');
    expect(shown).toContain('everywhere: ? this help');
    expect(shown).toContain('everywhere: Ctrl+C quit at once');
    for (const { id, title, help } of screens.filter(({ id }) => id !== 'queue')) {
      for (const entry of help) expect(shown, id).toContain(`on ${title}: ${entry.shown} ${entry.help}`);
    }
  });

  test('every key of every table has words of its own to be found by', () => {
    const tables = [...screens.map(({ help }) => help), screenKeys(screens), globalKeys, alwaysKeys];
    for (const table of tables) {
      expect(table.every(({ help, shown }) => help.trim() !== '' && shown.trim() !== '')).toBe(true);
    }
  });

  test('has the keys that are heard, and none below what lets nothing through', () => {
    const below = { keys: [key('x', 'below')] };
    expect(heardKeys([{ keys: [key('a', 'top')], isModal: true }, below]).map(({ help }) => help)).toEqual(['top']);
    expect(heardKeys([{ keys: [key('a', 'top')] }, below]).map(({ help }) => help)).toEqual(['top', 'below']);
  });

  test('does what the first key of a binding does, and says why it cannot', () => {
    const pressed: string[] = [];
    const [table] = [
      bindKeys(
        [{ keys: ['j', 'down'], shown: 'j ↓', help: 'down', run: (seen: string[], name) => void seen.push(name) }],
        pressed,
      ),
    ];
    const [down] = list([{ keys: table ?? [] }]);
    down?.run();
    expect(pressed).toEqual(['j']);
    const [off] = list([{ keys: [key('p', 'pause', { disabled: () => 'It is paused.' })] }]);
    expect(off?.disabled()).toBe('It is paused.');
  });

  test('goes to another screen for what is done there, and names its key', () => {
    const told: string[] = [];
    const entry = list([], told).find(({ place, shown }) => place === 'on Changes' && shown === 'r');
    entry?.run();
    expect(told).toEqual(['history', `r here: ${entry?.text}`]);
  });

  test('finds nothing typed in its order, a typed key first, and words by how well they fit', () => {
    const entries = list([{ keys: [key('x', 'stop the run'), key('s', 'show it')] }]);
    expect(findEntries(entries, '')).toEqual(entries);
    expect(findEntries(entries, ' x ')[0]?.text).toBe('stop the run');
    expect(findEntries(entries, 'sho')[0]?.text).toBe('show it');
    expect(findEntries(entries, 'zzzz')).toEqual([]);
  });

  test('keeps the cursor within what fits, and begins at the first after every letter', () => {
    const open = paletteReducer(undefined, { kind: 'palette-opened' });
    const down = paletteReducer(open, { kind: 'palette-moved', step: 5, count: 3 });
    expect(down?.at).toBe(2);
    expect(paletteReducer(down, { kind: 'palette-moved', step: -9, count: 3 })?.at).toBe(0);
    expect(paletteReducer(down, { kind: 'palette-moved', step: 1, count: 0 })?.at).toBe(0);
    expect(paletteReducer(down, { kind: 'palette-typed', field: { value: 'a', cursor: 1 } })?.at).toBe(0);
    expect(paletteReducer(down, { kind: 'palette-closed' })).toBeUndefined();
  });
});
