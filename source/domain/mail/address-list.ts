/** What stands in quotation marks or brackets is a name or a remark, whatever it looks like. */
const asides = /"(?:\\.|[^"\\])*"|\([^)]*\)/g;
const address = /[^\s",;:<>()@]+@[^\s",;:<>()@]+/g;

/** The addresses in a text, in their order, each once. */
export const findAddresses = (text: string | null | undefined): readonly string[] => [
  ...new Set((text ?? '').replace(asides, ' ').match(address) ?? []),
];

/** What stands behind an address where a comma or nothing should: a semicolon, or a blank and another address. */
export const findSeparator = (text: string | null | undefined): 'semicolon' | 'blank' | undefined => {
  const plain = (text ?? '').replace(asides, ' ');
  if (/@[^@,]*;/.test(plain)) return 'semicolon';
  return /@[^\s",;<>@]+\s+[^\s",;<>@]+@/.test(plain) ? 'blank' : undefined;
};
