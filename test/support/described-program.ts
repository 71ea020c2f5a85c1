import { createProgram } from '../../source/cli/program.ts';
import { describeCommandLine } from '../../source/cli/reference/describe-command.ts';

/** The whole command line as it is defined. */
export const describedProgram = describeCommandLine(createProgram('1.2.3', () => Promise.resolve()));
