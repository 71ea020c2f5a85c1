import { Box, Text } from 'ink';
import { TextField } from '../../../components/text-field.tsx';
import { wrapText } from '../../../components/wrap-text.ts';
import { colorOf, quiet } from '../../../theme/theme.ts';
import { useTheme } from '../../../theme/theme-context.ts';
import type { AskingDialog } from './state.ts';

/** The questions of a remedy, a label and a field each; a secret shows only its length. */
export const AskingView = ({ dialog, width }: { readonly dialog: AskingDialog; readonly width: number }) => {
  const theme = useTheme();
  const { inputs, fields, at, wrong } = dialog;
  return (
    <Box flexDirection="column">
      <Text> </Text>
      {inputs.map((input, index) => {
        const field = fields[index];
        const isHere = index === at;
        const shown = input.kind === 'secret' ? theme.mask.repeat(field?.value.length ?? 0) : (field?.value ?? '');
        return (
          <Box key={input.name} flexDirection="column">
            <Text wrap="truncate-end" {...(isHere ? { bold: theme.colors } : quiet(theme))}>
              {`${isHere ? theme.pointer : ' '} ${input.label}`}
            </Text>
            <Box marginLeft={4} height={1}>
              {isHere && field !== undefined && input.kind !== 'choice' ? (
                <TextField field={field} width={width - 5} masked={input.kind === 'secret'} />
              ) : (
                <Text wrap="truncate-end">{shown === '' ? ' ' : shown}</Text>
              )}
            </Box>
            {isHere && input.kind === 'choice' && (
              <Text {...quiet(theme)} wrap="truncate-end">{`    ← → of ${(input.choices ?? []).join(', ')}`}</Text>
            )}
          </Box>
        );
      })}
      <Text> </Text>
      {wrapText(wrong ?? '', width - 2).map((line, index) => (
        <Text
          key={line}
          {...colorOf(theme, 'fail')}
        >{`${index === 0 && wrong !== undefined ? theme.signs.fail : ' '} ${line}`}</Text>
      ))}
    </Box>
  );
};
