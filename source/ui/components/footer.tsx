import { Box, Text } from 'ink';
import type { KeyBinding } from '../keys/binding.ts';
import { quiet } from '../theme/theme.ts';
import { useTheme } from '../theme/theme-context.ts';

type FooterEntry = Pick<KeyBinding<never>, 'footer'>;

/** The keys that work here, from the table that dispatches them. */
export const Footer = ({
  left,
  right,
}: {
  readonly left: readonly FooterEntry[];
  readonly right: readonly FooterEntry[];
}) => (
  <Box justifyContent="space-between" gap={2}>
    <Entries entries={left} />
    <Box flexShrink={0}>
      <Entries entries={right} />
    </Box>
  </Box>
);

const Entries = ({ entries }: { readonly entries: readonly FooterEntry[] }) => {
  const theme = useTheme();
  const shown = entries.map(({ footer }) => footer).filter((footer) => footer !== undefined);
  return (
    <Text wrap="truncate-end">
      {shown.map(({ shown: keys, label }, index) => (
        <Text key={keys}>
          {index === 0 ? '' : '  '}
          <Text bold={theme.colors}>{keys}</Text>
          <Text {...quiet(theme)}>{` ${label}`}</Text>
        </Text>
      ))}
    </Text>
  );
};
