import { existsSync } from 'node:fs';
import { arch } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Architecture, architectures } from './architectures.ts';

const isInstalled = (program: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));

/**
 * The command that runs `program`, made for `architecture`, on this machine: the program itself, or QEMU's user mode
 * with Debian's libraries for cross building (qemu-user-static, libstdc++6-arm64-cross, libatomic1-arm64-cross).
 * Undefined where neither can.
 */
export const commandHere = (
  architecture: Architecture,
  program: string,
): readonly [string, ...string[]] | undefined => {
  if (architecture === arch()) return [program];
  const { qemu, libraries } = architectures[architecture];
  return isInstalled(qemu) && existsSync(join(libraries, 'lib', 'libatomic.so.1'))
    ? [qemu, '-L', libraries, program]
    : undefined;
};
