import { Box, Text, useWindowSize } from 'ink';
import stringWidth from 'string-width';
import type { KeyBinding } from '../keys/binding.ts';
import { namedKeys } from '../keys/named-keys.ts';
import { quiet } from '../theme/theme.ts';
import { useTheme } from '../theme/theme-context.ts';

type FooterEntry = Pick<KeyBinding<never>, 'footer'>;
type ShownKey = NonNullable<FooterEntry['footer']>;

const between = 2;
/** Cells between the keys to the left and those to the right. */
const gap = 2;

const widthOf = (keys: readonly ShownKey[]): number =>
  keys.reduce((sum, { shown, label }) => sum + stringWidth(`${shown} ${label}`) + between, -between);

/**
 * The keys for which there is room, each whole: those that may give way go first, then the last ones; the way back stays.
 */
export const fitKeys = (keys: readonly ShownKey[], width: number): readonly ShownKey[] => {
  if (widthOf(keys) <= width) return keys;
  const last =
    keys.findLast(({ isSpare }) => isSpare === true) ?? keys.findLast(({ shown }) => shown !== namedKeys.back);
  return last === undefined || keys.length === 1
    ? keys
    : fitKeys(
        keys.filter((key) => key !== last),
        width,
      );
};

const shownKeys = (entries: readonly FooterEntry[]): readonly ShownKey[] =>
  entries.map(({ footer }) => footer).filter((footer) => footer !== undefined);

/** The keys that work here, from the table that dispatches them. */
export const Footer = ({
  left,
  right,
}: {
  readonly left: readonly FooterEntry[];
  readonly right: readonly FooterEntry[];
}) => {
  const { columns } = useWindowSize();
  const rightKeys = shownKeys(right);
  const taken = rightKeys.length === 0 ? 0 : widthOf(rightKeys) + gap;
  return (
    <Box justifyContent="space-between" gap={gap}>
      <Keys keys={fitKeys(shownKeys(left), columns - taken)} />
      {rightKeys.length > 0 && (
        <Box flexShrink={0}>
          <Keys keys={rightKeys} />
        </Box>
      )}
    </Box>
  );
};

const Keys = ({ keys: list }: { readonly keys: readonly ShownKey[] }) => {
  const theme = useTheme();
  return (
    <Text wrap="truncate-end">
      {list.map(({ shown: keys, label }, index) => (
        <Text key={keys}>
          {index === 0 ? '' : ' '.repeat(between)}
          <Text bold={theme.colors}>{keys}</Text>
          <Text {...quiet(theme)}>{` ${label}`}</Text>
        </Text>
      ))}
    </Text>
  );
};
