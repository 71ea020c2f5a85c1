import { Box, Text } from 'ink';
import { wrapText } from '../../../../lib/wrap-text.ts';
import { TextField } from '../../../components/text-field.tsx';
import { colorOf, quiet } from '../../../theme/theme.ts';
import { useTheme } from '../../../theme/theme-context.ts';
import type { AskingDialog } from './state.ts';

interface AskingProps {
  readonly dialog: AskingDialog;
  /** Cells. */
  readonly width: number;
  /** Lines. */
  readonly height: number;
}

/** A label and its field. */
const questionHeight = 2;

/** The questions of a remedy, as many as fit, a label and a field each; a secret shows only its length. */
export const AskingView = ({ dialog, width, height }: AskingProps) => {
  const theme = useTheme();
  const { inputs, fields, at, wrong } = dialog;
  const wrongLines = wrong === undefined ? [] : wrapText(wrong, width - 2);
  const blanks = height > inputs.length * questionHeight + wrongLines.length + 2 ? 1 : 0;
  // One line is kept for the choices of the question under the cursor.
  const room = height - wrongLines.length - 2 * blanks - 1;
  const most = Math.max(1, Math.floor(room / questionHeight));
  const first = Math.max(0, at - most + 1);
  return (
    <Box flexDirection="column" flexShrink={0}>
      {blanks > 0 && <Text> </Text>}
      {[...inputs.entries()].slice(first, first + most).map(([index, input]) => {
        const field = fields[index];
        const isHere = index === at;
        const shown = input.kind === 'secret' ? theme.mask.repeat(field?.value.length ?? 0) : (field?.value ?? '');
        return (
          <Box key={input.name} flexDirection="column" flexShrink={0}>
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
      {blanks > 0 && <Text> </Text>}
      {wrongLines.map((line, index) => (
        <Text key={line} {...colorOf(theme, 'fail')}>{`${index === 0 ? theme.signs.fail : ' '} ${line}`}</Text>
      ))}
    </Box>
  );
};
