import type { BoundKey, KeyLayer } from '../keys/layer.ts';
import type { Destination, ScreenDefinition, ScreenId } from '../screens/screen.ts';
import { entriesOf, heardKeys, type PaletteEntry } from './entries.ts';

interface Actions {
  readonly definitions: readonly Pick<ScreenDefinition, 'id' | 'title' | 'help' | 'key'>[];
  /** The screen behind the palette, and its layers. */
  readonly active: ScreenId;
  readonly layers: readonly KeyLayer[];
  readonly global: readonly BoundKey[];
  readonly always: readonly BoundKey[];
  readonly world: { goTo(destination: Destination): void; say(message: string): void };
}

/** What the screen behind can do, then what can be done everywhere, then what other screens can: choosing that goes there. */
export const listEntries = (actions: Actions): readonly PaletteEntry[] => {
  const { definitions, active, layers, global, always } = actions;
  const title = definitions.find(({ id }) => id === active)?.title ?? '';
  return [
    ...entriesOf(title, heardKeys(layers)),
    ...entriesOf('everywhere', [...global, ...always]),
    ...definitions.filter(({ id }) => id !== active).flatMap((definition) => entriesElsewhere(definition, actions)),
  ];
};

const entriesElsewhere = (
  { id, title, help }: Actions['definitions'][number],
  { world }: Pick<Actions, 'world'>,
): readonly PaletteEntry[] =>
  help.map(({ shown, help: text }) => ({
    shown,
    text,
    place: `on ${title}`,
    disabled: () => undefined,
    run() {
      world.goTo({ screen: id });
      world.say(`${shown} here: ${text}`);
    },
  }));
