/**
 * The machines that one file is made for: Debian's name, the number in an ELF header (elf(5), e_machine), and what runs
 * its programs elsewhere: the program of qemu-user-static, and where Debian's packages for cross building put libraries.
 */
export const architectures = {
  x64: { debian: 'amd64', elfMachine: 62, qemu: 'qemu-x86_64-static', libraries: '/usr/x86_64-linux-gnu' },
  arm64: { debian: 'arm64', elfMachine: 183, qemu: 'qemu-aarch64-static', libraries: '/usr/aarch64-linux-gnu' },
} as const;

export type Architecture = keyof typeof architectures;

export const allArchitectures = ['x64', 'arm64'] as const satisfies readonly Architecture[];
