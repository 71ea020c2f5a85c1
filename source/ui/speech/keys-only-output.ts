import { filterOutput } from '../theme/filter-output.ts';

/** What Ink writes around each frame (DEC mode 2026, synchronized output); here a frame is empty. */
const frameMarks = /\u001b\[\?2026[hl]/g;

/** The terminal for an Ink that only hears keys: without the marks of frames, which come every second. */
export const keysOnlyOutput = (stdout: NodeJS.WriteStream): NodeJS.WriteStream =>
  filterOutput(stdout, (text) => text.replace(frameMarks, ''));
