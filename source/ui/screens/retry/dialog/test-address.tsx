import { Box, Text } from 'ink';
import { Panel } from '../../../components/panel.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { colorOf } from '../../../theme/theme.ts';
import { useTheme } from '../../../theme/theme-context.ts';
import type { TestAddressDialog } from './state.ts';
import { addressLines, testTitle } from './test-lines.ts';

interface AskForAddressProps {
  readonly dialog: TestAddressDialog;
  readonly columns: number;
  readonly rows: number;
}

const question = 'Send it to: ';

/** One field for one address, and what will go there. */
export const AskForAddress = ({ dialog: { mailId, field }, columns, rows }: AskForAddressProps) => (
  <Panel
    title={testTitle(mailId)}
    lines={addressLines}
    offset={0}
    columns={columns}
    rows={rows}
    foot={{
      height: 1,
      content: (
        <Box>
          <Text {...colorOf(useTheme(), 'warn')}>{question}</Text>
          <TextField field={field} width={columns - question.length} />
        </Box>
      ),
    }}
  />
);
