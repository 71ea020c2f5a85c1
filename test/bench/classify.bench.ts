import { classify } from '../../source/domain/replies/classify-reply.ts';
import { groupFailures, type MeaningCache } from '../../source/domain/replies/groups.ts';
import { rules } from '../../source/domain/replies/rules/index.ts';

export const title = 'classify: failures into classes and groups';

const hostile: Readonly<Record<string, string>> = {
  empty: '',
  nonsense: 'lorem ipsum dolor sit amet '.repeat(40),
  binary: Array.from({ length: 16_384 }, (_value, index) => String.fromCharCode(index % 256)).join(''),
  '1 MB of spaces': ' '.repeat(1_000_000),
  '1 MB of one letter': 'a'.repeat(1_000_000),
  'half-finished replies': '550-5.1.1 <user '.repeat(2_000),
  'half-finished recipients': `{'${"a@b.example': (550, b'".repeat(1_000)}`,
  'words that begin every rule': 'too many sender mailbox message recipient domain '.repeat(400),
};

/** Processor time in ms, which a busy machine does not stretch. */
const time = (work: () => unknown): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
};

/** 100 000 failures as a bad night leaves them: some thousand distinct sentences, each with ids of its own. */
const manyFailures = (): { text: string; id: number }[] =>
  Array.from({ length: 100_000 }, (_value, id) => {
    const sample = rules()[id % rules().length]?.sample ?? '';
    return { id, text: `${sample} [10.0.${id % 250}.${id % 199}] queue id 4F${id}A7 user${id}@example.com` };
  });

/** Prints how long classifying and grouping take on this machine. */
export const run = (print: (line: string) => void): void => {
  print(
    `first classification, rules compiled on the way: ${time(() => classify('550 words nobody knows')).toFixed(1)} ms`,
  );
  for (const [name, text] of Object.entries(hostile)) {
    classify(text);
    print(`${name}: ${time(() => classify(text)).toFixed(2)} ms`);
  }
  const failures = manyFailures();
  const memo: MeaningCache = new Map();
  print(`100 000 failures into groups: ${time(() => groupFailures(failures, { memo })).toFixed(0)} ms`);
  print(`the same again, memo warm: ${time(() => groupFailures(failures, { memo })).toFixed(0)} ms`);
};
