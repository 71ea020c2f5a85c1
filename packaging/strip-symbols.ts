// ELF-64, little endian: elf(5).
const header = { programOffset: 32, sectionOffset: 40, programCount: 56, sectionCount: 60, namesIndex: 62 } as const;
const programSize = 56;
const sectionSize = 64;
const allocated = 2n;
const holdsNoBytes = 8;

interface Section {
  readonly at: number;
  readonly isLoaded: boolean;
  readonly offset: number;
  readonly size: number;
  readonly end: number;
}

const readSection = (program: Buffer, at: number): Section => {
  const offset = Number(program.readBigUInt64LE(at + 24));
  const size = Number(program.readBigUInt64LE(at + 32));
  const isLoaded = (program.readBigUInt64LE(at + 8) & allocated) !== 0n;
  return { at, isLoaded, offset, size, end: program.readUInt32LE(at + 4) === holdsNoBytes ? offset : offset + size };
};

/**
 * A program without its symbols and debugging data, for whatever machine it is: strip(1) knows the machine it is
 * installed on only. Throws where loaded sections do not come first, which no linker writes.
 */
export const stripSymbols = (program: Buffer): Buffer => {
  if (program.toString('latin1', 0, 6) !== '\x7fELF\x02\x01') throw new Error('This is no program for 64-bit Linux.');
  const first = Number(program.readBigUInt64LE(header.sectionOffset));
  const sections = Array.from({ length: program.readUInt16LE(header.sectionCount) }, (_none, index) =>
    readSection(program, first + index * sectionSize),
  );
  const kept = sections.filter(({ isLoaded }, index) => isLoaded || index === 0);
  if (sections.slice(0, kept.length).some((section, index) => section !== kept[index])) {
    throw new Error('A section that is loaded stands behind one that is not.');
  }
  const names = sections[program.readUInt16LE(header.namesIndex)];
  if (names === undefined) throw new Error('The sections have no names.');

  const end = Math.max(endOfSegments(program), ...kept.map((section) => section.end));
  const namesOffset = Math.ceil(end / 16) * 16;
  const tableOffset = Math.ceil((namesOffset + names.size) / 16) * 16;
  const stripped = Buffer.alloc(tableOffset + (kept.length + 1) * sectionSize);
  program.copy(stripped, 0, 0, end);
  program.copy(stripped, namesOffset, names.offset, names.offset + names.size);
  for (const [index, { at }] of [...kept, names].entries()) {
    program.copy(stripped, tableOffset + index * sectionSize, at, at + sectionSize);
  }
  stripped.writeBigUInt64LE(BigInt(namesOffset), tableOffset + kept.length * sectionSize + 24);
  stripped.writeBigUInt64LE(BigInt(tableOffset), header.sectionOffset);
  stripped.writeUInt16LE(kept.length + 1, header.sectionCount);
  stripped.writeUInt16LE(kept.length, header.namesIndex);
  return stripped;
};

const endOfSegments = (program: Buffer): number => {
  const first = Number(program.readBigUInt64LE(header.programOffset));
  const ends = Array.from({ length: program.readUInt16LE(header.programCount) }, (_none, index) => {
    const at = first + index * programSize;
    return Number(program.readBigUInt64LE(at + 8) + program.readBigUInt64LE(at + 32));
  });
  return Math.max(...ends);
};
