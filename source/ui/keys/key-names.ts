import type { Key } from 'ink';

const special = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'esc'],
  ['tab', 'tab'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
] as const satisfies readonly (readonly [keyof Key, string])[];

/**
 * The keys in one chunk of input, by name. Over SSH or with auto-repeat several keys arrive as one string (`jj`, `\r\r`),
 * and whoever compares the whole string drops them. Letters keep their case.
 */
export const keyNames = (input: string, key: Key): string[] => {
  const named = special.find(([flag]) => key[flag] === true);
  if (named !== undefined) return [named[1]];
  if (key.ctrl) return input === '' ? [] : [`ctrl+${input}`];
  return [...input].map(nameOf).filter((name) => name !== undefined);
};

const nameOf = (character: string): string | undefined => {
  if (character === '\r' || character === '\n') return 'enter';
  if (character === ' ') return 'space';
  if (character === '\u001b') return 'esc';
  return character < ' ' || character === '\u007f' ? undefined : character;
};
