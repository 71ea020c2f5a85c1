import { Box, Text, useApp, useWindowSize } from 'ink';
import { useState, useSyncExternalStore } from 'react';
import { type DrawOptions, drawUntilExit } from './draw-until-exit.tsx';
import { useKeys } from './hooks/use-keys.ts';
import type { KeyBinding } from './keys/binding.ts';
import { bindKeys } from './keys/layer.ts';
import { sayKeys } from './speech/plain-words.ts';
import { useSpeaker } from './speech/speaker-context.ts';
import { atPlace } from './speech/speech.ts';
import { useSpeech } from './speech/use-speech.ts';
import { createStore } from './store.ts';
import { quiet } from './theme/theme.ts';
import { useTheme } from './theme/theme-context.ts';

interface ChooserControls {
  move(step: number): void;
  choose(): void;
  leave(): void;
}

const chooserKeys: readonly KeyBinding<ChooserControls>[] = [
  { keys: ['down', 'j'], shown: 'j', help: 'down', run: ({ move }) => move(1) },
  { keys: ['up', 'k'], shown: 'k', help: 'up', run: ({ move }) => move(-1) },
  { keys: ['enter'], shown: 'Enter', help: 'open', run: ({ choose }) => choose() },
  { keys: ['q', 'esc', 'ctrl+c'], shown: 'q', help: 'quit', run: ({ leave }) => leave() },
];

const moveWithin =
  (length: number) =>
  (at: number, step: number): number =>
    Math.min(length - 1, Math.max(0, at + step));

const Chooser = ({ names }: { readonly names: readonly string[] }) => {
  const theme = useTheme();
  const { exit } = useApp();
  const { columns, rows } = useWindowSize();
  const [position] = useState(() => createStore(moveWithin(names.length), 0));
  const at = useSyncExternalStore(position.subscribe, position.read);
  const controls: ChooserControls = {
    move: position.dispatch,
    choose: () => exit(names[position.read()]),
    leave: () => exit(),
  };
  useKeys(
    () => [{ keys: bindKeys(chooserKeys, controls) }],
    () => undefined,
  );
  const speaker = useSpeaker();
  useSpeech(
    () => ({
      place: 'choose database',
      sentences: [
        { about: 'question', text: `Which database? There are ${names.length}.` },
        { about: 'keys', text: `Keys: ${sayKeys(chooserKeys.map(({ shown, help }) => ({ shown, label: help })))}.` },
      ],
      focus: { about: 'focus', text: atPlace(at, names.length, names[at] ?? '') },
    }),
    () => new Date(),
  );
  if (speaker !== undefined) return null;
  const height = Math.max(1, rows - 4);
  const first = Math.min(Math.max(0, at - Math.floor(height / 2)), Math.max(0, names.length - height));
  return (
    <Box flexDirection="column" width={columns} height={rows} overflow="hidden">
      <Text bold={theme.colors}>Which database?</Text>
      <Text> </Text>
      {names.slice(first, first + height).map((name) => (
        <Text key={name} inverse={theme.colors && name === names[at]} wrap="truncate-end">
          {`${name === names[at] ? theme.pointer : ' '} ${name}`}
        </Text>
      ))}
      <Box flexGrow={1} />
      <Text {...quiet(theme)}>{chooserKeys.map(({ shown, help }) => `${shown} ${help}`).join('  ')}</Text>
    </Box>
  );
};

interface ChooserOptions extends DrawOptions {
  readonly names: readonly string[];
}

/** Asks a person which of several databases to open; undefined when they would rather leave. */
export const chooseDatabase = async (options: ChooserOptions): Promise<string | undefined> => {
  const { names, ...terminal } = options;
  const chosen = await drawUntilExit(terminal, () => <Chooser names={names} />);
  return typeof chosen === 'string' ? chosen : undefined;
};
