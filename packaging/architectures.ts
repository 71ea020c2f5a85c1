/** The machines that one file is made for: Node's name, Debian's, and the number in an ELF header (elf(5), e_machine). */
export const architectures = {
  x64: { debian: 'amd64', elfMachine: 62 },
  arm64: { debian: 'arm64', elfMachine: 183 },
} as const;

export type Architecture = keyof typeof architectures;

export const allArchitectures = ['x64', 'arm64'] as const satisfies readonly Architecture[];
