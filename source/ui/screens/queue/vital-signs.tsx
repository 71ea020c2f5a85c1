import { Box, Text } from 'ink';
import type { VitalSign } from '../../../domain/finding/vital-sign.ts';
import { fitText } from '../../components/fit-text.ts';
import { colorOf } from '../../theme/theme.ts';
import { useTheme } from '../../theme/theme-context.ts';

const subjectWidth = 14;

/** What mail depends on, a line each: sign, word, colour. */
export const VitalSigns = ({ signs, width }: { readonly signs: readonly VitalSign[]; readonly width: number }) => {
  const theme = useTheme();
  return (
    <Box flexDirection="column" width={width}>
      {signs.map(({ subject, status, words }) => (
        <Text key={subject} wrap="truncate-end">
          {` ${fitText(subject, subjectWidth)} `}
          <Text {...colorOf(theme, status)}>{`${theme.signs[status]} ${words}`}</Text>
        </Text>
      ))}
    </Box>
  );
};
