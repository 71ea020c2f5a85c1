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

const controls: Readonly<Record<string, string>> = {
  '\r': 'enter',
  '\n': 'enter',
  ' ': 'space',
  '\t': 'tab',
  '\u001b': 'esc',
  '\b': 'backspace',
  '\u007f': 'backspace',
};

/** A terminal sends Ctrl and a letter as the letter's place in the alphabet. */
const nameOf = (character: string): string | undefined => {
  const named = controls[character];
  if (named !== undefined) return named;
  if (character >= ' ') return character;
  const place = character.charCodeAt(0);
  return place >= 1 && place <= 26 ? `ctrl+${String.fromCharCode(0x60 + place)}` : undefined;
};
